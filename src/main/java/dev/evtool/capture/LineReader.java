package dev.evtool.capture;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Cuts a stream of bytes into lines in a buffer of its own, without copying them: after each [#next] the line is
/// [#bytes] from [#from] to before [#to], without its line end. A line longer than the bound is stepped over without
/// being held; of it only the beginning is there.
final class LineReader {

    /// Where the bytes come from, in the manner of `InputStream.read`: blocks for at least one byte, -1 at the end.
    @FunctionalInterface
    interface Bytes {
        int read(byte[] into, int at, int length) throws IOException;
    }

    private static final int CHUNK = 1 << 18;
    private static final int KEPT_OF_OVERLONG = 1024;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;

    private final Bytes source;
    private final int longest;
    private byte[] buffer;
    private int from;
    private int to;
    private int limit;
    private long skipped;
    private long offset;
    private long nextOffset;
    private long number;
    private boolean terminated = true;

    /// @param offset where in the file the source begins
    /// @param longest the longest line, in bytes, that is handed out whole
    LineReader(Bytes source, long offset, int longest) {
        this(source, offset, longest, CHUNK);
    }

    /// @param chunk how much to read at first
    LineReader(Bytes source, long offset, int longest, int chunk) {
        this.buffer = new byte[chunk];
        this.source = source;
        this.nextOffset = offset;
        this.longest = longest;
    }

    /// Goes to the next line; false at the end of the stream.
    boolean next() throws IOException {
        from = Math.min(limit, to + (number > 0 && terminated ? 1 : 0));
        skipped = 0;
        offset = nextOffset;
        int scanned = from;
        while (true) {
            to = lineEnd(scanned);
            if (to < limit) {
                return arrived(true);
            }
            if (limit - from > longest) {
                skipped += limit - from - KEPT_OF_OVERLONG;
                limit = from + KEPT_OF_OVERLONG;
            }
            scanned = fill();
            if (scanned == limit) {
                to = limit;
                return from < limit && arrived(false);
            }
        }
    }

    private boolean arrived(boolean withLineEnd) {
        terminated = withLineEnd;
        number++;
        nextOffset = offset + length() + (withLineEnd ? 1 : 0);
        if (offset == 0 && to - from >= 3 && buffer[from] == (byte) 0xef && buffer[from + 1] == (byte) 0xbb
                && buffer[from + 2] == (byte) 0xbf) {
            // a byte order mark, as some editors put before UTF-8, is no part of the first line
            from += 3;
        }
        return true;
    }

    /// Reads more behind what is there of the line; returns where that begins, which is the limit at the end of the
    /// stream.
    private int fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, limit - from);
            limit -= from;
            from = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(buffer.length, longest) + Math.max(buffer.length, CHUNK));
        }
        int begin = limit;
        limit += Math.max(0, source.read(buffer, limit, buffer.length - limit));
        return begin;
    }

    /// The first line end from p on, eight bytes at a time; the limit where there is none.
    private int lineEnd(int begin) {
        int p = begin;
        for (; p <= limit - Long.BYTES; p += Long.BYTES) {
            // a byte that is a line end becomes 0, and only 0 borrows into its own top bit
            long x = (long) LONGS.get(buffer, p) ^ '\n' * ONES;
            long hit = x - ONES & ~x & ONES << 7;
            if (hit != 0) {
                return p + Long.numberOfTrailingZeros(hit) / Byte.SIZE;
            }
        }
        while (p < limit && buffer[p] != '\n') {
            p++;
        }
        return p;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// The length of the line in bytes, what was not kept of it included.
    long length() {
        return to - from + skipped;
    }

    boolean overlong() {
        return length() > longest;
    }

    /// Whether the line has a line end; only the last one of a stream can be without.
    boolean terminated() {
        return terminated;
    }

    /// Whether there is nothing in the line but white space.
    boolean blank() {
        int p = from;
        while (p < to && (buffer[p] == ' ' || buffer[p] == '\t' || buffer[p] == '\r')) {
            p++;
        }
        return p == to;
    }

    /// Where the next line begins.
    long nextOffset() {
        return nextOffset;
    }

    /// Where the line begins, in bytes from the beginning of the file.
    long offset() {
        return offset;
    }

    /// How many lines there have been, this one included.
    long number() {
        return number;
    }
}
