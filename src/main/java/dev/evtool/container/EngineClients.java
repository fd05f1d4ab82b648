package dev.evtool.container;

import java.util.Objects;

/// The client for each kind of engine.
final class EngineClients {

    private EngineClients() {}

    /// Connects to nothing yet.
    static EngineClient open(EngineSettings settings) {
        EngineClient client = switch (settings.kind()) {
            case DOCKER, PODMAN -> new DockerClient(settings);
            case ISULAD, CONTAINERD -> null;
        };
        return Objects.requireNonNull(client, "no client yet");
    }
}
