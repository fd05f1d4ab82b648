package dev.evtool.container;

import java.util.List;
import java.util.Map;

/// Which events are wanted; an empty list or map wants all.
///
/// @param names of containers or images, ids, or the beginnings of ids
/// @param types objects: `container`, `image`, ...
/// @param actions canonical words
/// @param labels each must be there; an empty value is any
public record EventSelection(List<String> names, List<String> types, List<String> actions,
        Map<String, String> labels) {

    /// All of them.
    public static final EventSelection ALL = new EventSelection(List.of(), List.of(), List.of(), Map.of());

    /// Whether a container has one of the names.
    boolean isNamed(ContainerNow container) {
        return names.isEmpty() || names.stream().anyMatch(container::isCalled);
    }

    /// Whether a container has one of the names, and all of the labels.
    boolean isOf(ContainerNow container) {
        return isNamed(container) && labels.entrySet().stream().allMatch(label -> {
            String value = container.labels().get(label.getKey());
            return value != null && (label.getValue().isEmpty() || label.getValue().equals(value));
        });
    }
}
