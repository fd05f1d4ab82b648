package dev.evtool.schema.custom;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Remarks;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be said of one value, found in the schema's order, told in the order of the text.
final class Report {

    /// Keywords about a member as a whole, whose place is that of its name.
    private static final Set<String> OF_NAMES = Set.of("additionalProperties", "propertyNames",
            "unevaluatedProperties");
    /// Of these keywords, what a later minor may bring.
    private static final Set<String> NEW_IN_MINOR = Set.of("additionalProperties", "enum", "unevaluatedProperties");

    /// @param missing the member that the object at the token lacks; null where something is wrong with what is there
    private record Entry(int token, Rule rule, @Nullable String missing, String message, String expected,
            @Nullable String hint) {}

    private final Subject subject;
    private final Remarks remarks;
    private final JsonTape tape;
    private final List<Entry> entries = new ArrayList<>();

    Report(Subject subject, Remarks remarks) {
        this.subject = subject;
        this.remarks = remarks;
        this.tape = remarks.tape();
    }

    void flaw(TapeTree.Flaw flaw) {
        boolean twice = flaw.rule() == Rule.DUPLICATE;
        String message = twice ? '"' + Finding.shorten(tape.string(flaw.token())) + "\" stands here a second time"
                : "the number is too long to be calculated with";
        String expected = twice ? "once" : "at most 1000 characters, and an exponent of at most 4 digits";
        entries.add(new Entry(flaw.token(), flaw.rule(), null, message, expected, null));
    }

    void stopped(String why) {
        entries.add(new Entry(subject.token(), Rule.SCHEMA, null, why, "a schema that comes to an end", null));
    }

    void finding(Finding finding, Choice.Step step) {
        int value = Pointer.follow(tape, subject.token(), finding.pointer());
        if (step == Choice.Step.NEWER && NEW_IN_MINOR.contains(finding.keyword())) {
            remarks.addition(value);
        } else if (step != Choice.Step.OLDER || !finding.missing()) {
            int token = OF_NAMES.contains(finding.keyword()) ? value - 1 : value;
            entries.add(new Entry(token, Rule.SCHEMA, finding.missing() ? Pointer.last(finding.pointer()) : null,
                    finding.message(), finding.expected(), finding.hint()));
        }
    }

    void tell() {
        entries.sort(Comparator.comparingInt(Entry::token));
        for (Entry e : entries) {
            if (e.missing == null) {
                remarks.error(e.rule, e.token, e.message, e.expected, e.hint);
            } else {
                remarks.absent(e.rule, e.token, e.missing, e.message, e.expected, e.hint);
            }
        }
    }
}
