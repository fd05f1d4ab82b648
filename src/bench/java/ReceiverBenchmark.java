import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// How fast `evtool record` takes PTP events, as a ratio to a bare `jdk.httpserver` handler on virtual threads that only
/// reads the body. Both run as processes of their own, in turn, against the same client: 8 keep-alive connections, 20,000
/// events in all a round. Bounded, on loopback only.
///
/// Run from the root of the project: `java src/bench/java/ReceiverBenchmark.java [ROUNDS] [EVTOOL]`
final class ReceiverBenchmark {

    static final int CONNECTIONS = 8;
    static final int EVENTS = 20_000;
    static final String BASE = "/api/ocloudNotifications/v2/";

    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("bare")) {
            bare();
            return;
        }
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
        String evtool = args.length > 1 ? args[1] : "target/evtool/bin/evtool";
        List<Double> bare = new ArrayList<>();
        List<Double> recorded = new ArrayList<>();
        try (Server b = startBare(); Server r = startRecord(evtool)) {
            for (int round = -2; round < rounds; round++) { // two rounds to warm up
                double cpuBefore = b.cpuMicros();
                double x = run(b.endpoint());
                double bareCpu = (b.cpuMicros() - cpuBefore) / EVENTS;
                cpuBefore = r.cpuMicros();
                double y = run(r.endpoint());
                double recordCpu = (r.cpuMicros() - cpuBefore) / EVENTS;
                if (round >= 0) {
                    bare.add(x);
                    recorded.add(y);
                }
                System.out.printf("%9s bare %,.0f/s (%.0f us of CPU each)  record %,.0f/s (%.0f us)  ratio %.2f%n",
                        round < 0 ? "(warm-up)" : "", x, bareCpu, y, recordCpu, y / x);
            }
            if (!r.process().isAlive()) {
                throw new IllegalStateException("evtool record died");
            }
        }
        System.out.printf("median: bare %,.0f/s, record %,.0f/s, ratio %.2f%n", median(bare), median(recorded),
                median(recorded) / median(bare));
    }

    static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    record Server(Process process, URI endpoint, AutoCloseable other) implements AutoCloseable {

        double cpuMicros() {
            return process.info().totalCpuDuration().orElseThrow().toNanos() / 1000.0;
        }

        /// Resident memory, where the system tells it; 0 elsewhere.
        long residentMegabytes() throws IOException {
            Path status = Path.of("/proc/" + process.pid() + "/status");
            if (!Files.exists(status)) {
                return 0;
            }
            return Files.readAllLines(status).stream().filter(l -> l.startsWith("VmRSS"))
                    .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).sum();
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor(10, TimeUnit.SECONDS);
            process.destroyForcibly();
            other.close();
        }
    }

    /// The peer to measure against, in a process of its own: prints its port and runs until its standard input ends.
    static void bare() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // until the benchmark closes our input
        }
        server.stop(0);
    }

    static Server startBare() throws IOException {
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "src/bench/java/ReceiverBenchmark.java", "bare").redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String port = process.inputReader().readLine();
        return new Server(process, URI.create("http://127.0.0.1:" + port + "/event"), () -> {});
    }

    /// A proxy that does nothing but take subscriptions, so that evtool tells us its endpoint.
    static Server startRecord(String evtool) throws Exception {
        CompletableFuture<URI> endpoint = new CompletableFuture<>();
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        proxy.createContext(BASE, exchange -> answer(exchange, endpoint));
        proxy.start();
        Path folder = Files.createTempDirectory("evtool-bench");
        Path capture = folder.resolve("capture.ndjson");
        Process process = new ProcessBuilder(evtool, "record", "ptp://127.0.0.1:" + proxy.getAddress().getPort(), "-w",
                capture.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        URI uri = endpoint.get(30, TimeUnit.SECONDS);
        return new Server(process, uri, () -> {
            proxy.stop(0);
            System.out.printf("capture: %,d bytes, %,d lines%n", Files.size(capture), count(capture));
            Files.delete(capture);
            Files.delete(folder);
        });
    }

    static long count(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    static void answer(HttpExchange exchange, CompletableFuture<URI> endpoint) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(BASE.length());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String answer = "OK";
            if (path.equals("publishers")) {
                answer = "[{\"ResourceAddress\":\"/cluster/node/n/sync/ptp-status/lock-state\"}]";
            } else if (path.startsWith("subscriptions")) {
                int at = body.indexOf("http://");
                if (at >= 0) {
                    endpoint.complete(URI.create(body.substring(at, body.indexOf('"', at))));
                }
                String one = "{\"ResourceAddress\":\"/cluster/node/n/sync/ptp-status/lock-state\",\"EndpointUri\":\""
                        + endpoint.getNow(URI.create("http://none")) + "\",\"SubscriptionId\":\"1\"}";
                answer = exchange.getRequestMethod().equals("POST") ? one : "[" + one + "]";
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// @return requests a second
    static double run(URI endpoint) throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        long start = System.nanoTime();
        for (int c = 0; c < CONNECTIONS; c++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    connection(endpoint);
                } catch (Throwable e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread t : threads) {
            t.join(60_000);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst());
        }
        return EVENTS / ((System.nanoTime() - start) / 1e9);
    }

    static void connection(URI endpoint) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < EVENTS / CONNECTIONS; i++) {
                String address = "/cluster/node/worker-7/ens3fx/master";
                byte[] body = ("{\"specversion\":\"1.0\",\"id\":\"" + UUID.randomUUID()
                        + "\",\"source\":\"/sync/ptp-status/lock-state\",\"type\":\"event.sync.ptp-status.ptp-state-change\","
                        + "\"time\":\"2026-03-04T05:06:07.089123456Z\",\"data\":{\"version\":\"1.0\",\"values\":["
                        + "{\"ResourceAddress\":\"" + address
                        + "\",\"data_type\":\"notification\",\"value_type\":\"enumeration\",\"value\":\"LOCKED\"},"
                        + "{\"ResourceAddress\":\"" + address
                        + "\",\"data_type\":\"metric\",\"value_type\":\"decimal64.3\",\"value\":\"" + i + "\"}]}}")
                        .getBytes(StandardCharsets.UTF_8);
                String head = "POST " + endpoint.getPath() + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                        + "\r\nUser-Agent: Go-http-client/1.1\r\nContent-Length: " + body.length
                        + "\r\nContent-Type: application/json\r\nAccept-Encoding: gzip\r\n\r\n";
                byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
                byte[] request = Arrays.copyOf(headBytes, headBytes.length + body.length);
                System.arraycopy(body, 0, request, headBytes.length, body.length);
                out.write(request);
                require204(in);
            }
        }
    }

    static void require204(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed after " + head);
            }
            head.append((char) c);
        }
        if (!head.toString().startsWith("HTTP/1.1 204")) {
            throw new IOException(head.toString());
        }
    }
}
