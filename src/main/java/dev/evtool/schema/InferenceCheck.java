package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.SketchBook.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes records for what they are, and adds the innermost of what each holds to the sketches.
final class InferenceCheck implements RecordCheck, Descent.Finder {

    private static final Judgement TAKEN = new Judgement("record", null, null, Verdict.VALID, List.of(), List.of());
    private static final int MOST_CHOICES = 4;

    private final Catalog catalog;
    private final SketchBook book;
    private final Descent descent;
    private Layer layer = new Layer();
    private Layer home = layer;
    private String otherwise = "Record";
    private @Nullable Kind innermost;
    private @Nullable String event;
    private int token;

    InferenceCheck(Catalog catalog, SketchBook book) {
        this.catalog = catalog;
        this.book = book;
        this.descent = new Descent(catalog.recognition(), null, false, this);
    }

    /// What objects of no known kind are called from now on.
    void input(String name) {
        otherwise = name;
    }

    @Override
    public Judgement check(byte[] bytes, int from, int to, Places places) {
        innermost = null;
        event = null;
        try {
            if (!descent.go(bytes, from, to)) {
                unknown();
            } else if (innermost != null) {
                record(innermost);
            }
            return TAKEN;
        } catch (JsonFormatException e) {
            Violation violation = new Violation(Violation.Level.ERROR, Rule.JSON, "", places.of(from + e.offset()),
                    String.valueOf(e.getMessage()), "", "JSON", e.likelyCause());
            return new Judgement("record", null, null, Verdict.INVALID, List.of(violation), List.of());
        }
    }

    private void unknown() {
        JsonTape tape = descent.outermost().tape();
        if (tape.first(0) == '{') {
            book.plain(tape, 0, otherwise, "1.0", new Origin(null, null, null, null));
        } else {
            book.note("no object: nothing to draft");
        }
    }

    @Override
    public void in(Layer next) {
        layer = next;
    }

    @Override
    public void record(Kind kind, int at) {
        innermost = kind;
        home = layer;
        token = at;
        String named = kind.event() == null ? null : text(layer.tape(), at, kind.event());
        event = named == null ? event : named;
    }

    @Override
    public void payload(int at) {
        innermost = null;
        String name = book.payload(layer.tape(), at, 0);
        if (name != null && event != null) {
            book.event(event, name);
        }
    }

    @Override
    public void strange(Kind kind, int token) {
        // the kind was told, and what is strange is drafted
    }

    @Override
    public void unreadable(Layer within, int at, int place, String message, @Nullable String likely) {
        innermost = null;
        book.note("a string that should hold JSON holds none");
    }

    /// A record in which nothing better stands than it is itself.
    private void record(Kind kind) {
        JsonTape tape = home.tape();
        if (kind.name().startsWith("capture-")) {
            return; // evtool's own
        }
        if (kind.inside() == null) {
            known(tape, kind);
        } else if (kind.members().contains("specversion")) {
            book.plain(tape, token, SketchBook.named(String.valueOf(event), "CloudEvent"), "1.0",
                    new Origin(null, null, null, event));
        } else {
            carried(tape, Recognition.member(tape, token, kind.inside()));
        }
    }

    /// An unversioned payload: nothing but the event type tells what it is.
    private void carried(JsonTape tape, int inside) {
        if (inside == 0 || tape.first(inside) != '{' || event == null) {
            book.note("a message that carries no object");
            return;
        }
        String name = SketchBook.named(event, "Payload");
        if (book.plain(tape, inside, name, "1.0", new Origin(null, null, null, null))) {
            book.event(event, name);
        }
    }

    private void known(JsonTape tape, Kind kind) {
        ObjectHistory object = kind.object() == null ? null : catalog.object(kind.object()).orElse(null);
        for (int i = 0; i < MOST_CHOICES && object != null && object.traits().choice() != null; i++) {
            object = chosen(tape, object.traits().choice());
        }
        if (object == null || object.traits().choice() != null) {
            book.plain(tape, token, SketchBook.named(kind.name(), "Record"), "1.0",
                    new Origin(null, null, null, null));
            return;
        }
        String by = object.traits().versionedBy();
        String version = by == null ? object.latest().version() : text(tape, token, by);
        book.plain(tape, token, object.name(), version == null ? object.latest().version() : version,
                new Origin(null, null, object.traits(), null));
    }

    private @Nullable ObjectHistory chosen(JsonTape tape, ObjectHistory.@Nullable Choice choice) {
        if (choice == null) {
            return null;
        }
        String value = text(tape, token, choice.by());
        int number = value == null ? -1 : choice.values().names().indexOf(value);
        String name = number < 0 ? choice.otherwise() : choice.objects().get(number);
        return name == null ? null : catalog.object(name).orElse(null);
    }

    private static @Nullable String text(JsonTape tape, int object, String member) {
        int value = Recognition.member(tape, object, member);
        return value == 0 || tape.first(value) != '"' ? null : tape.string(value);
    }
}
