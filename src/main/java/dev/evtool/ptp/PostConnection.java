package dev.evtool.ptp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// One connection of a [PostServer]: requests one after the other, each read whole before it is answered.
final class PostConnection implements AutoCloseable {

    private static final int MAX_HEAD = 16 << 10;
    private static final int MAX_CHUNK_LINE = 128;
    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final int MAX_LINGER = 4 << 20;
    private static final Map<Integer, String> REASONS = Map.of(204, "No Content", 400, "Bad Request", 404, "Not Found",
            405, "Method Not Allowed", 413, "Content Too Large", 500, "Internal Server Error", 501, "Not Implemented",
            503, "Service Unavailable", 505, "HTTP Version Not Supported");
    private static final byte[] NO_CONTENT = answer(204, true);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final PostServer.Limits limits;
    private final PostServer.Handler handler;
    private byte[] buffer = new byte[4096];
    /// What has been read and not used lies between `from` and `to`.
    private int from;
    private int to;
    private volatile long deadline;
    private volatile boolean expired;
    private boolean served;

    PostConnection(Socket socket, PostServer.Limits limits, PostServer.Handler handler) throws IOException {
        this.socket = socket;
        // who connects has something to say: only between requests may a peer be silent for long
        this.deadline = System.nanoTime() + limits.request().toNanos();
        socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.limits = limits;
        this.handler = handler;
    }

    /// Serves one request.
    ///
    /// @return false if the connection shall be closed
    /// @throws IOException if the peer is gone, or too slow
    boolean serveNext() throws IOException, InterruptedException {
        HttpHead head;
        try {
            int length = head();
            if (length < 0) {
                return false;
            }
            head = HttpHead.parse(buffer, from, length);
            from += length;
        } catch (HttpHead.Bad e) {
            refuse(e.status());
            return false;
        }
        served = true;
        return serve(head, Instant.now());
    }

    private boolean serve(HttpHead head, Instant received) throws IOException, InterruptedException {
        if (!handler.knows(head.path())) {
            refuse(404);
            return false;
        }
        Body body = new Body();
        try {
            if (head.length() > limits.body()) {
                throw new HttpHead.Bad(413,
                        "a body of " + head.length() + " bytes; the most taken is " + limits.body());
            }
            if (head.expectsContinue()) {
                out.write(CONTINUE);
            }
            if (head.chunked()) {
                chunks(body);
            } else {
                body.read((int) head.length());
            }
        } catch (HttpHead.Bad e) {
            handler.broken(head.path(), e.getMessage() == null ? "bad" : e.getMessage(), body.soFar());
            refuse(e.status());
            return false;
        } catch (IOException e) {
            String why = e instanceof SocketTimeoutException
                    ? "a request that took longer than " + limits.request().toSeconds() + " s"
                    : "a request that broke off";
            handler.broken(head.path(), why + " after " + body.soFar().length + " bytes of its body", body.soFar());
            throw e;
        }
        int status = head.method().equals("POST") ? handler.post(head.path(), body.soFar(), received) : 405;
        boolean keep = head.keepAlive();
        out.write(status == 204 && keep ? NO_CONTENT : answer(status, keep));
        return keep;
    }

    /// Answers a request that is not read to its end. What the peer still sends is read off for a moment: closing with
    /// unread bytes would reset the connection, and the peer would see that instead of the answer.
    private void refuse(int status) throws IOException {
        out.write(answer(status, false));
        socket.shutdownOutput();
        deadline = System.nanoTime() + LINGER.toNanos();
        byte[] sink = new byte[8192];
        for (int left = MAX_LINGER; left > 0;) {
            int count = read(sink, 0, sink.length);
            left = count < 0 ? 0 : left - count;
        }
    }

    private static byte[] answer(int status, boolean keep) {
        // 204 has no Content-Length (RFC 9110, 8.6)
        return ("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "Status") + "\r\n"
                + (status == 405 ? "Allow: POST\r\n" : "") + (status == 204 ? "" : "Content-Length: 0\r\n")
                + (keep ? "" : "Connection: close\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// Reads until the buffer holds a whole head.
    ///
    /// @return its length, or -1 if the peer closed the connection instead of a next request
    private int head() throws IOException, HttpHead.Bad {
        if (from == to) {
            if (served) {
                deadline = System.nanoTime() + limits.idle().toNanos();
            }
            from = 0;
            to = 0;
            if (!fill()) {
                return -1;
            }
        }
        deadline = System.nanoTime() + limits.request().toNanos();
        for (int scanned = from;;) {
            int end = endOfHead(scanned);
            if (end >= 0) {
                return end - from;
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

    private void chunks(Body body) throws IOException, HttpHead.Bad {
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
            if (length + body.length > limits.body()) {
                throw new HttpHead.Bad(413, "a body of more than " + limits.body() + " bytes");
            }
            body.read((int) length);
            if (!line().isEmpty()) {
                throw new HttpHead.Bad(400, "a chunk longer than its size");
            }
        }
        for (int trailers = 0; !line().isEmpty(); trailers++) {
            if (trailers > 64) {
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
        } catch (SocketException e) {
            if (expired) {
                throw new SocketTimeoutException("too slow");
            }
            throw e;
        }
    }

    /// Closes the connection if its time is over; called by another thread.
    void expire() {
        if (System.nanoTime() - deadline >= 0) {
            expired = true;
            close();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket failed", e);
        }
    }

    /// The body as far as it was read.
    private final class Body {
        private byte[] bytes = {};
        private int length;

        void read(int count) throws IOException {
            int start = length;
            // grown as the bytes come, so that an announced size alone costs no memory
            while (length < start + count) {
                int wanted = start + count - length;
                ensure(Math.min(wanted, Math.max(64 << 10, length)));
                int buffered = Math.min(wanted, to - from);
                if (buffered > 0) {
                    System.arraycopy(buffer, from, bytes, length, Math.min(buffered, bytes.length - length));
                    int copied = Math.min(buffered, bytes.length - length);
                    from += copied;
                    length += copied;
                    continue;
                }
                int got = PostConnection.this.read(bytes, length, Math.min(wanted, bytes.length - length));
                if (got < 0) {
                    throw new IOException("closed in the middle of a body");
                }
                length += got;
            }
        }

        private void ensure(int more) {
            if (bytes.length - length < Math.min(more, 1)) {
                bytes = Arrays.copyOf(bytes, Math.max(length + more, length * 2));
            }
        }

        byte[] soFar() {
            return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        }
    }
}
