package dev.evtool.schema.input;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes text no record before anybody looks into it. It is judged in the record's stead.
record Flaw(Place place, String message, String found, String expected, @Nullable String hint) {

    /// What sort of record it is that nobody has looked into.
    static final String KIND = "record";

    static Flaw tooLong(Place place, int longest) {
        String bound = longest % (1 << 20) == 0 ? (longest >> 20) + " MiB" : longest + " bytes";
        return new Flaw(place, "longer than any record, " + bound, "more than " + bound, "at most " + bound, null);
    }

    static Flaw missing(String message, String expected, Place place) {
        return new Flaw(place, message, "", expected, null);
    }

    static Flaw torn(long line, Place place) {
        return new Flaw(place, "the array that begins on line " + line + " has no end", "the end of the input", "]",
                "torn while it was written");
    }

    Judgement judgement() {
        Violation violation = new Violation(Violation.Level.ERROR, Rule.JSON, "", place, message, found, expected,
                hint);
        return new Judgement(KIND, null, null, Verdict.INVALID, List.of(violation), List.of());
    }
}
