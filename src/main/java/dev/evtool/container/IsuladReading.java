package dev.evtool.container;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads iSulad's events (`container-events.md`, 1.4 and 1.5), as the codec spells them in JSON.
final class IsuladReading {

    /// What the engine says of a container, under the same names as Docker. A label of the same name replaces it.
    private static final Set<String> STATE = Set.of("pid", "exitCode", "image", "name");
    private static final Map<String, String> EXTRA = Map.of("signal", "kill", "oldName", "rename");

    private static final String COMMAND = ": ";

    private IsuladReading() {}

    /// What the object says; empty if it is not such an event.
    static Optional<ContainerReading> of(Map<?, ?> data) {
        String opt = text(data.get("opt"));
        int blank = opt.indexOf(' ');
        if (blank < 1 || blank == opt.length() - 1) {
            return Optional.empty();
        }
        String object = opt.substring(0, blank);
        String engineAction = opt.substring(blank + 1);
        Map<String, String> rest = new TreeMap<>();
        String verb = verb(engineAction, rest);
        String action = ContainerActions.of(object, verb);
        SortedMap<String, String> attributes = new TreeMap<>();
        SortedMap<String, String> labels = new TreeMap<>();
        if (data.get("annotations") instanceof Map<?, ?> annotations) {
            annotations.forEach((key, value) -> (isEngines(text(key), action) ? attributes : labels)
                    .put(text(key), text(value)));
        }
        Set<String> doubtful = doubtful(action, attributes);
        String id = text(data.get("id"));
        if (object.equals("container")) {
            if (action.equals("die")) {
                attributes.putIfAbsent("exitCode", "0"); // it leaves it out then
            }
        } else {
            rest.put("name", id);
        }
        return Optional
                .of(new ContainerReading(object, action, engineAction, id, attributes, labels, doubtful, rest));
    }

    /// A command may hold anything, blanks and colons too.
    private static String verb(String engineAction, Map<String, String> rest) {
        int end = engineAction.indexOf(COMMAND);
        String verb = end < 0 ? engineAction : engineAction.substring(0, end);
        if (end < 0 || !(verb.equals("exec_create") || verb.equals("exec_start"))) {
            return engineAction;
        }
        rest.put("exec_command", engineAction.substring(end + COMMAND.length()));
        return verb;
    }

    private static boolean isEngines(String key, String action) {
        String only = EXTRA.get(key);
        return only == null ? STATE.contains(key) : only.equals(action);
    }

    /// What cannot be the engine's: it has pids of processes only, leaves an exit code of 0 out, and has neither before
    /// the start.
    private static Set<String> doubtful(String action, SortedMap<String, String> attributes) {
        Set<String> doubtful = new TreeSet<>();
        boolean isNew = action.equals("create");
        String pid = attributes.get("pid");
        if (pid != null && (isNew || !pid.matches("[1-9]\\d{0,9}"))) {
            doubtful.add("pid");
        }
        String code = attributes.get("exitCode");
        if (code != null && (isNew || !code.matches("[1-9]\\d{0,2}") || Integer.parseInt(code) > 255)) {
            doubtful.add("exitCode");
        }
        String signal = attributes.get("signal");
        if (signal != null && !signal.matches("[1-9]\\d?")) {
            doubtful.add("signal");
        }
        return doubtful;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
