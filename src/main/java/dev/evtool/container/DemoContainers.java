package dev.evtool.container;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The world of `evtool demo containers`: a web shop on a host with Docker, builds on one with Podman, and the edge with
/// iSulad. It has gone on for a quarter of an hour when somebody looks. The same seed gives the same happenings; no
/// clock and no thread is involved.
///
/// Lists may be asked for by any thread, all else is for one.
final class DemoContainers {

    /// How long it goes on before the present.
    static final Duration HISTORY = Duration.ofMinutes(15);

    private final Map<EngineKind, DemoHost> hosts = new EnumMap<>(EngineKind.class);
    private final DemoAgenda agenda;

    /// What an engine tells.
    record Told(EngineKind engine, EmbeddedEvent event) {}

    DemoContainers(long seed) {
        Random random = new Random(seed);
        DemoDockerHost shop = new DemoDockerHost(random);
        DemoPodmanHost builds = new DemoPodmanHost(random);
        DemoIsuladHost edge = new DemoIsuladHost(random);
        hosts.put(EngineKind.DOCKER, shop);
        hosts.put(EngineKind.PODMAN, builds);
        hosts.put(EngineKind.ISULAD, edge);
        agenda = new DemoAgenda(random, HISTORY);
        new DemoShop(agenda, shop);
        new DemoBuilds(agenda, builds);
        new DemoEdge(agenda, edge);
    }

    /// When the next thing happens, since the world began.
    Duration next() {
        return agenda.next();
    }

    /// Makes it happen.
    ///
    /// @param now what time it is then
    /// @return what the engines tell of it
    List<Told> act(Instant now) {
        hosts.values().forEach(host -> host.now(now));
        agenda.act();
        return hosts.entrySet().stream()
                .flatMap(host -> host.getValue().told().stream().map(event -> new Told(host.getKey(), event))).toList();
    }

    List<EmbeddedContainer> listed(EngineKind engine) {
        DemoHost host = hosts.get(engine);
        return host == null ? List.of() : host.listed();
    }
}
