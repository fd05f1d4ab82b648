package dev.evtool.ptp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The HTTP server that proxies post their events to: one for all proxies of a command, each under a path of its own
/// that cannot be guessed. It listens while there is an endpoint. Each request has a virtual thread, because a proxy
/// posts the initial notification, and wants its answer, while our subscribe call is still waiting (`ptp.md`, 3.1).
final class PtpReceiver {

    private static final String PREFIX = "/evtool/";

    /// What an endpoint does with a body.
    interface Handler {
        /// @return the HTTP status to answer
        int receive(byte[] body, Instant received) throws InterruptedException;
    }

    private final InetSocketAddress listen;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /// @param listen where to listen; port 0 takes a free one
    PtpReceiver(InetSocketAddress listen) {
        this.listen = listen;
    }

    /// Opens an endpoint, and the server with the first one.
    ///
    /// @throws StreamException.Usage if the address cannot be listened on
    synchronized Endpoint open(Handler handler) throws StreamException.Usage {
        HttpServer running = server == null ? start() : server;
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String path = PREFIX + HexFormat.of().formatHex(secret);
        handlers.put(path, handler);
        return new Endpoint(path, running.getAddress());
    }

    private HttpServer start() throws StreamException.Usage {
        HttpLimits.apply();
        try {
            HttpServer started = HttpServer.create(listen, 128);
            ExecutorService perRequest = Executors.newVirtualThreadPerTaskExecutor();
            started.setExecutor(perRequest);
            started.createContext("/", this::answer);
            started.start();
            server = started;
            threads = perRequest;
            return started;
        } catch (IOException e) {
            throw new StreamException.Usage(new Problem(
                    "cannot listen on " + listen.getHostString() + ":" + listen.getPort() + ": " + e.getMessage(),
                    "another program has the port, or the address is not one of this machine",
                    "choose another --listen HOST:PORT, or leave it out for a free port on loopback"));
        }
    }

    private synchronized void close(String path) {
        handlers.remove(path);
        if (handlers.isEmpty() && server != null && threads != null) {
            server.stop(0);
            threads.close();
            server = null;
            threads = null;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        Instant received = Instant.now();
        Handler handler = handler(exchange.getRequestURI().getPath());
        if (handler == null) {
            return 404;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(HttpLimits.MAX_BODY + 1);
        try {
            return handler.receive(body, received);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 503;
        }
    }

    /// By the end of the path: a reverse proxy in front of us may have put something before it.
    private @Nullable Handler handler(@Nullable String path) {
        int start = path == null ? -1 : path.lastIndexOf(PREFIX);
        return path == null || start < 0 ? null : handlers.get(path.substring(start));
    }

    /// A path under which events of one proxy come in.
    final class Endpoint implements AutoCloseable {

        private final String path;
        private final InetSocketAddress bound;

        private Endpoint(String path, InetSocketAddress bound) {
            this.path = path;
            this.bound = bound;
        }

        String path() {
            return path;
        }

        /// Where the server listens, with the port it got.
        InetSocketAddress bound() {
            return bound;
        }

        @Override
        public void close() {
            PtpReceiver.this.close(path);
        }
    }
}
