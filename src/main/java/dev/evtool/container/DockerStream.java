package dev.evtool.container;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import okio.Buffer;
import okio.BufferedSource;

/// The body of an answer to `/events`, line by line, however it is chunked. A line of more than 16 MiB is stepped over.
final class DockerStream {

    static final int LONGEST = 16 << 20;
    private static final int MOST_SHOWN = 4096;
    /// A line without an end is looked at for a whole event only as long as that is cheap.
    private static final int MOST_UNENDED = 256 << 10;

    private final BufferedSource source;
    private final Buffer buffer;
    private final DockerCodec codec;
    private final EngineClient.Taker taker;
    private boolean unended;

    DockerStream(BufferedSource source, DockerCodec codec, EngineClient.Taker taker) {
        this.source = source;
        this.buffer = source.getBuffer();
        this.codec = codec;
        this.taker = taker;
    }

    /// Tells all that comes until the body ends.
    ///
    /// @param enough whether to stop early
    /// @throws IOException if it breaks
    void readAll(BooleanSupplier enough) throws IOException, InterruptedException {
        long seen = 0;
        while (!enough.getAsBoolean()) {
            long end = buffer.indexOf((byte) '\n', seen);
            if (end >= 0) {
                line(end);
                seen = 0;
            } else if (buffer.size() > LONGEST) {
                skipLine();
                seen = 0;
            } else {
                seen = whole() ? 0 : buffer.size();
                if (!source.request(buffer.size() + 1)) {
                    break;
                }
            }
        }
        if (!enough.getAsBoolean() && buffer.size() > 0) {
            codec.read(buffer.readByteArray(), false, taker);
        }
    }

    private void line(long length) throws IOException, InterruptedException {
        byte[] line = buffer.readByteArray(length);
        buffer.skip(1);
        // the end of what was told without waiting for it
        if (!unended || line.length > 0) {
            codec.read(line, true, taker);
        }
        unended = false;
    }

    /// Whether what has come so far ends where an event ends: some send no line feed, or only before the next one.
    private boolean whole() throws IOException, InterruptedException {
        long size = buffer.size();
        if (size == 0 || size > MOST_UNENDED || buffer.getByte(size - 1) != '}') {
            return false;
        }
        byte[] bytes = buffer.peek().readByteArray();
        if (!codec.isWhole(bytes)) {
            return false;
        }
        buffer.clear();
        codec.read(bytes, true, taker);
        unended = true;
        return true;
    }

    private void skipLine() throws IOException, InterruptedException {
        byte[] begin = buffer.readByteArray(MOST_SHOWN);
        long skipped = begin.length;
        long end;
        while ((end = buffer.indexOf((byte) '\n')) < 0) {
            skipped += buffer.size();
            buffer.clear();
            if (!source.request(1)) {
                break;
            }
        }
        if (end >= 0) {
            skipped += end;
            buffer.skip(end + 1);
        }
        taker.malformed("no event: a line of " + skipped + " bytes, and " + LONGEST + " are the most", begin);
    }
}
