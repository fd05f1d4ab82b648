package dev.evtool.ptp;

import dev.evtool.stream.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A server for one kind of HTTP/1.1 request: a POST with a small body, answered by a status alone. That is all that a
/// receiver of events needs, and leaving out the rest makes it more than twice as fast as the JDK's server, whose one
/// dispatcher thread passes each request on to another: here a connection has one virtual thread from first to last.
///
/// Everything a peer can do is bounded: connections, sizes, the time for a request, the time without one.
final class PostServer implements AutoCloseable {

    /// What becomes of requests.
    interface Handler {

        /// Whether requests for this path are taken at all; the body of others is not even read.
        boolean knows(String path);

        /// Takes a request.
        ///
        /// @return the status to answer
        int post(PtpPost post) throws InterruptedException;

        /// A request for the path that is none, or that broke off; it has been answered if that was possible.
        ///
        /// @param why for people
        /// @param body what there is of the body
        void broken(String path, String why, byte[] body) throws InterruptedException;

        /// A peer with which no TLS came about; it is gone.
        ///
        /// @param why a failure of TLS, or a connection that broke off
        default void noTls(InetAddress peer, IOException why) {}
    }

    /// @param body largest body in bytes
    /// @param request time for a request from its first byte on
    /// @param idle time without a request
    record Limits(int connections, int body, Duration request, Duration idle) {

        /// For proxies. The idle time is longer than a Go client keeps an idle connection (90 s): if we closed first, an
        /// event posted at that instant would be lost, since proxies never send one twice (`ptp.md`, section 3.3).
        /// A proxy keeps one or two connections: there are enough for a thousand of them, each taking some 10 KB.
        static final Limits RECEIVER = new Limits(4000, HttpLimits.MAX_BODY, Duration.ofSeconds(10),
                Duration.ofMinutes(5));
    }

    /// All proxies of a fleet may come in one instant; who finds no place is back after a second, and has only two.
    private static final int BACKLOG = 1024;
    private static final Duration ACCEPT_PAUSE = Duration.ofMillis(50);
    private static final Duration EXPIRY_INTERVAL = Duration.ofMillis(100);

    private final ServerSocket server;
    private final Limits limits;
    private final Handler handler;
    private final @Nullable Tls tls;
    private final Set<PostConnection> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("post-", 0).factory());

    private PostServer(ServerSocket server, Limits limits, Handler handler, @Nullable Tls tls) {
        this.tls = tls;
        this.server = server;
        this.limits = limits;
        this.handler = handler;
    }

    /// Begins to listen.
    ///
    /// @param bind port 0 takes a free one
    static PostServer start(InetSocketAddress bind, Limits limits, Handler handler) throws IOException {
        return start(bind, limits, handler, null);
    }

    /// Begins to listen, for TLS alone if there is one.
    static PostServer start(InetSocketAddress bind, Limits limits, Handler handler, @Nullable Tls tls)
            throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(bind, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        PostServer server = new PostServer(socket, limits, handler, tls);
        server.threads.execute(server::accept);
        server.threads.execute(server::expire);
        return server;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (open.size() >= limits.connections()) {
                    socket.close();
                    continue;
                }
                PostConnection connection = new PostConnection(socket, tls, limits, handler);
                open.add(connection);
                if (server.isClosed()) { // closed meanwhile: nobody else will close this one
                    socket.close();
                }
                threads.execute(() -> serve(connection));
            } catch (IOException closedOrOutOfFiles) {
                // closed: the loop ends; too many open files: some will be closed, but not at once
                LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
            }
        }
    }

    /// Closes connections whose time is over. Timed reads would cost each request two timers instead.
    private void expire() {
        try {
            while (!server.isClosed()) {
                Thread.sleep(EXPIRY_INTERVAL);
                open.forEach(PostConnection::expire);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(PostConnection connection) {
        try (connection) {
            if (connection.agreeOnTls()) {
                while (connection.serveNext()) {
                    // the connection is kept alive
                }
                connection.endTls();
            }
        } catch (SocketException peerIsGone) {
            // between two requests, or before its answer: in both cases there is nobody left to tell
        } catch (IOException peerIsTooSlow) {
            // told by the handler where it was in the middle of a request
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    /// Closes all connections and waits for their threads.
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket failed", e);
        }
        open.forEach(PostConnection::close);
        threads.shutdownNow();
        threads.close();
    }
}
