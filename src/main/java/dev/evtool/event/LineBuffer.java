package dev.evtool.event;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Growing bytes in which lines are put together; reused, so that writing an event allocates nothing. Not for several
/// threads.
public final class LineBuffer {

    private byte[] bytes;
    private int size;

    public LineBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    /// The bytes themselves, not a copy; those from [#size] on mean nothing.
    public byte[] array() {
        return bytes;
    }

    public void clear() {
        size = 0;
    }

    /// Takes back what was put after the first `size` bytes.
    public void cutTo(int length) {
        size = Math.min(size, length);
    }

    public void put(int b) {
        if (size == bytes.length) {
            grow(1);
        }
        bytes[size++] = (byte) b;
    }

    public void put(byte[] source, int from, int length) {
        grow(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    private void grow(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.min(size, 1 << 29) * 2));
        }
    }
}
