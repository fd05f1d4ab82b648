package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Sketch.Sort;
import java.nio.charset.StandardCharsets;

/// Adds values of records to sketches, in bounded memory: whatever stands in the records, only so many names are kept.
final class Sketcher {

    /// Of one object; with more, its names are data.
    static final int MOST_MEMBERS = 300;

    private static final int MOST_NAMES = 100_000;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 100;
    private static final int DEEPEST = 16;

    private final int mostValues;
    private final SketchBook book;
    private int names;

    /// @param mostValues how many different values of a string are kept
    /// @param book where versioned objects go that stand in values
    Sketcher(int mostValues, SketchBook book) {
        this.mostValues = mostValues;
        this.book = book;
    }

    /// Adds the value at the token.
    void add(JsonTape tape, int token, Sketch into, int depth) {
        byte first = tape.first(token);
        switch (first) {
            case 'n' -> into.addNull();
            case 't', 'f' -> into.add(Sort.BOOLEAN);
            case '"' -> text(tape, token, into);
            case '[' -> list(tape, token, into, depth);
            case '{' -> object(tape, token, into, depth);
            default -> into.add(isInteger(tape, token) ? Sort.INTEGER : Sort.NUMBER);
        }
    }

    /// A number of more than 64 bits is a number as any: nobody may take it for an integer that fits.
    private static boolean isInteger(JsonTape tape, int token) {
        for (int p = tape.from(token); p < tape.to(token); p++) {
            byte b = tape.bytes()[p];
            if ((b < '0' || b > '9') && b != '-') {
                return false;
            }
        }
        return TextForm.fitsLong(tape.bytes(), tape.from(token), tape.to(token));
    }

    private void text(JsonTape tape, int token, Sketch into) {
        String value = tape.string(token);
        boolean kept = mostValues > 0 && value.length() <= LONGEST_VALUE;
        into.addText(value.getBytes(StandardCharsets.UTF_8), kept ? value : "", kept ? mostValues : 0);
    }

    private void list(JsonTape tape, int token, Sketch into, int depth) {
        into.add(Sort.LIST);
        if (depth < DEEPEST) {
            for (int t = token + 1; t < tape.next(token); t = tape.next(t)) {
                add(tape, t, into.items(), depth + 1);
            }
        }
    }

    private void object(JsonTape tape, int token, Sketch into, int depth) {
        if (Wrapper.isOne(Prefixes.USUAL, tape, token)) {
            String name = book.payload(tape, token, depth);
            if (name != null) {
                into.addPayload(name);
                return;
            }
        }
        into.add(Sort.OBJECT);
        if (depth < DEEPEST) {
            members(tape, token, into, depth + 1);
        }
    }

    /// Adds the members of an object, one by one.
    void members(JsonTape tape, int object, Sketch into, int depth) {
        for (int t = object + 1; t < tape.next(object); t = tape.next(t + 1)) {
            String name = tape.string(t);
            boolean room = into.members().size() < MOST_MEMBERS && names < MOST_NAMES
                    && name.length() <= LONGEST_NAME;
            int before = into.members().size();
            Sketch member = into.member(name, room);
            names += into.members().size() - before;
            add(tape, t + 1, member, depth);
        }
    }
}
