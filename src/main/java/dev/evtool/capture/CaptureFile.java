package dev.evtool.capture;

import java.io.Closeable;
import java.io.IOException;

/// The little that writing a capture asks of a file.
interface CaptureFile extends Closeable {

    long size() throws IOException;

    /// Reads at a place, in the manner of `InputStream.read`.
    int read(long at, byte[] into, int from, int length) throws IOException;

    /// Writes all of it at a place; where that fails, part of it may be there.
    void write(long at, byte[] bytes, int length) throws IOException;

    void cutTo(long size) throws IOException;

    /// Waits until the disk has it.
    void sync() throws IOException;

    /// The bytes from a place on, for lines.
    default LineReader.Bytes from(long place) {
        long[] position = {place};
        return (into, from, length) -> {
            int n = read(position[0], into, from, length);
            position[0] += Math.max(0, n);
            return n;
        };
    }
}
