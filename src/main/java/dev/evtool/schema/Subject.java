package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value of a record for which there may be a schema, and what the record says of it.
///
/// @param token of the value
/// @param schema the URI of the schema that is named for it; null if none is
/// @param claims by what name and version a schema may be found, best first
public record Subject(int token, @Nullable String schema, List<Claim> claims) {

    private static final byte[] NAME = ".name".getBytes(StandardCharsets.US_ASCII);

    /// The value at the token.
    ///
    /// @param named the URI by which the record around it names its schema; null if it names none
    /// @param event the event type that brings it; null if there is none
    static Subject of(JsonTape tape, int token, @Nullable String named, @Nullable String event) {
        boolean object = tape.first(token) == '{';
        Claim own = object ? own(tape, token) : null;
        List<Claim> claims = new ArrayList<>();
        if (own != null) {
            claims.add(own);
        }
        if (event != null) {
            claims.add(new Claim(event, own == null ? null : own.version()));
        }
        return new Subject(token, named == null && object ? string(tape, token, "$schema") : named, claims);
    }

    /// What a versioned object says of itself, whoever's: `PREFIX.name` and `PREFIX.version`, beside `PREFIX.data`.
    private static @Nullable Claim own(JsonTape tape, int object) {
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            if (isName(tape, t) && tape.first(t + 1) == '"') {
                String member = tape.string(t);
                String prefix = member.substring(0, member.length() - NAME.length);
                if (Recognition.member(tape, object, prefix + ".data") != 0) {
                    return new Claim(tape.string(t + 1), string(tape, object, prefix + ".version"));
                }
            }
        }
        return null;
    }

    private static boolean isName(JsonTape tape, int member) {
        int to = tape.to(member) - 1;
        int from = to - NAME.length;
        return from > tape.from(member) && Arrays.equals(tape.bytes(), from, to, NAME, 0, NAME.length);
    }

    /// The text of a member; null where there is none, or no string.
    static @Nullable String string(JsonTape tape, int object, String name) {
        int value = Recognition.member(tape, object, name);
        return value == 0 || tape.first(value) != '"' ? null : tape.string(value);
    }
}
