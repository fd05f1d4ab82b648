package dev.evtool.container;

/// The client for each kind of engine.
final class EngineClients {

    private EngineClients() {}

    /// Connects to nothing yet.
    static EngineClient open(EngineSettings settings) {
        EngineClient client = switch (settings.kind()) {
            case DOCKER, PODMAN, ISULAD, CONTAINERD -> null;
        };
        return java.util.Objects.requireNonNull(client, "no client yet");
    }
}
