package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.ObjectHistory.Choice;
import dev.evtool.schema.ObjectHistory.Traits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One file of the catalog (format 1, `catalog.schema.json`). It is kept as its tokens; an object is made only when a record
/// asks for it, since most runs meet a few of a hundred. Safe for threads once made.
final class CatalogFile {

    /// The format that is read.
    static final long FORMAT = 1;

    private final JsonTape tape = new JsonTape();
    private final String name;
    private final int root;

    /// @param name what messages call the file
    /// @throws SchemaException if it is no catalog of this format
    CatalogFile(String name, byte[] text) throws SchemaException {
        this.name = name;
        try {
            tape.read(text, isMarked(text) ? 3 : 0, text.length);
        } catch (JsonFormatException e) {
            throw new SchemaException(name + " is no JSON: " + e.explanation(), e.likelyCause(), null);
        }
        this.root = 0;
        if (tape.first(root) != '{' || text(root, "catalog") == null) {
            throw fail("is no catalog: it has no member \"catalog\"", "see: evtool help validation");
        }
        if (!String.valueOf(FORMAT).equals(raw(member(root, "format")))) {
            throw fail("is a catalog of format " + raw(member(root, "format")) + ", this evtool reads " + FORMAT,
                    "update evtool");
        }
    }

    private static boolean isMarked(byte[] text) {
        return text.length > 2 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
    }

    SchemaException fail(String what, @Nullable String next) {
        return new SchemaException(name + ' ' + what, null, next);
    }

    /// What is thrown where the file is not of the form that `catalog.schema.json` describes. Of files of the user's it is
    /// found out when they are opened.
    private IllegalArgumentException malformed(int token, String wanted) {
        Place place = Places.counted(tape.bytes(), 0, 1, 1).of(tape.from(token));
        return new IllegalArgumentException("line %d, column %d: expected %s".formatted(place.line(), place.column(),
                wanted));
    }

    private String string(int token) {
        if (tape.first(token) != '"') {
            throw malformed(token, "a string");
        }
        return tape.string(token);
    }

    /// The catalog's own name, such as `nova`.
    String catalog() {
        return String.valueOf(text(root, "catalog"));
    }

    /// What it is about, and where its facts come from.
    String about() {
        String from = text(root, "from");
        return text(root, "about") + (from == null ? "" : " (" + from + ')');
    }

    /// The prefix of its versioned objects, such as `nova_object`; null if all its objects are plain.
    @Nullable
    String prefix() {
        return text(root, "prefix");
    }

    /// The names of all its objects.
    List<String> objects() {
        return names(member(root, "objects"));
    }

    /// Event types, each with the name of the payload that it carries.
    Map<String, String> events() {
        Map<String, String> events = new LinkedHashMap<>();
        each(member(root, "events"), (event, value) -> events.put(event, string(value)));
        return events;
    }

    /// The kinds of records, in the order of the file.
    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        int list = member(root, "kinds");
        if (list >= 0 && tape.first(list) != '[') {
            throw malformed(list, "an array");
        }
        if (list >= 0) {
            for (int t = list + 1; t < tape.next(list); t = tape.next(t)) {
                kinds.add(kind(t));
            }
        }
        return kinds;
    }

    private Kind kind(int token) {
        Map<String, String> where = new LinkedHashMap<>();
        each(member(token, "where"), (member, value) -> where.put(member, string(value)));
        List<String> any = strings(member(token, "any"));
        int least = any.isEmpty() ? 0 : member(token, "least") < 0 ? 1 : Integer.parseInt(raw(member(token, "least")));
        int name = member(token, "kind");
        if (name < 0) {
            throw malformed(token, "a kind");
        }
        return new Kind(string(name), String.valueOf(text(token, "about")), strings(member(token, "members")), any,
                least, where, text(token, "object"), text(token, "event"), text(token, "inside"),
                word(member(token, "packing"), Kind.Packing.JSON, Kind.Packing.values()),
                word(member(token, "otherwise"), Verdict.VALID, Verdict.values()));
    }

    /// The value by that word.
    ///
    /// @param usual where there is none
    private <E extends Enum<E>> E word(int token, E usual, E[] values) {
        if (token < 0) {
            return usual;
        }
        String word = string(token);
        return Stream.of(values).filter(value -> value.name().equals(word.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> malformed(token, "one of " + Arrays.toString(values).toLowerCase(Locale.ROOT)));
    }

    /// An object with all its versions; null if the file has none of that name.
    ///
    /// @throws SchemaException if what the file says of it makes no sense
    @Nullable
    ObjectHistory object(String wanted) throws SchemaException {
        int objects = member(root, "objects");
        int object = objects < 0 ? -1 : member(objects, wanted);
        if (object < 0) {
            return null;
        }
        boolean plain = isTrue(object, "plain") || prefix() == null;
        int choose = member(object, "choose");
        Traits traits = new Traits(plain ? null : prefix(), plain ? null : text(root, "namespace"),
                text(object, "versioned_by"), isTrue(object, "open"), choose < 0 ? null : choice(choose));
        ObjectHistory history = new ObjectHistory(wanted, traits, text(object, "about"));
        int versions = member(object, "versions");
        if (versions < 0 || tape.first(versions) != '{' || tape.next(versions) == versions + 1) {
            throw fail("has no versions of " + wanted, null);
        }
        Map<String, SchemaField> fields = new LinkedHashMap<>();
        for (int t = versions + 1; t < tape.next(versions); t = tape.next(t + 1)) {
            if (member(t + 1, "adds") < 0) {
                fields.clear();
            }
            fields(wanted, member(t + 1, "fields"), fields);
            fields(wanted, member(t + 1, "adds"), fields);
            history.add(tape.string(t), List.copyOf(fields.values()));
        }
        return history;
    }

    private Choice choice(int token) {
        int of = member(token, "of");
        List<String> objects = new ArrayList<>();
        each(of, (value, object) -> objects.add(string(object)));
        return new Choice(String.valueOf(text(token, "by")), new NameTable(names(of)), objects,
                text(token, "otherwise"));
    }

    private void fields(String object, int token, Map<String, SchemaField> into) throws SchemaException {
        if (token < 0) {
            return;
        }
        if (tape.first(token) != '{') {
            throw malformed(token, "an object");
        }
        for (int t = token + 1; t < tape.next(token); t = tape.next(t + 1)) {
            String field = tape.string(t);
            boolean plain = tape.first(t + 1) == '"';
            String type = plain ? tape.string(t + 1) : text(t + 1, "type");
            boolean optional = !plain && isTrue(t + 1, "optional");
            try {
                into.put(field,
                        new SchemaField(field, TypeText.parse(String.valueOf(type), this::enumeration), optional,
                                plain ? null : text(t + 1, "about")));
            } catch (IllegalArgumentException e) {
                throw fail("has an unreadable type for " + object + '.' + field + ": " + e.getMessage(), null);
            }
        }
    }

    /// The enumeration of that name; null if there is none.
    private Shape.@Nullable Enumeration enumeration(String wanted) {
        int enums = member(root, "enums");
        int values = enums < 0 ? -1 : member(enums, wanted);
        return values < 0 ? null : new Shape.Enumeration(wanted, new NameTable(strings(values)));
    }

    private interface Visitor {
        void visit(String name, int value);
    }

    private void each(int object, Visitor visitor) {
        if (object >= 0 && tape.first(object) != '{') {
            throw malformed(object, "an object");
        }
        if (object >= 0) {
            for (int t = object + 1; t < tape.next(object); t = tape.next(t + 1)) {
                visitor.visit(tape.string(t), t + 1);
            }
        }
    }

    private List<String> names(int object) {
        List<String> names = new ArrayList<>();
        each(object, (member, value) -> names.add(member));
        return names;
    }

    private List<String> strings(int array) {
        List<String> strings = new ArrayList<>();
        if (array >= 0 && tape.first(array) != '[') {
            throw malformed(array, "an array");
        }
        if (array >= 0) {
            for (int t = array + 1; t < tape.next(array); t = tape.next(t)) {
                strings.add(string(t));
            }
        }
        return strings;
    }

    /// The value of a member; -1 where there is none, or no object.
    private int member(int object, String wanted) {
        if (object < 0 || tape.first(object) != '{') {
            return -1;
        }
        byte[] key = wanted.getBytes(StandardCharsets.UTF_8);
        for (int t = object + 1; t < tape.next(object); t = tape.next(t + 1)) {
            if (tape.is(t, key)) {
                return t + 1;
            }
        }
        return -1;
    }

    private @Nullable String text(int object, String wanted) {
        int value = member(object, wanted);
        return value < 0 || tape.first(value) != '"' ? null : tape.string(value);
    }

    private boolean isTrue(int object, String wanted) {
        int value = member(object, wanted);
        return value >= 0 && tape.first(value) == 't';
    }

    private String raw(int token) {
        return token < 0 ? "unknown"
                : new String(tape.bytes(), tape.from(token), Math.max(0, tape.to(token) - tape.from(token)),
                        StandardCharsets.UTF_8);
    }
}
