package dev.evtool.ptp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The HTTP server under an embedded proxy: bounds, redirects, and the form of answers as Go's server gives them. Each
/// request has a virtual thread, since a subscribe call waits for its endpoint.
final class ProxyHttp implements AutoCloseable {

    /// Real requests have less than 1 KB.
    static final int MAX_BODY = 256 << 10;
    /// Go's server sends what is longer than its buffer in chunks.
    private static final int CHUNKED_FROM = 2049;

    /// What answers requests.
    interface Api {
        /// The answer, or empty to close the connection without one.
        Optional<ProxyAnswer> answer(ProxyCall call) throws InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /// Takes the address; requests are answered from [#start] on.
    ProxyHttp(InetSocketAddress bind) throws IOException {
        HttpLimits.apply();
        this.server = HttpServer.create(bind, 128);
        this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("proxy-http-", 0).factory());
        server.setExecutor(threads);
    }

    void start(Api api) {
        server.createContext("/", exchange -> handle(exchange, api));
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private static void handle(HttpExchange exchange, Api api) throws IOException {
        try (exchange) {
            Optional<ProxyAnswer> answer = answer(exchange, api);
            if (answer.isPresent()) {
                send(exchange, answer.get());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // the server would only close the connection, and nobody would ever hear of our fault
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    private static Optional<ProxyAnswer> answer(HttpExchange exchange, Api api)
            throws IOException, InterruptedException {
        URI uri = exchange.getRequestURI();
        String path = rawPath(uri);
        String clean = cleaned(path);
        if (!clean.equals(path)) {
            // what a resource address pasted with its leading slash leads to (ptp.md, section 4)
            return Optional
                    .of(ProxyAnswer.movedTo(uri.getRawQuery() == null ? clean : clean + "?" + uri.getRawQuery()));
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return Optional.of(ProxyAnswer.empty(400));
        }
        String decoded = uri.getPath();
        return api.answer(new ProxyCall(exchange.getRequestMethod(), decoded == null ? "/" : decoded,
                headers(exchange.getRequestHeaders()), body));
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> first.put(name, values.getFirst()));
        return first;
    }

    /// `//x/y` reads as host `x` and path `/y` for a URI, but is a path in a request line.
    private static String rawPath(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        boolean doubleSlash = uri.getScheme() == null && uri.getRawAuthority() != null;
        return doubleSlash ? "//" + uri.getRawAuthority() + path : path.isEmpty() ? "/" : path;
    }

    /// The path without empty and dot segments, as Go cleans it before it looks for a handler.
    static String cleaned(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String clean = "/" + String.join("/", segments);
        return path.endsWith("/") && clean.length() > 1 ? clean + "/" : clean;
    }

    private static void send(HttpExchange exchange, ProxyAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length >= CHUNKED_FROM ? 0 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Closes all connections at once, answered or not.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
