package dev.evtool.container;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The engines of the demo, on loopback: a Docker, a Podman and an iSulad that tell what happens in the
/// [DemoContainers], as it happens. Clients cannot tell them from real ones.
public final class DemoEngines implements AutoCloseable {

    /// In the order of their ports.
    static final List<EngineKind> KINDS = List.of(EngineKind.DOCKER, EngineKind.PODMAN, EngineKind.ISULAD);

    private static final Duration LISTENERS_WITHIN = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofMillis(20);
    private static final String NAME = "demo:containers/";

    private final DemoContainers world;
    private final EmbeddedDocker docker;
    private final EmbeddedDocker podman;
    private final EmbeddedIsulad isulad;
    private final String host;
    private final Thread player;

    private DemoEngines(InetSocketAddress bind, long seed, double speed) throws IOException {
        this.world = new DemoContainers(seed);
        this.docker = EmbeddedDocker.start(bind, EmbeddedKind.DOCKER, () -> world.listed(EngineKind.DOCKER));
        EmbeddedDocker second;
        try {
            second = EmbeddedDocker.start(next(bind, 1), EmbeddedKind.PODMAN, () -> world.listed(EngineKind.PODMAN));
        } catch (IOException e) {
            docker.close();
            throw e;
        }
        this.podman = second;
        try {
            this.isulad = EmbeddedIsulad.start(next(bind, 2), () -> world.listed(EngineKind.ISULAD));
        } catch (IOException e) {
            docker.close();
            podman.close();
            throw e;
        }
        this.host = bind.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress().getHostAddress()
                : bind.getAddress().getHostAddress();
        this.player = Thread.ofVirtual().name("demo-containers").unstarted(() -> play(speed));
    }

    /// Starts the engines, and the world with them; it has a past already.
    ///
    /// @param bind where the first listens, the others at the next ports; port 0 takes free ones
    /// @param speed how much faster than usual things happen
    /// @throws StreamException.Usage if they cannot listen there
    public static DemoEngines start(InetSocketAddress bind, long seed, double speed) throws StreamException.Usage {
        if (!(speed > 0 && speed <= 1000)) {
            throw new IllegalArgumentException("speed " + speed);
        }
        try {
            DemoEngines engines = new DemoEngines(bind, seed, speed);
            engines.playPast();
            engines.player.start();
            return engines;
        } catch (IOException e) {
            throw new StreamException.Usage(new Problem(
                    "the demo's engines cannot listen on " + bind.getHostString() + ":" + bind.getPort()
                            + (bind.getPort() == 0 ? "" : " and the two ports after it") + ": " + e.getMessage(),
                    "another program has one of the ports", "choose another --listen HOST:PORT, or leave it out"));
        }
    }

    private static InetSocketAddress next(InetSocketAddress bind, int ports) throws IOException {
        if (bind.getPort() == 0) {
            return bind;
        }
        if (bind.getPort() + ports > 65_535) {
            throw new IOException("there is no port " + (bind.getPort() + ports));
        }
        return new InetSocketAddress(bind.getAddress(), bind.getPort() + ports);
    }

    /// The engines, to be asked and watched.
    public List<EngineSettings> engines() {
        return KINDS.stream().map(kind -> settings(kind, host, port(kind))).toList();
    }

    static EngineSettings settings(EngineKind kind, String host, int port) {
        return new EngineSettings(NAME + kind.word(), kind, new EngineAddress.Tcp(host, port, false), Map.of(),
                Connecting.DEFAULT, false, false, EventSelection.ALL);
    }

    EngineSettings engine(EngineKind kind) {
        return settings(kind, host, port(kind));
    }

    /// How to reach an engine with its own client.
    String invitation(EngineKind kind) {
        String at = "tcp://" + new EngineAddress.Tcp(host, port(kind), false);
        return "embedded " + kind.product() + " at " + at + " (try: " + switch (kind) {
            case DOCKER -> "docker -H " + at + " events --since 10m";
            case PODMAN -> "podman --remote --url " + at + " events --since 10m";
            case ISULAD, CONTAINERD -> "isula -H " + at + " events";
        } + ")";
    }

    private int port(EngineKind kind) {
        return switch (kind) {
            case DOCKER -> docker.port();
            case PODMAN -> podman.port();
            case ISULAD, CONTAINERD -> isulad.port();
        };
    }

    private void playPast() {
        Instant began = Instant.now().minus(DemoContainers.HISTORY);
        try {
            while (world.next().compareTo(DemoContainers.HISTORY) < 0) {
                publish(world.act(began.plus(world.next())));
            }
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(double speed) {
        try {
            awaitListeners();
            long began = System.nanoTime();
            while (true) {
                long due = began + Math.round(world.next().minus(DemoContainers.HISTORY).toNanos() / speed);
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                publish(world.act(Instant.now()));
            }
        } catch (InterruptedException closed) {
            // the only stop signal
            Thread.currentThread().interrupt();
        }
    }

    /// The present begins when somebody looks: what it begins with is worth to be seen.
    private void awaitListeners() throws InterruptedException {
        long deadline = System.nanoTime() + LISTENERS_WITHIN.toNanos();
        while ((docker.listeners() == 0 || podman.listeners() == 0 || isulad.listeners() == 0)
                && System.nanoTime() - deadline < 0) {
            Thread.sleep(TURN);
        }
    }

    private void publish(List<DemoContainers.Told> told) throws InterruptedException {
        for (DemoContainers.Told one : told) {
            switch (one.engine()) {
                case DOCKER -> docker.publish(one.event());
                case PODMAN -> podman.publish(one.event());
                case ISULAD, CONTAINERD -> isulad.publish(one.event());
            }
        }
    }

    /// Stops the world and the engines at once.
    @Override
    public void close() {
        player.interrupt();
        docker.close();
        podman.close();
        isulad.close();
        try {
            player.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
