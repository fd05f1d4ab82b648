package dev.evtool.schema.input;

import dev.evtool.schema.PlaceCounter;
import java.io.IOException;
import java.util.Arrays;

/// The part of an input that is held: from [#from] to before [#limit] in [#bytes]. Not for several threads at a time.
final class Feed {

    private final Bytes source;
    private final BufferPool pool;
    private final PlaceCounter counter = new PlaceCounter(1, 1);
    private byte[] bytes;
    private int from;
    private int limit;
    private long position;
    private boolean ended;

    Feed(Bytes source, BufferPool pool) {
        this.source = source;
        this.pool = pool;
        this.bytes = pool.take();
    }

    /// Reads what has arrived behind what is held, at least a byte; `false` at the end of the input, which is not read
    /// again: who types it on a terminal would have to do so twice.
    boolean more() throws IOException {
        if (ended) {
            return false;
        }
        if (limit == bytes.length) {
            if (from > 0) {
                System.arraycopy(bytes, from, bytes, 0, limit - from);
                limit -= from;
                from = 0;
            } else {
                bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            }
        }
        int n = source.read(bytes, limit, bytes.length - limit);
        limit += Math.max(0, n);
        ended = n <= 0;
        return !ended;
    }

    /// Reads until there are so many bytes, or the input is over.
    boolean atLeast(int length) throws IOException {
        while (limit - from < length) {
            if (!more()) {
                return false;
            }
        }
        return true;
    }

    /// Steps over what is held up to there, counting lines and columns.
    void advance(int to) {
        counter.advance(bytes, from, to);
        position += to - from;
        from = to;
    }

    /// Steps over what is held up to there and counts it as nothing: a byte order mark.
    void drop(int to) {
        from = to;
    }

    /// Gives the array away, for good, and goes on in another one with what is held.
    byte[] release() {
        byte[] given = bytes;
        int length = limit - from;
        byte[] next = pool.take();
        bytes = length < next.length ? next : new byte[2 * length];
        System.arraycopy(given, from, bytes, 0, length);
        from = 0;
        limit = length;
        return given;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int limit() {
        return limit;
    }

    /// How many bytes were before [#from].
    long position() {
        return position;
    }

    /// The line and column at [#from].
    PlaceCounter counter() {
        return counter;
    }
}
