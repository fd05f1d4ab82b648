package dev.evtool.ptp;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// A consumer that keeps what it gets. Paths are those of the recordings: `/status/NNN` answers NNN, `/slow/S` waits S
/// seconds and then answers 204, all others answer 204, unless told otherwise.
final class TestConsumer implements AutoCloseable {

    private static final Duration GENEROUS = Duration.ofSeconds(30);

    /// @param t0 when it came in, and `t1` when it was answered, by `System.nanoTime`
    record Received(String path, String protocol, Headers headers, String body, long t0, long t1) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new ArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    TestConsumer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    TestConsumer() throws IOException {
        this(0);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /// From now on this path answers so.
    void answer(String path, int status) {
        statuses.put(path, status);
    }

    /// From now on this path answers so late.
    void delay(String path, Duration delay) {
        delays.put(path, delay);
    }

    /// From now on this path takes requests and closes the connection.
    void cut(String path) {
        answer(path, 0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        long t0 = System.nanoTime();
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try (exchange) {
            Duration delay = delays.getOrDefault(path, path.startsWith("/slow/")
                    ? Duration.ofSeconds(Long.parseLong(path.substring(6))) : Duration.ZERO);
            boolean closed = closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            synchronized (received) {
                received.add(new Received(path, exchange.getProtocol(), exchange.getRequestHeaders(), body, t0,
                        System.nanoTime()));
                received.notifyAll();
            }
            int status = statuses.getOrDefault(path,
                    path.startsWith("/status/") ? Integer.parseInt(path.substring(8)) : 204);
            if (!closed && status != 0) {
                // an invitation that proxies do not take
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<Received> received(String path) {
        synchronized (received) {
            return received.stream().filter(r -> r.path().equals(path)).toList();
        }
    }

    List<String> bodies(String path) {
        return received(path).stream().map(Received::body).toList();
    }

    List<Received> all() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /// Waits until so many have come on a path.
    List<Received> await(String path, int count) throws InterruptedException, TimeoutException {
        return await(all -> all.stream().filter(r -> r.path().equals(path)).count() >= count).stream()
                .filter(r -> r.path().equals(path)).toList();
    }

    List<Received> await(Predicate<List<Received>> condition) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + GENEROUS.toNanos();
        synchronized (received) {
            while (!condition.test(received)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new TimeoutException("only got " + received.stream().map(Received::path).toList());
                }
                received.wait(left);
            }
            return List.copyOf(received);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
