package dev.evtool.ptp;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// What comes in on a [PostConnection], read piece by piece: heads, chunks, bodies, each bounded.
final class PostInput {

    private static final int MAX_HEAD = 16 << 10;
    private static final int MAX_CHUNK_LINE = 128;
    private static final int MAX_TRAILERS = 64;

    private final InputStream in;
    private final BooleanSupplier expired;
    private byte[] buffer = new byte[4096];
    /// What has been read and not used lies between `from` and `to`.
    private int from;
    private int to;

    /// @param expired whether a broken read comes of the time being over
    PostInput(InputStream in, BooleanSupplier expired) {
        this.in = in;
        this.expired = expired;
    }

    /// Waits for the first byte of a request.
    ///
    /// @return false if the peer closed the connection instead
    boolean awaitRequest() throws IOException {
        return from < to || fill();
    }

    /// Reads a whole head.
    HttpHead head() throws IOException, HttpHead.Bad {
        for (int scanned = from;;) {
            int end = endOfHead(scanned);
            if (end >= 0) {
                HttpHead head = HttpHead.parse(buffer, from, end - from);
                from = end;
                return head;
            }
            if (to - from >= MAX_HEAD) {
                throw new HttpHead.Bad(400, "a head of more than " + MAX_HEAD + " bytes");
            }
            int before = to - from;
            if (!fill()) {
                throw new HttpHead.Bad(400, "a head that broke off");
            }
            scanned = from + Math.max(0, before - 3);
        }
    }

    /// The end of the empty line that ends a head, or -1; a lone line feed counts as a line end (RFC 9112, 2.2).
    private int endOfHead(int start) {
        for (int i = start; i < to; i++) {
            if (buffer[i] == '\n') {
                if (i + 1 < to && buffer[i + 1] == '\n') {
                    return i + 2;
                }
                if (i + 2 < to && buffer[i + 1] == '\r' && buffer[i + 2] == '\n') {
                    return i + 3;
                }
            }
        }
        return -1;
    }

    /// Reads a body that comes in chunks.
    ///
    /// @param most its largest length
    void chunks(Body body, int most) throws IOException, HttpHead.Bad {
        while (true) {
            String line = line();
            int semicolon = line.indexOf(';');
            String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new HttpHead.Bad(400, "a chunk without a size");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                break;
            }
            if (length + body.length > most) {
                throw new HttpHead.Bad(413, "a body of more than " + most + " bytes");
            }
            read(body, (int) length);
            if (!line().isEmpty()) {
                throw new HttpHead.Bad(400, "a chunk longer than its size");
            }
        }
        for (int trailers = 0; !line().isEmpty(); trailers++) {
            if (trailers > MAX_TRAILERS) {
                throw new HttpHead.Bad(400, "too many trailers");
            }
        }
    }

    private String line() throws IOException, HttpHead.Bad {
        StringBuilder line = new StringBuilder();
        while (line.length() <= MAX_CHUNK_LINE) {
            if (from == to && !fill()) {
                throw new IOException("closed in the middle of a chunk");
            }
            char c = (char) (buffer[from++] & 0xff);
            if (c == '\n') {
                return line.toString().stripTrailing();
            }
            line.append(c);
        }
        throw new HttpHead.Bad(400, "a chunk with too long a line");
    }

    /// Reads the next `count` bytes into a body; it grows as they come, so that an announced size alone costs no memory.
    void read(Body body, int count) throws IOException {
        int end = body.length + count;
        while (body.length < end) {
            int wanted = end - body.length;
            body.makeRoom(Math.min(wanted, Math.max(64 << 10, body.length)));
            int room = Math.min(wanted, body.bytes.length - body.length);
            int buffered = Math.min(room, to - from);
            if (buffered > 0) {
                System.arraycopy(buffer, from, body.bytes, body.length, buffered);
                from += buffered;
                body.length += buffered;
                continue;
            }
            int got = read(body.bytes, body.length, room);
            if (got < 0) {
                throw new IOException("closed in the middle of a body");
            }
            body.length += got;
        }
    }

    /// Reads off and forgets what still comes, up to so many bytes, until the peer closes.
    void drain(int most) throws IOException {
        byte[] sink = new byte[8192];
        for (int left = most; left > 0;) {
            int count = read(sink, 0, sink.length);
            left = count < 0 ? 0 : left - count;
        }
    }

    /// Reads some more; makes room in the buffer first.
    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == buffer.length && from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        } else if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = read(buffer, to, buffer.length - to);
        to += Math.max(0, count);
        return count > 0;
    }

    private int read(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            if (expired.getAsBoolean()) {
                throw new SocketTimeoutException("too slow");
            }
            throw e;
        }
    }

    /// A body as far as it was read.
    static final class Body {
        private byte[] bytes = {};
        private int length;

        private void makeRoom(int more) {
            if (bytes.length == length) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, length * 2));
            }
        }

        byte[] soFar() {
            return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        }
    }
}
