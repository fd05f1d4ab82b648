package dev.evtool.container;

import dev.evtool.event.Payload;
import java.util.Map;
import java.util.Optional;

/// Reads the payload of any engine's event, told apart by its shape: so captures and files need no engine to be read.
final class ContainerReadings {

    private ContainerReadings() {}

    /// What the payload says; empty where it has none of the shapes.
    static Optional<ContainerReading> of(Payload payload) {
        if (payload.isJson()) {
            Optional<ContainerReading> docker = DockerReading.of(payload.bytes());
            if (docker.isPresent()) {
                return docker;
            }
        }
        if (!(payload.data() instanceof Map<?, ?> data) || data.containsKey("Type") || data.containsKey("Actor")
                || data.containsKey("status")) {
            return Optional.empty();
        }
        if (data.containsKey("opt")) {
            return IsuladReading.of(data);
        }
        return data.containsKey("topic") ? ContainerdReading.of(data) : Optional.empty();
    }
}
