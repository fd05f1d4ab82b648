package dev.evtool.container;

import dev.evtool.stream.StreamException;
import java.util.Objects;

/// The client for each kind of engine.
final class EngineClients {

    private EngineClients() {}

    /// Connects to nothing yet.
    ///
    /// @throws StreamException if a file for TLS cannot be used
    static EngineClient open(EngineSettings settings) throws StreamException {
        EngineClient client = switch (settings.kind()) {
            case DOCKER, PODMAN -> new DockerClient(settings);
            case ISULAD, CONTAINERD -> null;
        };
        return Objects.requireNonNull(client, "no client yet");
    }
}
