package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.util.List;
import java.util.stream.Stream;

/// The members of versioned objects on the wire, whatever project's prefix they have (oslo-notifications.md 4).
final class Wrapper {

    static final int NAME = 0;
    static final int NAMESPACE = 1;
    static final int VERSION = 2;
    static final int DATA = 3;
    static final int CHANGES = 4;
    private static final List<String> MEMBERS = List.of("name", "namespace", "version", "data", "changes");

    private final int[] tokens = new int[MEMBERS.size()];
    private String prefix = "";
    private int stranger;
    private int duplicate;

    private Wrapper() {}

    /// What the members of the object at the token are as a versioned object's.
    static Wrapper of(Prefixes prefixes, JsonTape tape, int object) {
        Wrapper wrapper = new Wrapper();
        int known = -1;
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            int number = prefixes.names().find(tape, t);
            int member = number % MEMBERS.size();
            if (number < 0 || (known >= 0 && number / MEMBERS.size() != known)) {
                wrapper.stranger = wrapper.stranger == 0 ? t : wrapper.stranger;
            } else {
                known = number / MEMBERS.size();
                wrapper.duplicate = wrapper.tokens[member] == 0 ? wrapper.duplicate : t;
                wrapper.tokens[member] = t + 1;
            }
        }
        wrapper.prefix = known < 0 ? "" : prefixes.all().get(known);
        return wrapper;
    }

    /// All members that objects with one of the prefixes have; those of each stand together.
    static NameTable names(List<String> prefixes) {
        return new NameTable(prefixes.stream().flatMap(p -> MEMBERS.stream().map(member -> p + '.' + member)).toList());
    }

    /// Whether an object begins like a versioned one: one of its members is a versioned object's name, version or data.
    static boolean isOne(Prefixes prefixes, JsonTape tape, int object) {
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            if (prefixes.names().find(tape, t) >= 0) {
                return true;
            }
        }
        return false;
    }

    static List<String> members() {
        return Stream.of(NAME, NAMESPACE, VERSION, DATA).map(MEMBERS::get).toList();
    }

    /// A member's name, such as `nova_object.data`.
    static String key(String prefix, int member) {
        return prefix + '.' + MEMBERS.get(member);
    }

    /// The member's value; 0 where it is missing.
    int token(int member) {
        return tokens[member];
    }

    boolean isWrapper() {
        return !prefix.isEmpty();
    }

    String prefix() {
        return prefix;
    }

    /// The name of the first member that no versioned object has; 0 if there is none.
    int stranger() {
        return stranger;
    }

    /// The name of a member that stands there a second time; 0 if there is none.
    int duplicate() {
        return duplicate;
    }
}
