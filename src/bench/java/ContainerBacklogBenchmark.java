import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What a backlog of container events costs: CPU time (user and system) and peak memory of `evtool events` against those
/// of the `docker` CLI on the same stream, from an engine on a unix socket that only pretends. Each reads all of it and
/// writes to /dev/null, in turn, so that both see the same machine. Bounded, local only; needs GNU time and `docker`.
///
/// Run from the root of the project: `java src/bench/java/ContainerBacklogBenchmark.java [EVENTS] [ROUNDS] [EVTOOL]`.
/// With `serve SOCKET [EVENTS]` it only serves, for looking closer with other tools.
final class ContainerBacklogBenchmark {

    static final long FIRST = 1_767_225_600_000_000_000L; // 2026-01-01
    static final long STEP = 1_234_567L;

    public static void main(String[] args) throws Exception {
        if (args.length > 1 && args[0].equals("serve")) {
            try (Engine engine = new Engine(Path.of(args[1]), args.length > 2 ? Integer.parseInt(args[2]) : 100_000)) {
                System.out.println("serves " + engine.socket + " until its input ends");
                while (System.in.read() >= 0) {
                    // until then
                }
            }
            return;
        }
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 7;
        String evtool = args.length > 2 ? args[2] : "target/evtool/bin/evtool";
        Path folder = Files.createTempDirectory("evb");
        try (Engine engine = new Engine(folder.resolve("d.sock"), events)) {
            compare(engine, rounds, evtool, folder);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    static void compare(Engine engine, int rounds, String evtool, Path folder) throws Exception {
        String ours = "docker://" + engine.socket;
        List<String> docker = List.of("docker", "-H", "unix://" + engine.socket, "events", "--since", "1", "--until",
                String.valueOf(System.currentTimeMillis() / 1000));
        List<String> events = List.of(evtool, "events", "-e", ours, "--history", "--no-follow", "-o");
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("docker json", with(docker, "--format", "{{json .}}"));
        commands.put("evtool ndjson", with(events, "ndjson"));
        commands.put("docker text", docker);
        commands.put("evtool text", with(events, "text"));
        for (Map.Entry<String, List<String>> command : commands.entrySet()) {
            check(command.getKey(), command.getValue(), engine.events, folder);
        }
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                costs.computeIfAbsent(command.getKey(), k -> new ArrayList<>())
                        .add(Cost.of(command.getValue(), folder.resolve("time")));
            }
        }
        System.out.printf("%,d events, %,d bytes, medians of %d interleaved runs%n", engine.events, engine.bytes,
                rounds);
        costs.forEach((name, runs) -> System.out.printf(
                "%-14s CPU %.2f s (user %.2f, system %.2f; least %.2f, most %.2f)  elapsed %.2f s  peak %,.0f MB%n",
                name, median(runs, Cost::cpu), median(runs, Cost::user), median(runs, Cost::system),
                runs.stream().mapToDouble(Cost::cpu).min().orElseThrow(),
                runs.stream().mapToDouble(Cost::cpu).max().orElseThrow(), median(runs, Cost::elapsed),
                median(runs, Cost::megabytes)));
        for (String form : List.of("json", "text")) {
            double us = median(costs.get(form.equals("json") ? "evtool ndjson" : "evtool text"), Cost::cpu);
            System.out.printf("%s: evtool takes %.2f of docker's CPU time%n", form,
                    us / median(costs.get("docker " + form), Cost::cpu));
        }
    }

    static List<String> with(List<String> command, String... more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(Arrays.asList(more));
        return all;
    }

    static double median(List<Cost> runs, java.util.function.ToDoubleFunction<Cost> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /// Whether it prints each event once, before anything is measured.
    static void check(String name, List<String> command, int events, Path folder) throws Exception {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
                .redirectError(folder.resolve("err").toFile()).start();
        int exit = process.waitFor();
        try (var lines = Files.lines(out)) {
            long printed = lines.filter(line -> !line.contains("\"type\":\"evtool.")).count();
            System.out.printf("%-14s exit %d, %,d of %,d events, %,d bytes%n", name, exit, printed, events,
                    Files.size(out));
            if (exit != 0 || printed != events) {
                throw new IllegalStateException(Files.readString(folder.resolve("err")));
            }
        }
    }

    /// Of one run, as GNU time tells it.
    record Cost(double user, double system, double elapsed, double megabytes) {

        double cpu() {
            return user + system;
        }

        static Cost of(List<String> command, Path report) throws Exception {
            List<String> timed = new ArrayList<>(
                    List.of("/usr/bin/time", "-o", report.toString(), "-f", "%U %S %e %M", "--"));
            timed.addAll(command);
            Process process = new ProcessBuilder(timed).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("failed: " + timed);
            }
            String[] said = Files.readString(report).strip().split(" ", -1);
            return new Cost(Double.parseDouble(said[0]), Double.parseDouble(said[1]), Double.parseDouble(said[2]),
                    Double.parseDouble(said[3]) / 1024);
        }
    }

    /// Serves what a Docker client asks for: a greeting, its version, and always the same events, one a chunk.
    static final class Engine implements AutoCloseable {

        final Path socket;
        final int events;
        final long bytes;
        private final byte[] body;
        private final ServerSocketChannel server;

        Engine(Path socket, int events) throws IOException {
            this.socket = socket;
            this.events = events;
            this.body = chunks(events);
            this.bytes = body.length;
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofPlatform().daemon().start(this::accept);
        }

        private void accept() {
            try {
                while (true) {
                    SocketChannel client = server.accept();
                    Thread.ofPlatform().daemon().start(() -> serve(client));
                }
            } catch (IOException closed) {
                // the end
            }
        }

        private void serve(SocketChannel client) {
            try (client) {
                InputStream in = Channels.newInputStream(client);
                OutputStream out = Channels.newOutputStream(client);
                for (String head = head(in); !head.isEmpty(); head = head(in)) {
                    String path = head.split(" ", 3)[1];
                    if (path.contains("/events")) {
                        out.write(("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\n"
                                + "Server: Docker/20.10.24 (linux)\r\nTransfer-Encoding: chunked\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                        for (int at = 0; at < body.length; at += 1 << 16) {
                            out.write(body, at, Math.min(1 << 16, body.length - at));
                        }
                        continue;
                    }
                    String answer = path.contains("/_ping") ? "OK"
                            : "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\","
                                    + "\"Os\":\"linux\",\"Arch\":\"amd64\"}";
                    out.write(
                            ("HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nOstype: linux\r\nServer: Docker/20.10.24 (linux)"
                                    + "\r\nContent-Type: application/json\r\nContent-Length: " + answer.length()
                                    + "\r\n\r\n"
                                    + (head.startsWith("HEAD") ? "" : answer)).getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException gone) {
                // a client that has seen enough
            }
        }

        /// A request without a body; empty at the end.
        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return "";
                }
                head.append((char) c);
            }
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            server.close();
            Files.deleteIfExists(socket);
        }
    }

    /// Lives of containers of a few services, with the labels that compose gives them.
    static byte[] chunks(int events) throws IOException {
        Random random = new Random(4);
        ByteArrayOutputStream out = new ByteArrayOutputStream(events * 700);
        String[] life = {"create", "network", "start", "exec_create: sh -c curl -f http://localhost:8080/health",
                "exec_start: sh -c curl -f http://localhost:8080/health", "exec_die", "kill", "die", "stop", "destroy"};
        String id = "";
        String service = "";
        for (int i = 0; i < events; i++) {
            String what = life[i % life.length];
            if (what.equals("create")) {
                id = hex(random);
                service = List.of("web", "db", "cache", "worker", "mail").get(random.nextInt(5));
            }
            byte[] json = (what.equals("network") ? network(id, FIRST + i * STEP)
                    : container(what, id, service, random, FIRST + i * STEP)).getBytes(StandardCharsets.UTF_8);
            out.write((Integer.toHexString(json.length + 1) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(json);
            out.write("\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    static String hex(Random random) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            hex.append("%08x".formatted(random.nextInt()));
        }
        return hex.toString();
    }

    static String network(String container, long time) {
        return """
                {"Type":"network","Action":"connect","Actor":{"ID":"%s","Attributes":{"container":"%s",\
                "name":"shop_default","type":"bridge"}},"scope":"local","time":%d,"timeNano":%d}"""
                .formatted("98cc427090fce3b3".repeat(4), container, time / 1_000_000_000, time);
    }

    static String container(String action, String id, String service, Random random, long time) {
        String image = "registry.example.com/shop/" + service + ":1.4.2";
        TreeMap<String, String> attributes = new TreeMap<>(Map.of("image", image, "name", "shop-" + service + "-1",
                "com.docker.compose.project", "shop", "com.docker.compose.service", service,
                "com.docker.compose.version", "2.20.2", "maintainer", "The Shop <shop@example.com>"));
        if (action.startsWith("exec")) {
            attributes.put("execID", hex(random));
        }
        if (action.equals("kill")) {
            attributes.put("signal", "15");
        }
        if (action.endsWith("die")) {
            attributes.put("exitCode", action.equals("die") ? "143" : "0");
        }
        StringBuilder told = new StringBuilder();
        attributes.forEach((name, value) -> told.append(told.isEmpty() ? "" : ",").append('"').append(name)
                .append("\":\"").append(value.replace("<", "\\u003c").replace(">", "\\u003e")).append('"'));
        return String.format(Locale.ROOT, """
                {"status":"%s","id":"%s","from":"%s","Type":"container","Action":"%s","Actor":{"ID":"%s",\
                "Attributes":{%s}},"scope":"local","time":%d,"timeNano":%d}""", action, id, image, action, id, told,
                time / 1_000_000_000, time);
    }
}
