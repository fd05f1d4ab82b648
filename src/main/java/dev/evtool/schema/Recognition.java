package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells by the members of a JSON object what kind of record it is: one pass over their names, then a comparison of bits for
/// each kind. Safe for threads.
final class Recognition {

    private final List<Kind> kinds;
    private final Prefixes prefixes;
    private final NameTable names;
    private final long[] needed;
    private final long[] counted;

    /// @param kinds in the order in which they are tried
    /// @param prefixes of versioned objects
    Recognition(List<Kind> kinds, Prefixes prefixes) {
        this.kinds = kinds;
        this.prefixes = prefixes;
        this.names = new NameTable(members(kinds));
        this.needed = new long[kinds.size()];
        this.counted = new long[kinds.size()];
        for (int i = 0; i < needed.length; i++) {
            needed[i] = bits(kinds.get(i).members());
            counted[i] = bits(kinds.get(i).any());
        }
    }

    /// The members that tell kinds.
    ///
    /// @throws IllegalArgumentException if they are too many
    static List<String> members(List<Kind> kinds) {
        List<String> all = new ArrayList<>();
        for (Kind kind : kinds) {
            addNew(kind.members(), all);
            addNew(kind.any(), all);
        }
        if (all.size() > Long.SIZE) {
            throw new IllegalArgumentException(
                    all.size() + " different members tell kinds, at most " + Long.SIZE + " can: " + all);
        }
        return all;
    }

    private static void addNew(List<String> members, List<String> all) {
        for (String member : members) {
            if (!all.contains(member)) {
                all.add(member);
            }
        }
    }

    private long bits(List<String> members) {
        long bits = 0;
        for (String member : members) {
            bits |= 1L << names.names().indexOf(member);
        }
        return bits;
    }

    List<Kind> kinds() {
        return kinds;
    }

    /// Whether the object at the token is a versioned one.
    boolean isPayload(JsonTape tape, int object) {
        return Wrapper.isOne(prefixes, tape, object);
    }

    /// The kind of the object at the token; null if it is none.
    @Nullable
    Kind kind(JsonTape tape, int object) {
        long there = 0;
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            int number = names.find(tape, t);
            there |= number < 0 ? 0 : 1L << number;
        }
        for (int i = 0; i < needed.length; i++) {
            Kind kind = kinds.get(i);
            if ((there & needed[i]) == needed[i] && Long.bitCount(there & counted[i]) >= kind.least()
                    && holds(kind.where(), tape, object)) {
                return kind;
            }
        }
        return null;
    }

    private static boolean holds(Map<String, String> where, JsonTape tape, int object) {
        for (Map.Entry<String, String> condition : where.entrySet()) {
            int value = member(tape, object, condition.getKey());
            if (value == 0 || tape.first(value) != '"' || !tape.string(value).startsWith(condition.getValue())) {
                return false;
            }
        }
        return true;
    }

    /// The value of a member; 0 where there is none.
    static int member(JsonTape tape, int object, String name) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            if (tape.is(t, key)) {
                return t + 1;
            }
        }
        return 0;
    }
}
