package dev.evtool.container;

import dev.evtool.event.Column.Tone;
import dev.evtool.event.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A row of facts as people read it.
final class ContainerDetail {

    private static final int SHORT_ID = 12;

    private static final Pattern LONG_ID = Pattern.compile("[0-9a-f]{64}");

    private ContainerDetail() {}

    /// What makes one `die`, `kill` or `rename` differ from another.
    static String of(Map<String, Object> row) {
        if (row.containsKey("exit_code") && Set.of("die", "exec-die", "stop").contains(row.get("action"))) {
            return "exit " + row.get("exit_code")
                    + (ContainerVocabulary.text(row, "doubtful").contains("exitCode") ? "?" : "");
        }
        if (row.containsKey("old_name")) {
            return "was " + row.get("old_name");
        }
        if (row.containsKey("exec_command")) {
            return ContainerVocabulary.text(row, "exec_command");
        }
        return row.containsKey("health") ? ContainerVocabulary.text(row, "health")
                : row.containsKey("signal") ? "signal " + row.get("signal") : "";
    }

    static Sentence sentence(Map<String, Object> row, Tone tone) {
        String command = ContainerVocabulary.text(row, "exec_command");
        String doubtful = ContainerVocabulary.text(row, "doubtful");
        return new Sentence(ContainerVocabulary.text(row, "engine"),
                List.of(ContainerVocabulary.text(row, "object"), ContainerVocabulary.text(row, "action")), tone,
                command.isEmpty() ? ContainerVocabulary.text(row, "health") : command,
                ContainerVocabulary.text(row, "target"), attributes(row),
                doubtful.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(doubtful.split(",", -1))));
    }

    /// As [ContainerFacts] sorted them.
    @SuppressWarnings("unchecked")
    private static Map<String, String> attributes(Map<String, Object> row) {
        return row.get("attributes") instanceof Map<?, ?> told ? (Map<String, String>) told : Map.of();
    }

    /// A long hexadecimal id as all engines' tools show it.
    static String shortened(String id) {
        String bare = id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
        return LONG_ID.matcher(bare).matches() ? bare.substring(0, SHORT_ID) : id;
    }
}
