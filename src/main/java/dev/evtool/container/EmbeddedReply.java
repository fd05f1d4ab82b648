package dev.evtool.container;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/// The answer to one request.
final class EmbeddedReply {

    private static final Map<Integer, String> REASONS = Map.of(200, "OK", 400, "Bad Request", 404, "Not Found", 405,
            "Method Not Allowed", 500, "Internal Server Error");

    private final EmbeddedConnection connection;
    private final OutputStream out;
    private final boolean headOnly;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /// @param headOnly the request was HEAD
    EmbeddedReply(EmbeddedConnection connection, OutputStream out, boolean headOnly) {
        this.connection = connection;
        this.out = new BufferedOutputStream(out, 1 << 14);
        this.headOnly = headOnly;
    }

    EmbeddedReply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    void text(int status, String text) throws IOException {
        send(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    void json(int status, byte[] json) throws IOException {
        send(status, "application/json", json);
    }

    private void send(int status, String type, byte[] body) throws IOException {
        header("Content-Type", type).header("Content-Length", Integer.toString(body.length));
        head(status);
        if (!headOnly) {
            out.write(body);
        }
        out.flush();
    }

    /// Begins an answer without end; the status is sent at once.
    ///
    /// @param gone told when the peer has left; on another thread
    void begin(Runnable gone) throws IOException {
        header("Content-Type", "application/json").header("Transfer-Encoding", "chunked");
        head(200);
        out.flush();
        connection.goOn(gone);
    }

    /// A piece of it, in a chunk of its own.
    void chunk(byte[] piece) throws IOException {
        out.write((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(piece);
        out.write('\r');
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }

    /// Its end, after all.
    void end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void head(int status) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ')
                .append(REASONS.getOrDefault(status, "Status")).append("\r\n");
        header("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)).replace("UTC",
                "GMT"));
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
