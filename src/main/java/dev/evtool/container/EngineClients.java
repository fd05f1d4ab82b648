package dev.evtool.container;

import dev.evtool.stream.StreamException;

/// The client for each kind of engine.
final class EngineClients {

    private EngineClients() {}

    /// Connects to nothing yet.
    ///
    /// @throws StreamException if a file for TLS cannot be used
    static EngineClient open(EngineSettings settings) throws StreamException {
        return switch (settings.kind()) {
            case DOCKER, PODMAN -> new DockerClient(settings);
            case ISULAD -> new IsuladClient(settings);
            case CONTAINERD -> new ContainerdClient(settings);
        };
    }
}
