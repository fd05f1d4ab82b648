package dev.evtool.schema.custom;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Place;
import dev.evtool.schema.Places;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Violation;
import dev.evtool.schema.Violation.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is to be said of one record, found in the schema's order, told in the order of the text.
final class Report {

    /// More of one record nobody reads.
    private static final int MOST = 100;
    private static final int LONGEST_EXCERPT = 240;
    /// Keywords about a member as a whole, whose place is that of its name.
    private static final Set<String> OF_NAMES = Set.of("additionalProperties", "propertyNames",
            "unevaluatedProperties");
    /// Of these keywords, what a later minor may bring.
    private static final Set<String> NEW_IN_MINOR = Set.of("additionalProperties", "enum", "unevaluatedProperties");

    /// A violation whose place has not been counted yet.
    private record Entry(int token, Rule rule, String pointer, String message, String found, String expected,
            @Nullable String hint) {}

    private final JsonTape tape;
    private final Subject subject;
    private final Places places;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> additions = new ArrayList<>();
    private final List<Violation> warnings = new ArrayList<>();

    Report(JsonTape tape, Subject subject, Places places) {
        this.tape = tape;
        this.subject = subject;
        this.places = places;
    }

    boolean isBroken() {
        return !entries.isEmpty();
    }

    void flaw(TapeTree.Flaw flaw) {
        String pointer = subject.pointer() + Pointer.to(tape, subject.token(), flaw.token());
        String found = excerpt(flaw.token());
        boolean twice = flaw.rule() == Rule.DUPLICATE;
        entries.add(new Entry(flaw.token(), flaw.rule(), pointer,
                twice ? found + " stands here a second time" : "the number is too long to be calculated with", found,
                twice ? "once" : "at most 1000 characters, and an exponent of at most 4 digits", null));
    }

    void stopped(String why) {
        entries.add(new Entry(subject.token(), Rule.SCHEMA, subject.pointer(), why, "", "a schema that comes to an end",
                null));
    }

    void finding(Finding finding, Choice.Step step) {
        String pointer = subject.pointer() + finding.pointer();
        if (step == Choice.Step.NEWER && NEW_IN_MINOR.contains(finding.keyword())) {
            additions.add(pointer);
        } else if (step != Choice.Step.OLDER || !finding.missing()) {
            int value = Pointer.follow(tape, subject.token(), finding.pointer());
            int token = OF_NAMES.contains(finding.keyword()) ? value - 1 : value;
            entries.add(
                    new Entry(token, Rule.SCHEMA, pointer, finding.message(), finding.missing() ? "" : excerpt(value),
                            finding.expected(), finding.hint()));
        }
    }

    /// Says that the schema is of a later version than the record.
    void older(Choice.Found choice) {
        warnings.add(new Violation(Level.WARNING, Rule.OLDER_VERSION, subject.pointer(), place(subject.token()),
                Rule.OLDER_VERSION.help(), String.valueOf(choice.claim()), choice.version(), null));
    }

    private Place place(int token) {
        return places.of(tape.from(token));
    }

    private String excerpt(int token) {
        if (tape.first(token) == '{' || tape.first(token) == '[') {
            String empty = tape.first(token) == '{' ? "{}" : "[]";
            return tape.next(token) == token + 1 ? empty : empty.charAt(0) + "…" + empty.charAt(1);
        }
        int from = tape.from(token);
        int length = Math.min(tape.to(token) - from, LONGEST_EXCERPT);
        return Finding.shorten(new String(tape.bytes(), from, length, StandardCharsets.UTF_8));
    }

    List<String> additions() {
        return additions;
    }

    List<Violation> violations() {
        List<Violation> told = new ArrayList<>(warnings);
        entries.sort(Comparator.comparingInt(Entry::token));
        for (Entry e : entries.subList(0, Math.min(MOST, entries.size()))) {
            told.add(new Violation(Level.ERROR, e.rule, e.pointer, place(e.token), e.message, e.found, e.expected,
                    e.hint));
        }
        if (entries.size() > MOST) {
            told.add(new Violation(Level.ERROR, Rule.SCHEMA, subject.pointer(), place(subject.token()),
                    entries.size() - MOST + " more violations in this record", "", "", null));
        }
        return told;
    }
}
