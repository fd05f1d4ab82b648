package dev.evtool.container;

import java.util.Map;
import java.util.Optional;

/// Reads Docker's and Podman's event objects (`container-events.md`, 2.5 and 3).
final class DockerReading {

    private DockerReading() {}

    /// What the object says; empty if it is not such an event.
    static Optional<ContainerReading> of(Map<?, ?> data) {
        return Optional.<ContainerReading>empty().filter(reading -> !data.isEmpty());
    }
}
