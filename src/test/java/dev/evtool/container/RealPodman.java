package dev.evtool.container;

import dev.evtool.Launched;
import dev.evtool.RealDaemon;
import dev.evtool.RealFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A real Podman service with the events in a file, as on a machine without systemd.
final class RealPodman extends RealEngine {

    private final RealDaemon daemon;

    private RealPodman(RealFolder folder) throws Exception {
        super(folder);
        Files.writeString(folder.resolve("containers.conf"), containers(folder));
        Files.writeString(folder.resolve("storage.conf"), storage(folder));
        this.daemon = new RealDaemon(
                List.of("podman", "system", "service", "--time=0", "unix://" + folder.in("p.sock")),
                environment(folder), folder.resolve("log"));
    }

    private static String containers(RealFolder folder) {
        return """
            [containers]
            netns = "host"
            ipcns = "host"
            utsns = "host"
            default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
            log_driver = "k8s-file"
            [engine]
            runtime = "runc"
            cgroup_manager = "cgroupfs"
            events_logger = "file"
            tmp_dir = "%1$s/tmp"
            volume_path = "%1$s/volumes"
            static_dir = "%1$s/root/libpod"
            [network]
            network_config_dir = "%1$s/networks"
            """.formatted(folder.path());
    }

    private static String storage(RealFolder folder) {
        return """
            [storage]
            driver = "vfs"
            graphroot = "%1$s/root"
            runroot = "%1$s/run"
            """.formatted(folder.path());
    }

    private static Map<String, String> environment(RealFolder folder) {
        return Map.of("CONTAINERS_CONF", folder.in("containers.conf"), "CONTAINERS_STORAGE_CONF",
                folder.in("storage.conf"));
    }

    static RealPodman start() throws Exception {
        RealFolder folder = new RealFolder("podman");
        try {
            RealPodman engine = new RealPodman(folder);
            engine.awaitAnswer();
            engine.ask("import", RealImage.files(folder.path()).toString(), IMAGE);
            return engine;
        } catch (Throwable e) {
            folder.close();
            throw e;
        }
    }

    @Override
    String uri() {
        return "podman://" + folder.in("p.sock");
    }

    @Override
    List<String> client() {
        List<String> command = new ArrayList<>(List.of("env", "-u", "CONTAINER_HOST"));
        environment(folder).forEach((name, value) -> command.add(name + "=" + value));
        command.add("podman");
        return command;
    }

    @Override
    String log() {
        return daemon.tail();
    }

    @Override
    void mark(String name) throws Exception {
        ask("volume", "create", name);
    }

    @Override
    Launched watch() throws Exception {
        return start(List.of("events", "--format", "json"));
    }

    @Override
    Told told(String line) {
        JsonNode event = RealJson.of(line);
        Map<String, String> attributes = RealJson.texts(event.path("Attributes"));
        attributes.put("name", RealJson.text(event, "Name"));
        return new Told(Instant.parse(RealJson.text(event, "Time")), RealJson.text(event, "Type"),
                RealJson.text(event, "Status"), RealJson.text(event, "ID"), attributes);
    }

    @Override
    void story() throws Exception {
        ask("create", "--name", "web", "--label", "app=shop", "--label", "note=a, b=c (d)", "--label", "empty=",
                IMAGE, "linger");
        ask("start", "web");
        ask("exec", "web", "true");
        expect(4, "exec", "web", "exits", "4");
        ask("pause", "web");
        ask("unpause", "web");
        ask("rename", "web", "shop");
        ask("kill", "--signal", "USR1", "shop");
        ask("stop", "-t", "1", "shop");
        ask("rm", "shop");
        expect(3, "run", "--name", "three", IMAGE, "exits", "3");
        ask("rm", "three");
        ask("tag", IMAGE, "localhost/other:2");
        ask("untag", IMAGE, "localhost/other:2");
        ask("import", folder.in("files.tar"), "localhost/gone:1");
        ask("rmi", "localhost/gone:1");
        ask("volume", "create", "store");
        ask("volume", "rm", "store");
    }

    /// Kills the service; the containers, and the client on this machine, do without it.
    void kill() throws Exception {
        daemon.kill();
        Files.delete(folder.resolve("p.sock"));
    }

    void restart() throws Exception {
        daemon.restart();
        awaitAnswer();
    }

    private void awaitAnswer() throws Exception {
        daemon.await(() -> attempt("--url", "unix://" + folder.in("p.sock"), "version") == 0);
    }

    /// Nobody but Podman itself ends the monitors of its containers in good order.
    private void removeAll() throws IOException {
        try {
            attempt("rm", "--all", "--force", "--time", "0");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while removing containers", e);
        }
    }

    @Override
    void linger(String name) throws Exception {
        ask("run", "--detach", "--name", name, IMAGE, "linger");
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            removeAll();
            daemon.end();
        }
    }
}
