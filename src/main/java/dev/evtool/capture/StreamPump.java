package dev.evtool.capture;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// Reads a stream that may keep one waiting - a pipe, standard input - on a thread of its own, so that who waits here
/// can be interrupted at any time.
///
/// It has to be a platform thread. A virtual thread that waits in the operating system for a pipe cannot be interrupted
/// (JDK 25), and if it does so through a `FileChannel`, its interrupter hangs as well, for ever.
final class StreamPump implements LineReader.Bytes, Closeable {

    /// Opens the stream; for a pipe by name this waits for its other end.
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    /// Behind the last piece; no other one is empty.
    private static final byte[] END = {};
    private static final int CHUNK = 1 << 16;
    private static final int AHEAD = 8;

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private volatile @Nullable IOException failure;
    private byte[] current = new byte[0];
    private int taken;
    private boolean ended;

    StreamPump(String name, Opening opening) {
        thread = Thread.ofPlatform().daemon().name("reading " + name).start(() -> pump(opening));
    }

    private void pump(Opening opening) {
        try {
            pumpAll(opening);
            pieces.put(END);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void pumpAll(Opening opening) throws InterruptedException {
        try (InputStream in = opening.open()) {
            LineReader.Bytes bytes = interruptibly(in);
            byte[] chunk = new byte[CHUNK];
            for (int n = bytes.read(chunk, 0, CHUNK); n >= 0; n = bytes.read(chunk, 0, CHUNK)) {
                pieces.put(Arrays.copyOf(chunk, n));
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            // told to who waits, who would else wait for ever
            failure = new IOException(e.toString(), e);
        }
    }

    /// A file's channel gives way to an interrupt while it waits, its stream does not.
    private static LineReader.Bytes interruptibly(InputStream in) {
        if (in instanceof FileInputStream file) {
            FileChannel channel = file.getChannel();
            return (into, at, length) -> channel.read(ByteBuffer.wrap(into, at, length));
        }
        return in::read;
    }

    /// @throws ClosedByInterruptException if the caller was interrupted while it waited
    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        if (taken == current.length && !ended) {
            current = await();
            taken = 0;
            ended = current.length == 0;
        }
        if (ended) {
            IOException broken = failure;
            if (broken != null) {
                throw broken;
            }
            return -1;
        }
        int n = Math.min(length, current.length - taken);
        System.arraycopy(current, taken, into, at, n);
        taken += n;
        return n;
    }

    private byte[] await() throws ClosedByInterruptException {
        try {
            return pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }

    /// Tells the thread to end, which it does at once, unless it waits for the other end of a pipe that has none, or in
    /// a stream that is no file's; it is a daemon, and then ends with the program.
    @Override
    public void close() {
        thread.interrupt();
    }
}
