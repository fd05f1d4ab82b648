package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sketches of all objects that were seen, by name and version.
final class SketchBook {

    private static final int MOST_OBJECTS = 1_000;
    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_NOTES = 50;
    private static final int LONGEST = 80;
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9_]{0," + (LONGEST - 1) + '}');

    /// One version of an object.
    ///
    /// @param origin what tells how it stands in a record
    /// @param fields the object itself; its values are the records
    record Page(String name, String version, Origin origin, Sketch fields) {}

    /// How an object stands in a record.
    ///
    /// @param prefix of a versioned object; null where it is plain
    /// @param traits what the catalog knows of a plain object of that name; null if nothing
    /// @param type the CloudEvents type that tells it; null if none does
    record Origin(@Nullable String prefix, @Nullable String namespace, ObjectHistory.@Nullable Traits traits,
            @Nullable String type) {}

    private final Map<String, Page> pages = new LinkedHashMap<>();
    private final Map<String, Origin> origins = new HashMap<>();
    private final SortedMap<String, String> events = new TreeMap<>();
    private final Map<String, Long> notes = new LinkedHashMap<>();
    private final Sketcher sketcher;

    SketchBook(int mostValues) {
        this.sketcher = new Sketcher(mostValues, this);
    }

    /// Adds a plain object.
    ///
    /// @return false if it is one object too many
    boolean plain(JsonTape tape, int token, String name, String version, Origin origin) {
        Page page = page(name, version, origin);
        if (page == null) {
            return false;
        }
        page.fields().add(Sketch.Sort.OBJECT);
        sketcher.members(tape, token, page.fields(), 1);
        return true;
    }

    /// Adds a versioned object.
    ///
    /// @return its name; null if it has no good name and version, or is one object too many
    @Nullable
    String payload(JsonTape tape, int token, int depth) {
        Wrapper wrapper = Wrapper.of(Prefixes.USUAL, tape, token);
        int data = wrapper.token(Wrapper.DATA);
        String name = text(tape, wrapper.token(Wrapper.NAME));
        String version = text(tape, wrapper.token(Wrapper.VERSION));
        if (data == 0 || tape.first(data) != '{' || !NAME.matcher(name).matches()
                || Version.parse(version).isEmpty()) {
            note("a versioned object without a good name, version and data");
            return null;
        }
        Page page = page(name, version, new Origin(wrapper.prefix(), text(tape, wrapper.token(Wrapper.NAMESPACE)),
                null, null));
        if (page == null) {
            return null;
        }
        page.fields().add(Sketch.Sort.OBJECT);
        sketcher.members(tape, data, page.fields(), depth + 1);
        return name;
    }

    private static String text(JsonTape tape, int token) {
        return token == 0 || tape.first(token) != '"' ? "" : tape.string(token);
    }

    private @Nullable Page page(String name, String version, Origin origin) {
        String key = name + '@' + version;
        Page known = pages.get(key);
        if (known == null) {
            if (pages.size() >= MOST_OBJECTS || version.length() > LONGEST) {
                note("an object beyond the " + MOST_OBJECTS + " that are kept");
                return null;
            }
            Origin first = origins.putIfAbsent(name, origin);
            if (first != null && !Objects.equals(first.prefix(), origin.prefix())) {
                note("an object that has the name of one with another prefix");
                return null;
            }
            known = new Page(name, version, origin, new Sketch());
            pages.put(key, known);
        }
        return known;
    }

    /// That an event carries an object.
    void event(String event, String object) {
        if (event.length() <= LONGEST && (events.size() < MOST_EVENTS || events.containsKey(event))) {
            events.put(event, object);
        }
    }

    /// Something that was seen and not drafted; counted.
    void note(String what) {
        if (notes.size() < MOST_NOTES || notes.containsKey(what)) {
            notes.merge(what, 1L, Long::sum);
        }
    }

    Collection<Page> pages() {
        return pages.values();
    }

    SortedMap<String, String> events() {
        return events;
    }

    /// What was noted, with how often.
    List<String> notes() {
        List<String> lines = new ArrayList<>();
        notes.forEach((what, count) -> lines.add(what + ": " + count + (count == 1 ? " record" : " records")));
        return lines;
    }

    /// A name for an object made of other words: `com.example.order` becomes `ComExampleOrder`.
    static String named(String words, String otherwise) {
        StringBuilder name = new StringBuilder();
        boolean start = true;
        for (int i = 0; i < words.length() && name.length() < LONGEST; i++) {
            char c = words.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (letter) {
                name.append(start ? Character.toUpperCase(c) : c);
            }
            start = !letter;
        }
        return name.isEmpty() ? otherwise
                : Character.isDigit(name.charAt(0)) ? "N" + name.substring(0, Math.min(name.length(), LONGEST - 1))
                : name.toString();
    }
}
