package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Judgement.Later;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found in one record. All that costs time - pointers, places, excerpts - is done here, only for what is told of.
final class Findings {

    /// A record of megabytes can be wrong in a million places; nobody reads more than these.
    private static final int MOST = 100;
    private static final int EXCERPT = 80;

    private final boolean strict;
    private List<Violation> violations = List.of();
    private List<String> additions = List.of();
    private List<Later> later = List.of();
    private int untold;
    private boolean failed;
    private Places places = offset -> new Place(0, 0);

    /// @param strict whether what is only suspicious is an error
    Findings(boolean strict) {
        this.strict = strict;
    }

    void begin(Places where) {
        places = where;
        violations = List.of();
        additions = List.of();
        later = List.of();
        untold = 0;
        failed = false;
    }

    /// Whether an error was found.
    boolean failed() {
        return failed;
    }

    /// Something about the value at a token.
    void add(Violation.Level level, Rule rule, Layer layer, int token, String message, String expected,
            @Nullable String hint) {
        if (isFull(level, rule)) {
            return;
        }
        add(level, rule, layer.pointer(token), places.of(layer.origin(layer.tape().from(token))), message,
                excerpt(layer.tape(), token), expected, hint);
    }

    /// Something about a member that an object lacks: told at the place of the object.
    void addMissing(Violation.Level level, Rule rule, Layer layer, int object, String member, String message,
            String expected, @Nullable String hint) {
        if (isFull(level, rule)) {
            return;
        }
        add(level, rule, layer.pointer(object, member), places.of(layer.origin(layer.tape().from(object))), message, "",
                expected, hint);
    }

    /// A layer that is no JSON.
    void addUnreadable(@Nullable Layer within, int token, int offset, String message, @Nullable String likely) {
        failed = true;
        String pointer = within == null ? "" : within.pointer(token);
        add(Violation.Level.ERROR, Rule.JSON, pointer, places.of(offset), message, "", "JSON", likely);
    }

    private boolean isFull(Violation.Level level, Rule rule) {
        failed |= (strict || level == Violation.Level.ERROR) && !rule.hasOwnVerdict();
        untold += violations.size() == MOST ? 1 : 0;
        return violations.size() == MOST;
    }

    private void add(Violation.Level level, Rule rule, String pointer, Place place, String message, String found,
            String expected, @Nullable String hint) {
        if (violations.isEmpty()) {
            violations = new ArrayList<>();
        }
        violations.add(new Violation(strict ? Violation.Level.ERROR : level, rule, pointer, place, message, found,
                expected, hint));
    }

    /// Something new that a later minor brings.
    void addition(Layer layer, int token) {
        if (additions.isEmpty()) {
            additions = new ArrayList<>();
        }
        if (additions.size() < MOST) {
            additions.add(layer.pointer(token));
        }
    }

    /// An object of a later minor.
    ///
    /// @param object its token
    void later(Layer layer, int object, Claim claimed, String known) {
        if (later.isEmpty()) {
            later = new ArrayList<>();
        }
        if (later.size() < MOST) {
            later.add(new Later(layer.pointer(object), claimed, known));
        }
    }

    List<Later> later() {
        return later;
    }

    List<String> additions() {
        return additions;
    }

    /// In the order of the text.
    List<Violation> violations() {
        if (violations.size() > 1) {
            violations.sort(Comparator.comparingLong((Violation v) -> v.place().line())
                    .thenComparingLong(v -> v.place().column()));
        }
        if (untold > 0) {
            Violation last = violations.getLast();
            violations.set(violations.size() - 1, new Violation(last.level(), last.rule(), last.pointer(), last.place(),
                    last.message() + " (and " + untold + " more in this record)", last.found(), last.expected(),
                    last.hint()));
        }
        return violations;
    }

    /// The JSON of a token, shortened.
    static String excerpt(JsonTape tape, int token) {
        byte first = tape.first(token);
        if (first == '{') {
            return tape.next(token) == token + 1 ? "{}" : "an object";
        }
        if (first == '[') {
            return tape.next(token) == token + 1 ? "[]" : "an array";
        }
        int from = tape.from(token);
        int to = tape.to(token);
        if (to - from <= EXCERPT) {
            return new String(tape.bytes(), from, to - from, StandardCharsets.UTF_8);
        }
        int end = from + EXCERPT - 1;
        while ((tape.bytes()[end] & 0xc0) == 0x80) { // not in the middle of a character
            end--;
        }
        return new String(tape.bytes(), from, end - from, StandardCharsets.UTF_8) + "…";
    }
}
