package dev.evtool.container;

import dev.evtool.stream.StreamException;
import java.util.function.Consumer;

/// The client for each kind of engine.
final class EngineClients {

    private EngineClients() {}

    /// Connects to nothing yet.
    ///
    /// @param news is told what a person should know of certificates, on threads of handshakes; it must not wait
    /// @throws StreamException if a file for TLS cannot be used
    static EngineClient open(EngineSettings settings, Consumer<String> news) throws StreamException {
        return switch (settings.kind()) {
            case DOCKER, PODMAN -> new DockerClient(settings, news);
            case ISULAD -> new IsuladClient(settings, news);
            case CONTAINERD -> new ContainerdClient(settings, news);
        };
    }
}
