package dev.evtool.capture;

import java.io.IOException;
import java.util.Arrays;

/// A file in memory, on a disk that fills up and fails as it is told.
final class FakeFile implements CaptureFile {

    private byte[] bytes = new byte[0];
    private int room = Integer.MAX_VALUE;
    private boolean cutFails;
    private boolean syncFails;
    private int syncs;
    private int writes;
    private boolean closed;

    /// The file cannot become longer than this.
    void limitTo(int size) {
        room = size;
    }

    void failCuts(boolean fail) {
        cutFails = fail;
    }

    void failSyncs(boolean fail) {
        syncFails = fail;
    }

    byte[] content() {
        return bytes.clone();
    }

    int syncs() {
        return syncs;
    }

    int writes() {
        return writes;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long at, byte[] into, int from, int length) {
        int n = (int) Math.min(length, bytes.length - at);
        if (n <= 0) {
            return -1;
        }
        System.arraycopy(bytes, (int) at, into, from, n);
        return n;
    }

    @Override
    public void write(long at, byte[] source, int length) throws IOException {
        writes++;
        int fits = (int) Math.max(0, Math.min(length, room - at));
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length, (int) at + fits));
        System.arraycopy(source, 0, bytes, (int) at, fits);
        if (fits < length) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void cutTo(long size) throws IOException {
        if (cutFails) {
            throw new IOException("Input/output error");
        }
        bytes = Arrays.copyOf(bytes, (int) size);
    }

    @Override
    public void sync() throws IOException {
        syncs++;
        if (syncFails) {
            throw new IOException("Input/output error");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
