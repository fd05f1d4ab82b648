package dev.evtool.report;

import dev.evtool.schema.Tally;
import dev.evtool.schema.Verdict;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a validation came to, in words of ours only.
final class Verdicts {

    private Verdicts() {}

    /// Such as `140 records in 3 files: 127 valid, 12 newer-minor, 1 invalid (2 errors, 1 warning)`.
    static String summary(Tally tally) {
        StringBuilder text = new StringBuilder(Counted.text(tally.records(), "record")).append(" in ")
                .append(Counted.text(tally.inputs(), "input"));
        if (tally.records() > 0) {
            text.append(": ").append(Stream.of(Verdict.values()).filter(verdict -> tally.with(verdict) > 0)
                    .map(verdict -> tally.with(verdict) + " " + verdict).collect(Collectors.joining(", ")));
        }
        if (tally.errors() + tally.warnings() > 0) {
            text.append(" (").append(Counted.text(tally.errors(), "error")).append(", ")
                    .append(Counted.text(tally.warnings(), "warning")).append(')');
        }
        if (tally.unreadInputs() > 0) {
            text.append("; ").append(Counted.text(tally.unreadInputs(), "input")).append(" not read");
        }
        return text.toString();
    }

    /// Such as `3 valid, 1 invalid`.
    static String counts(Map<Verdict, Long> verdicts) {
        return verdicts.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
