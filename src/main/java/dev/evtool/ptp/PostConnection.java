package dev.evtool.ptp;

import dev.evtool.stream.Tls;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One connection of a [PostServer]: requests one after the other, each read whole before it is answered.
final class PostConnection implements AutoCloseable {

    private static final Duration LINGER = Duration.ofSeconds(1);
    private static final int MAX_LINGER = 4 << 20;
    private static final Map<Integer, String> REASONS = Map.of(200, "OK", 204, "No Content", 400, "Bad Request", 404,
            "Not Found",
            405, "Method Not Allowed", 413, "Content Too Large", 500, "Internal Server Error", 501, "Not Implemented",
            503, "Service Unavailable", 505, "HTTP Version Not Supported");
    private static final byte[] NO_CONTENT = answer(204, true);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /// What the peer is connected by; to close it does not wait for anything.
    private final Socket wire;
    /// The same, or TLS on it.
    private final Socket socket;
    private final PostInput in;
    private final OutputStream out;
    private final PostServer.Limits limits;
    private final PostServer.Handler handler;
    private volatile long deadline;
    private volatile boolean expired;
    private boolean served;

    PostConnection(Socket wire, @Nullable Tls tls, PostServer.Limits limits, PostServer.Handler handler)
            throws IOException {
        this.wire = wire;
        this.socket = tls == null ? wire : tls.accepted(wire);
        // who connects has something to say: only between requests may a peer be silent for long
        this.deadline = System.nanoTime() + limits.request().toNanos();
        wire.setTcpNoDelay(true);
        this.in = new PostInput(socket.getInputStream(), () -> expired);
        this.out = socket.getOutputStream();
        this.limits = limits;
        this.handler = handler;
    }

    /// Where the server has TLS, agrees on it with the peer, in no more than the time for a request.
    ///
    /// @return false if that failed
    boolean agreeOnTls() {
        if (!(socket instanceof SSLSocket secure)) {
            return true;
        }
        try {
            secure.startHandshake();
            return true;
        } catch (IOException e) {
            handler.noTls(wire.getInetAddress(), expired ? new SocketTimeoutException("too slow") : e);
            return false;
        }
    }

    /// Tells the peer that this is the end, not a cut. Plain connections end by being closed.
    void endTls() throws IOException {
        if (socket instanceof SSLSocket secure && !secure.isOutputShutdown()) {
            secure.shutdownOutput();
        }
    }

    /// Serves one request.
    ///
    /// @return false if the connection shall be closed
    /// @throws IOException if the peer is gone, or too slow
    boolean serveNext() throws IOException, InterruptedException {
        HttpHead head;
        try {
            if (served) {
                deadline = System.nanoTime() + limits.idle().toNanos();
            }
            if (!in.awaitRequest()) {
                return false;
            }
            deadline = System.nanoTime() + limits.request().toNanos();
            head = in.head();
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
        PostInput.Body body = new PostInput.Body();
        try {
            if (head.length() > limits.body()) {
                throw new HttpHead.Bad(413,
                        "a body of " + head.length() + " bytes; the most taken is " + limits.body());
            }
            if (head.expectsContinue()) {
                out.write(CONTINUE);
            }
            if (head.chunked()) {
                in.chunks(body, limits.body());
            } else {
                in.read(body, (int) head.length());
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
        int status = head.method().equals("POST")
                ? handler.post(new PtpPost(head.path(), head.attributes(), body.soFar(), received))
                : 405;
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
        in.drain(MAX_LINGER);
    }

    private static byte[] answer(int status, boolean keep) {
        // 204 has no Content-Length (RFC 9110, 8.6)
        return ("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "Status") + "\r\n"
                + (status == 405 ? "Allow: POST\r\n" : "") + (status == 204 ? "" : "Content-Length: 0\r\n")
                + (keep ? "" : "Connection: close\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII);
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
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket failed", e);
        }
    }
}
