package dev.evtool.container;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which attributes Docker and Podman themselves give to an event of a container or an image (`container-events.md`, 2.5
/// and 3), where owners' labels stand among them. Events of other objects have no labels.
final class DockerKeys {

    private static final int LONGEST_NUMBER = 18;
    private static final int LONG_ID = 64;
    private static final Map<String, Set<String>> OF_CONTAINERS = Map.ofEntries(
            Map.entry("die", Set.of("exitCode", "execDuration")), Map.entry("kill", Set.of("signal")),
            Map.entry("exec-create", Set.of("execID")), Map.entry("exec-start", Set.of("execID")),
            Map.entry("exec-detach", Set.of("execID")), Map.entry("exec-die", Set.of("execID", "exitCode")),
            Map.entry("rename", Set.of("oldName")), Map.entry("commit", Set.of("comment", "imageID", "imageRef")),
            Map.entry("resize", Set.of("height", "width")), Map.entry("prune", Set.of("reclaimed")));
    private static final Set<String> PODMAN_ALWAYS = Set.of("image", "name", "podId", "containerExitCode", "error");
    private static final Map<String, Set<String>> PODMAN = Map.of("die", Set.of("exitCode", "oomKilled"), "connect",
            Set.of("network"), "disconnect", Set.of("network"), "exec-start", Set.of("execID"), "exec-die",
            Set.of("execID"));

    private DockerKeys() {}

    /// Whether what stands under that key is the engine's.
    static boolean isEngines(boolean podman, String object, String action, String key) {
        return of(podman, object, action).test(key);
    }

    /// Which keys are the engine's in such an event.
    static Predicate<String> of(boolean podman, String object, String action) {
        return switch (object) {
            case "container" -> podman ? key -> PODMAN_ALWAYS.contains(key) || says(PODMAN, action, key)
                    : containers(OF_CONTAINERS.getOrDefault(action, Set.of()));
            case "image" -> podman ? PODMAN_ALWAYS::contains
                    : key -> key.equals("name") || (action.equals("prune") && key.equals("reclaimed"));
            default -> key -> true;
        };
    }

    private static boolean says(Map<String, Set<String>> more, String action, String key) {
        return more.getOrDefault(action, Set.of()).contains(key);
    }

    private static Predicate<String> containers(Set<String> more) {
        return key -> key.equals("image") || key.equals("name") || more.contains(key);
    }

    /// Whether Docker could have said this under that key.
    static boolean isLikely(String key, String value) {
        return switch (key) {
            case "exitCode", "signal", "execDuration" -> isNumber(value);
            case "execID" -> value.length() == LONG_ID && isHex(value);
            case "oldName" -> value.startsWith("/");
            default -> true;
        };
    }

    private static boolean isNumber(String value) {
        int from = value.startsWith("-") ? 1 : 0;
        for (int i = from; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return value.length() > from && value.length() - from <= LONGEST_NUMBER;
    }

    private static boolean isHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
