package dev.evtool.container;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads Docker's and Podman's event objects (`container-events.md`, 2.5 and 3).
final class DockerReading {

    private DockerReading() {}

    /// What the object says; empty if it is not such an event.
    static Optional<ContainerReading> of(Map<?, ?> data) {
        Map<?, ?> actor = data.get("Actor") instanceof Map<?, ?> map ? map : Map.of();
        String type = text(data.get("Type"));
        String action = text(data.get("Action"));
        String status = text(data.get("status"));
        if (type.isEmpty()) {
            // engines before 1.10 only said it the old way
            type = data.containsKey("from") ? "container" : "image";
            action = status;
        }
        action = action.isEmpty() ? status : action;
        if (action.isEmpty()) {
            return Optional.empty();
        }
        Map<?, ?> given = actor.get("Attributes") instanceof Map<?, ?> map ? map : Map.of();
        String id = text(actor.get("ID")).isEmpty() ? text(data.get("id")) : text(actor.get("ID"));
        DockerWords words = DockerWords.of(type, action);
        String health = text(data.get("HealthStatus"));
        return Optional.of(read(words, id, given, health.isEmpty() && words.isHealth() ? words.text() : health,
                text(data.get("scope")), text(data.get("from"))));
    }

    private static ContainerReading read(DockerWords words, String id, Map<?, ?> given, String health, String scope,
            String from) {
        boolean podman = isPodman(given);
        SortedMap<String, String> attributes = new TreeMap<>();
        SortedMap<String, String> labels = new TreeMap<>();
        Set<String> doubtful = new TreeSet<>();
        given.forEach((name, said) -> {
            String key = String.valueOf(name);
            String value = text(said);
            if (!DockerKeys.isEngines(podman, words.object(), words.action(), key)) {
                labels.put(key, value);
            } else if (!podman || !isNoise(words, key, value)) {
                attributes.put(key, value);
                if (words.object().equals("container") && !DockerKeys.isLikely(key, value)) {
                    doubtful.add(key);
                }
            }
        });
        if (podman && isEnd(words)) {
            // the native API has the code only there, and so has the end of an exec
            String code = attributes.remove("containerExitCode");
            if (code != null) {
                attributes.putIfAbsent("exitCode", code);
            }
        }
        if (words.object().equals("container") && !from.isEmpty()) {
            attributes.putIfAbsent("image", from);
        }
        Map<String, String> rest = new HashMap<>();
        put(rest, "health", health);
        put(rest, "exec_command", words.isHealth() ? "" : words.text());
        put(rest, "scope", scope);
        return new ContainerReading(words.object(), words.action(), words.engineAction(), id, attributes, labels,
                doubtful, rest);
    }

    /// Podman gives all of its events an attribute that Docker has not.
    private static boolean isPodman(Map<?, ?> given) {
        return given.containsKey("podId") || given.containsKey("containerExitCode");
    }

    private static boolean isEnd(DockerWords words) {
        return words.action().equals("die") || words.action().equals("exec-die");
    }

    /// What Podman says of every event, whether there is something to say or not.
    private static boolean isNoise(DockerWords words, String key, String value) {
        return key.equals("containerExitCode") ? !isEnd(words)
                : value.isEmpty() && (key.equals("podId") || key.equals("image"));
    }

    private static void put(Map<String, String> rest, String name, String value) {
        if (!value.isEmpty()) {
            rest.put(name, value);
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }
}
