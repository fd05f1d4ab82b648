package dev.evtool.container;

import java.util.Map;

/// Which engine an [EmbeddedDocker] is like.
///
/// @param newest the newest version of the API that it speaks
/// @param headers on each answer
/// @param remembers how many events
record EmbeddedKind(EngineKind engine, String version, String newest, Map<String, String> headers, int remembers) {

    /// Docker 20.10.24 (`container-events.md`, 2).
    static final EmbeddedKind DOCKER = new EmbeddedKind(EngineKind.DOCKER, "20.10.24", "1.41",
            Map.of("Api-Version", "1.41", "Docker-Experimental", "false", "Ostype", "linux", "Server",
                    "Docker/20.10.24 (linux)"),
            256);

    /// Podman 4.3.1, but with the headers sent at once, as newer ones do (section 3). It has no limit; here the memory
    /// of a long demo is one.
    static final EmbeddedKind PODMAN = new EmbeddedKind(EngineKind.PODMAN, "4.3.1", "1.41",
            Map.of("Api-Version", "1.41", "Libpod-Api-Version", "4.3.1", "Server", "Libpod/4.3.1 (linux)"), 20_000);

    boolean isPodman() {
        return engine == EngineKind.PODMAN;
    }

    /// The same with another memory.
    EmbeddedKind remembering(int events) {
        return new EmbeddedKind(engine, version, newest, headers, events);
    }
}
