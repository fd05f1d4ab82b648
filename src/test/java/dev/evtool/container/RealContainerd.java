package dev.evtool.container;

import dev.evtool.Launched;
import dev.evtool.RealDaemon;
import dev.evtool.RealFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A real containerd with the snapshotter that needs nothing of the kernel.
final class RealContainerd extends RealEngine {

    /// Go's way to print a time: no more digits than needed.
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).appendPattern(" Z 'UTC'")
            .toFormatter(Locale.ROOT);

    private final RealDaemon daemon;

    private RealContainerd(RealFolder folder) throws Exception {
        super(folder);
        Files.writeString(folder.resolve("config.toml"), configuration(folder));
        this.daemon = new RealDaemon(List.of("containerd", "-c", folder.in("config.toml")), Map.of(),
                folder.resolve("log"));
    }

    private static String configuration(RealFolder folder) {
        return """
            version = 2
            root = "%1$s/root"
            state = "%1$s/state"
            disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
            [grpc]
              address = "%1$s/c.sock"
            [ttrpc]
              address = "%1$s/t.sock"
            """.formatted(folder.path());
    }

    static RealContainerd start() throws Exception {
        RealFolder folder = new RealFolder("containerd");
        try {
            RealContainerd engine = new RealContainerd(folder);
            engine.awaitAnswer();
            engine.importImage("archive", IMAGE);
            return engine;
        } catch (Throwable e) {
            folder.close();
            throw e;
        }
    }

    private void importImage(String name, String reference) throws Exception {
        ask("images", "import", "--snapshotter", "native",
                RealImage.archive(Files.createDirectory(folder.resolve(name)), reference).toString());
    }

    @Override
    String uri() {
        return "containerd://" + folder.in("c.sock");
    }

    @Override
    List<String> client() {
        return List.of("ctr", "-a", folder.in("c.sock"), "-n", namespace());
    }

    /// Of its own: runc keeps what runs under /run by this name, for all containerds together.
    private String namespace() {
        return String.valueOf(folder.path().getFileName());
    }

    @Override
    String log() {
        return daemon.tail();
    }

    @Override
    void mark(String name) throws Exception {
        ask("namespaces", "create", name);
    }

    @Override
    Launched watch() throws Exception {
        return start(List.of("events"));
    }

    /// A line is time, namespace, topic and message, with blanks in between.
    @Override
    Told told(String line) {
        int zone = line.indexOf(" UTC ") + " UTC".length();
        String[] rest = line.substring(zone + 1).split(" ", 3);
        JsonNode message = RealJson.of(rest[2]);
        Map<String, String> attributes = RealJson.texts(message);
        attributes.put("namespace", rest[0]);
        return new Told(TIME.parse(line.substring(0, zone), Instant::from), object(rest[1]), rest[1],
                Stream.of("container_id", "id", "key", "name").map(attributes::get).filter(Objects::nonNull).findFirst()
                        .orElse(""),
                attributes);
    }

    /// What a topic is about, in the words of all engines.
    private static String object(String topic) {
        return switch (topic.split("/", -1)[1]) {
            case "containers", "tasks" -> "container";
            case "images" -> "image";
            case "namespaces" -> "namespace";
            default -> topic.split("/", -1)[1];
        };
    }

    @Override
    void story() throws Exception {
        importImage("more", "localhost/gone:1");
        ask("containers", "create", "--snapshotter", "native", "--label", "app=shop", "--label", "empty=", IMAGE,
                "web", "linger");
        ask("tasks", "start", "--detach", "--null-io", "web");
        ask("tasks", "exec", "--exec-id", "well", "web", "true");
        expect(4, "tasks", "exec", "--exec-id", "badly", "web", "exits", "4");
        ask("tasks", "pause", "web");
        ask("tasks", "resume", "web");
        ask("tasks", "kill", "--signal", "USR1", "web");
        ask("tasks", "kill", "--signal", "KILL", "web");
        awaitStopped("web");
        ask("tasks", "delete", "web");
        ask("containers", "delete", "web");
        expect(3, "run", "--rm", "--snapshotter", "native", IMAGE, "three", "exits", "3");
        ask("images", "tag", IMAGE, "localhost/other:2");
        ask("images", "rm", "localhost/other:2");
        ask("images", "rm", "localhost/gone:1");
    }

    private void awaitStopped(String name) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (ask("tasks", "list").stream().noneMatch(line -> line.startsWith(name) && line.endsWith("STOPPED"))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + " does not stop: " + log());
            }
        }
    }

    @Override
    void linger(String name) throws Exception {
        ask("run", "--detach", "--null-io", "--snapshotter", "native", IMAGE, name, "linger");
    }

    /// Kills the daemon; shims and containers go on.
    void kill() throws Exception {
        daemon.kill();
    }

    void restart() throws Exception {
        daemon.restart();
        awaitAnswer();
    }

    private void awaitAnswer() throws Exception {
        daemon.await(() -> attempt("version") == 0);
    }

    /// A daemon that ends leaves its containers running, and runc's notes of them.
    private void removeTasks() throws IOException {
        try (Launched list = start(List.of("tasks", "list", "--quiet"))) {
            list.exit();
            for (String task : list.out()) {
                attempt("tasks", "delete", "--force", task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while removing tasks", e);
        }
        Files.deleteIfExists(Path.of("/run/containerd/runc", namespace()));
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            removeTasks();
            daemon.end();
        }
    }
}
