package dev.evtool.container;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads containerd's envelopes (`container-events.md`, 4), as the codec spells them in JSON.
final class ContainerdReading {

    private static final Map<String, String> OBJECTS = Map.of("containers", "container", "tasks", "container", "images",
            "image", "snapshots", "snapshot", "namespaces", "namespace", "sandboxes", "sandbox");

    /// Which of them says what an event is about: the first that is there.
    private static final String[] IDS = {"container_id", "sandbox_id", "id", "key", "digest", "name"};

    /// Ends that leave the status out where it is 0.
    private static final Set<String> ENDS = Set.of("die", "exec-die", "task-delete");

    private static final Map<String, String> NAMES = Map.of("exit_status", "exitCode", "exec_id", "execID");
    private static final Set<String> PLAIN = Set.of("pid", "image", "name", "parent", "snapshotter", "snapshot_key",
            "checkpoint", "size", "mediaType", "exit_reason");

    private static final List<String> NAME_LABELS = List.of("nerdctl/name", "io.kubernetes.container.name");

    private ContainerdReading() {}

    /// What the object says; empty if it is not such an event.
    static Optional<ContainerReading> of(Map<?, ?> data) {
        String topic = text(data.get("topic"));
        String[] parts = (topic.startsWith("/") ? topic.substring(1) : topic).split("/", 2);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            return Optional.empty();
        }
        Map<?, ?> event = data.get("event") instanceof Map<?, ?> told ? told : Map.of();
        String object = OBJECTS.getOrDefault(parts[0], parts[0]);
        String id = id(event);
        String exec = text(event.get("container_id")).isEmpty() ? "" : text(event.get("id"));
        boolean isExec = !exec.isEmpty() && !exec.equals(id);
        String action = ContainerActions.ofTopic("/" + (object.equals("sandbox") ? object : parts[0]) + "/" + parts[1]);
        if (isExec && action.equals("die")) {
            action = "exec-die";
        }
        SortedMap<String, String> attributes = attributes(event, id);
        if (isExec) {
            attributes.put("execID", exec);
        }
        if (ENDS.contains(action) && !event.isEmpty() && !event.containsKey("value")) {
            attributes.putIfAbsent("exitCode", "0");
        }
        SortedMap<String, String> labels = labels(event);
        Map<String, String> rest = new TreeMap<>();
        rest.put("namespace", text(data.get("namespace")));
        rest.put("name", name(attributes, labels, id));
        return Optional
                .of(new ContainerReading(object, action, topic, id, attributes, labels, Set.of(), rest));
    }

    private static SortedMap<String, String> attributes(Map<?, ?> event, String id) {
        SortedMap<String, String> attributes = new TreeMap<>();
        event.forEach((key, value) -> {
            String field = text(key);
            String name = NAMES.getOrDefault(field, PLAIN.contains(field) ? field : "");
            if (!name.isEmpty() && !(name.equals("name") && id.equals(value))) {
                attributes.put(name, text(value));
            }
        });
        if (event.get("runtime") instanceof Map<?, ?> runtime) {
            attributes.put("runtime", text(runtime.get("name")));
        }
        return attributes;
    }

    private static SortedMap<String, String> labels(Map<?, ?> event) {
        SortedMap<String, String> labels = new TreeMap<>();
        if (event.get("labels") instanceof Map<?, ?> told) {
            told.forEach((key, value) -> labels.put(text(key), text(value)));
        }
        return labels;
    }

    private static String id(Map<?, ?> event) {
        for (String field : IDS) {
            String value = text(event.get(field));
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /// containerd knows ids only; who runs containers by it writes their names into labels.
    static String nameOf(Map<String, String> labels) {
        for (String label : NAME_LABELS) {
            String name = labels.getOrDefault(label, "");
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    private static String name(Map<String, String> attributes, Map<String, String> labels, String id) {
        String name = nameOf(labels);
        return name.isEmpty() ? attributes.getOrDefault("name", id) : name;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
