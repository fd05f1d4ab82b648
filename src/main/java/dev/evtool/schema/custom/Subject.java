package dev.evtool.schema.custom;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Claim;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a record a schema is about, and what the record says of it.
///
/// @param kind what sort of record it was taken for
/// @param token of the payload
/// @param pointer of the payload, from the record's root
/// @param schema the URI of the schema that the record names; null if it names none
/// @param claims by what name and version a schema may be found, best first
/// @param event the event type, where the record has one
record Subject(String kind, int token, String pointer, @Nullable String schema, List<Claim> claims,
        @Nullable String event) {

    /// Finds the subject of a record; the tape is not empty.
    interface Finder {

        Subject find(JsonTape tape);
    }

    private static final byte[] NAME = ascii(".name");
    private static final byte[] DATA = ascii(".data");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// The record as it is.
    static Subject whole(JsonTape tape) {
        return new Subject("json", 0, "", null, List.of(), null);
    }

    /// The payload of a CloudEvent, of a notification, or the record itself.
    static Subject payload(JsonTape tape) {
        if (tape.first(0) != '{') {
            return whole(tape);
        }
        String event = string(tape, 0, "type");
        int data = Pointer.member(tape, 0, "data") + 1;
        if (event != null && data > 0 && string(tape, 0, "specversion") != null) {
            String schema = string(tape, 0, "dataschema");
            return new Subject("cloudevent", data, "/data", schema, claims(tape, data, event), event);
        }
        event = string(tape, 0, "event_type");
        int payload = Pointer.member(tape, 0, "payload") + 1;
        if (event != null && payload > 0) {
            return new Subject("notification", payload, "/payload", null, claims(tape, payload, event), event);
        }
        return new Subject("json", 0, "", string(tape, 0, "$schema"), claims(tape, 0, null), null);
    }

    private static List<Claim> claims(JsonTape tape, int payload, @Nullable String event) {
        Claim own = tape.first(payload) == '{' ? versioned(tape, payload) : null;
        if (own != null) {
            return event == null ? List.of(own) : List.of(own, new Claim(event, own.version()));
        }
        return event == null ? List.of() : List.of(new Claim(event, null));
    }

    /// What a versioned object says of itself: `PREFIX.name` and `PREFIX.version`, beside `PREFIX.data`.
    private static @Nullable Claim versioned(JsonTape tape, int object) {
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            if (ends(tape, t, NAME)) {
                String name = tape.string(t);
                String prefix = name.substring(0, name.length() - NAME.length);
                String claimed = string(tape, object, name);
                if (claimed != null
                        && Pointer.member(tape, object, prefix + new String(DATA, StandardCharsets.US_ASCII)) >= 0) {
                    return new Claim(claimed, string(tape, object, prefix + ".version"));
                }
            }
        }
        return null;
    }

    private static boolean ends(JsonTape tape, int name, byte[] with) {
        int to = tape.to(name) - 1;
        int from = to - with.length;
        return from > tape.from(name)
                && java.util.Arrays.equals(tape.bytes(), from, to, with, 0, with.length);
    }

    private static @Nullable String string(JsonTape tape, int object, String name) {
        int value = Pointer.member(tape, object, name) + 1;
        return value > 0 && tape.first(value) == '"' ? tape.string(value) : null;
    }
}
