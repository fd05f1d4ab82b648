package dev.evtool.container;

import dev.evtool.event.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A reading as a row of facts. What an attribute says only counts where it is what it claims to be: a label may stand
/// in its place.
final class ContainerFacts {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,10}");

    private ContainerFacts() {}

    /// @param noted names of doubtful attributes beyond those that the event itself gives away, with commas
    static Map<String, Object> of(ContainerReading reading, String engine, String noted) {
        Map<String, Object> row = new LinkedHashMap<>(24);
        text(row, "engine", engine);
        text(row, "object", reading.object());
        text(row, "action", reading.action());
        text(row, "engine_action", reading.engineAction());
        text(row, "target", reading.id());
        Map<String, String> told = reading.attributes();
        text(row, "name", told.get("name"));
        text(row, "image", told.get("image"));
        number(row, "exit_code", told.get("exitCode"));
        number(row, "signal", told.get("signal"));
        number(row, "pid", told.get("pid"));
        String oldName = told.get("oldName");
        text(row, "old_name", oldName != null && oldName.startsWith("/") ? oldName.substring(1) : oldName);
        text(row, "exec_id", told.get("execID"));
        text(row, "container", reading.object().equals("container") ? reading.id() : told.get("container"));
        reading.rest().forEach((name, value) -> text(row, name, value));
        row.put("labels", reading.labels());
        row.put("attributes", reading.told());
        if (!noted.isEmpty() || !reading.doubtful().isEmpty()) {
            text(row, "doubtful", doubtful(reading.doubtful(), noted));
        }
        row.put("severity", reading.severity());
        return row;
    }

    private static String doubtful(Set<String> given, String noted) {
        TreeSet<String> doubtful = new TreeSet<>(given);
        for (String name : noted.split(",", -1)) {
            if (!name.isEmpty()) {
                doubtful.add(name);
            }
        }
        return String.join(",", doubtful);
    }

    /// How bad a row is.
    static Severity severity(Map<String, Object> row) {
        return row.get("severity") instanceof Severity severity ? severity : Severity.INFO;
    }

    private static void text(Map<String, Object> row, String fact, @org.jspecify.annotations.Nullable String value) {
        if (value != null && !value.isEmpty()) {
            row.put(fact, value);
        }
    }

    private static void number(Map<String, Object> row, String fact,
            @org.jspecify.annotations.Nullable String value) {
        if (value != null && NUMBER.matcher(value).matches()) {
            row.put(fact, Long.valueOf(value));
        }
    }
}
