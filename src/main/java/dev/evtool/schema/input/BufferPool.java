package dev.evtool.schema.input;

import java.util.concurrent.ConcurrentLinkedQueue;

/// Arrays that are used again: one for each batch would keep the collector busier than the workers.
final class BufferPool {

    private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();
    private final int size;

    BufferPool(int size) {
        this.size = size;
    }

    byte[] take() {
        byte[] buffer = free.poll();
        return buffer != null ? buffer : new byte[size];
    }

    /// Takes an array back; one that had to grow is left to the collector.
    void give(byte[] buffer) {
        if (buffer.length == size) {
            free.add(buffer);
        }
    }
}
