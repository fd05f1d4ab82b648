package dev.evtool.container;

import dev.evtool.event.Severity;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an event says, in the words that all engines share. Each engine's own reader makes it out of the payload.
///
/// @param object `container`, `image`, `volume`, `network`, ... ; a word nobody knows stays as it is
/// @param action canonical, see [ContainerActions]
/// @param engineAction the engine's own word or topic, whole, such as `exec_create: sh -c true` or `/tasks/exit`
/// @param id what it is about; empty where the engine does not say
/// @param attributes what the engine itself says, under Docker's names (`exitCode`, `signal`, `execID`, `oldName`,
///        `pid`, `image`, `name`, `container`, ...) where it has a name for it
/// @param labels what the container's or image's owner says
/// @param doubtful names of attributes that a label of the same name may have replaced
/// @param rest what is none of the above: `namespace`, `scope`, `exec_command`, `health`
record ContainerReading(String object, String action, String engineAction, String id,
        SortedMap<String, String> attributes, SortedMap<String, String> labels, Set<String> doubtful,
        Map<String, String> rest) {

    /// Whether the process or the engine says that something went wrong.
    Severity severity() {
        return switch (action) {
            case "oom", "pull-error" -> Severity.ERROR;
            case "die" -> "0".equals(attributes.get("exitCode")) ? Severity.INFO : Severity.WARN;
            case "health" -> "unhealthy".equals(rest.get("health")) ? Severity.ERROR : Severity.INFO;
            default -> Severity.INFO;
        };
    }

    /// Everything in parentheses of a line: the engine's attributes and the labels.
    SortedMap<String, String> told() {
        if (labels.isEmpty()) {
            return attributes;
        }
        TreeMap<String, String> all = new TreeMap<>(labels);
        all.putAll(attributes);
        return all;
    }
}
