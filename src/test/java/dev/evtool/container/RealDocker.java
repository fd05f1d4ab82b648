package dev.evtool.container;

import dev.evtool.Launched;
import dev.evtool.RealDaemon;
import dev.evtool.RealFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real dockerd, which needs neither a bridge nor iptables nor an image registry.
final class RealDocker extends RealEngine {

    private final RealDaemon daemon;

    private RealDocker(RealFolder folder) throws Exception {
        super(folder);
        List<String> command = List.of("dockerd", "-H", "unix://" + folder.in("d.sock"), "--iptables=false",
                "--ip6tables=false", "--ip-forward=false", "--ip-masq=false", "--bridge=none",
                "--storage-driver=vfs", "--data-root", folder.in("data"), "--exec-root", folder.in("exec"), "-p",
                folder.in("pid"), "--default-ulimit", "nofile=1024:1024", "--shutdown-timeout", "5");
        this.daemon = new RealDaemon(command, Map.of(), folder.resolve("log"));
    }

    static RealDocker start() throws Exception {
        RealFolder folder = new RealFolder("docker");
        try {
            RealDocker engine = new RealDocker(folder);
            engine.awaitAnswer();
            engine.ask("import", RealImage.files(folder.path()).toString(), IMAGE);
            return engine;
        } catch (Throwable e) {
            folder.close();
            throw e;
        }
    }

    void awaitAnswer() throws Exception {
        daemon.await(() -> attempt("version") == 0);
    }

    @Override
    String uri() {
        return "docker://" + folder.in("d.sock");
    }

    @Override
    List<String> client() {
        return List.of("env", "-u", "DOCKER_CONTEXT", "DOCKER_CONFIG=" + folder.in("client"), "docker", "-H",
                "unix://" + folder.in("d.sock"));
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
        return start(List.of("events", "--format", "{{json .}}"));
    }

    @Override
    Told told(String line) {
        return RealJson.docker(RealJson.of(line));
    }

    @Override
    void story() throws Exception {
        ask("create", "--name", "web", "--network", "none", "--label", "app=shop", "--label", "note=a, b=c (d)",
                "--label", "empty=", IMAGE, "linger");
        ask("start", "web");
        ask("exec", "web", "true");
        expect(4, "exec", "web", "exits", "4");
        ask("pause", "web");
        ask("unpause", "web");
        ask("rename", "web", "shop");
        ask("kill", "--signal", "USR1", "shop");
        ask("stop", "-t", "1", "shop");
        ask("rm", "shop");
        expect(3, "run", "--name", "three", "--network", "none", IMAGE, "exits", "3");
        ask("rm", "three");
        ask("tag", IMAGE, "localhost/other:2");
        ask("rmi", "localhost/other:2");
        ask("import", folder.in("files.tar"), "localhost/gone:1");
        ask("rmi", "localhost/gone:1");
        ask("volume", "create", "store");
        ask("volume", "rm", "store");
    }

    /// Kills the daemon, which takes its containerd with it, but neither shims nor containers.
    void kill() throws Exception {
        Path pidFile = folder.resolve("exec/containerd/containerd.pid");
        long containerd = Files.exists(pidFile) ? Long.parseLong(Files.readString(pidFile).strip()) : 0;
        daemon.kill();
        awaitEnd(containerd);
        // What has been killed may stay in the process table for long, and would count as running.
        Files.deleteIfExists(pidFile);
        Files.deleteIfExists(folder.resolve("pid"));
    }

    private static void awaitEnd(long pid) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ProcessHandle.of(pid).filter(RealFolder::isRunning).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("containerd " + pid + " survives its dockerd");
            }
            Thread.sleep(10);
        }
    }

    void restart() throws Exception {
        daemon.restart();
        awaitAnswer();
    }

    @Override
    void linger(String name) throws Exception {
        ask("run", "--detach", "--name", name, "--network", "none", IMAGE, "linger");
    }

    @Override
    public void close() throws IOException {
        try (folder) {
            daemon.end();
        }
    }
}
