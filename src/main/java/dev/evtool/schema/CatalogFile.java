package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.ObjectHistory.Choice;
import dev.evtool.schema.ObjectHistory.Traits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            tape.read(text, 0, text.length);
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

    private SchemaException fail(String what, @Nullable String next) {
        return new SchemaException(name + ' ' + what, null, next);
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
        each(member(root, "events"), (event, value) -> events.put(event, tape.string(value)));
        return events;
    }

    /// The kinds of records, in the order of the file.
    List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>();
        int list = member(root, "kinds");
        if (list >= 0) {
            for (int t = list + 1; t < tape.next(list); t = tape.next(t)) {
                kinds.add(kind(t));
            }
        }
        return kinds;
    }

    private Kind kind(int token) {
        Map<String, String> where = new LinkedHashMap<>();
        each(member(token, "where"), (member, value) -> where.put(member, tape.string(value)));
        List<String> any = strings(member(token, "any"));
        int least = any.isEmpty() ? 0 : member(token, "least") < 0 ? 1 : Integer.parseInt(raw(member(token, "least")));
        return new Kind(String.valueOf(text(token, "kind")), String.valueOf(text(token, "about")),
                strings(member(token, "members")), any, least, where, text(token, "object"), text(token, "event"),
                text(token, "inside"), packing(text(token, "packing")), otherwise(text(token, "otherwise")));
    }

    private static Kind.Packing packing(@Nullable String word) {
        return word == null ? Kind.Packing.JSON : Kind.Packing.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Verdict otherwise(@Nullable String word) {
        return word == null ? Verdict.VALID : Verdict.valueOf(word.toUpperCase(Locale.ROOT));
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
        if (versions < 0 || tape.next(versions) == versions + 1) {
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
        each(of, (value, object) -> objects.add(tape.string(object)));
        return new Choice(String.valueOf(text(token, "by")), new NameTable(names(of)), objects,
                text(token, "otherwise"));
    }

    private void fields(String object, int token, Map<String, SchemaField> into) throws SchemaException {
        if (token < 0) {
            return;
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
        if (array >= 0) {
            for (int t = array + 1; t < tape.next(array); t = tape.next(t)) {
                strings.add(tape.string(t));
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
