package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges records by the catalog: tells what each is, goes into what it holds - dump, envelope, message, payload - and checks
/// every versioned object by what it claims itself.
public final class RecordJudge implements RecordCheck {

    /// A dump of an envelope of a message of a payload, and some more.
    private static final int DEEPEST = 8;
    private static final String NO_KIND = "record";
    private static final String PAYLOAD = "payload";

    private final Recognition recognition;
    private final @Nullable Kind forced;
    private final boolean forcedPayload;
    private final Findings findings;
    private final Walk walk;
    private final List<Layer> layers = new ArrayList<>();
    private String kind = NO_KIND;
    private @Nullable Claim claim;
    private @Nullable String event;
    private int depth;

    private RecordJudge(Catalog catalog, Recognition recognition, @Nullable String as, boolean strict) {
        this.recognition = recognition;
        this.forcedPayload = PAYLOAD.equals(as);
        this.forced = as == null || forcedPayload ? null
                : recognition.kinds().stream().filter(k -> k.name().equals(as)).findFirst().orElseThrow();
        this.findings = new Findings(strict);
        this.walk = new Walk(catalog, findings);
    }

    /// Makes judges that share a catalog, one for each worker.
    ///
    /// @param as the kind that every record is taken for; null to tell it by its members
    /// @param strict whether what is only suspicious is an error
    public static java.util.function.Supplier<RecordCheck> of(Catalog catalog, @Nullable String as, boolean strict) {
        Recognition recognition = new Recognition(catalog.kinds());
        return () -> new RecordJudge(catalog, recognition, as, strict);
    }

    /// The names of all kinds, for `as`.
    public static List<String> kinds(Catalog catalog) {
        List<String> names = new ArrayList<>(catalog.kinds().stream().map(Kind::name).distinct().sorted().toList());
        names.add(PAYLOAD);
        return names;
    }

    @Override
    public Judgement check(byte[] bytes, int from, int to, Places places) {
        findings.begin(places);
        walk.begin();
        kind = NO_KIND;
        claim = null;
        event = null;
        depth = 0;
        Layer layer = layer(0);
        try {
            layer.read(bytes, from, to);
            walk.in(layer);
            if (!inspect(layer, 0, true)) {
                unknown(layer);
            }
        } catch (JsonFormatException e) {
            findings.addUnreadable(null, 0, from + e.offset(), String.valueOf(e.getMessage()), e.likelyCause());
        }
        return new Judgement(kind, claim, event, walk.verdict(), findings.violations(), findings.additions(),
                findings.later());
    }

    private void unknown(Layer layer) {
        walk.note(Verdict.UNKNOWN);
        List<String> names = layer.names(0);
        String has = names.isEmpty() ? Findings.excerpt(layer.tape(), 0)
                : "an object with " + String.join(", ", names.subList(0, Math.min(names.size(), 8)))
                        + (names.size() > 8 ? ", …" : "");
        walk.warning(Rule.UNKNOWN_SCHEMA, 0, "no known kind of record: " + has, "a record of a known kind",
                "say what it is with --as, or give its schema with --schemas");
    }

    private Layer layer(int number) {
        if (number == layers.size()) {
            layers.add(new Layer());
        }
        return layers.get(number);
    }

    /// Checks the value at the token as the record that it is.
    ///
    /// @return false if nobody knows it
    private boolean inspect(Layer layer, int token, boolean outermost) {
        JsonTape tape = layer.tape();
        if (tape.first(token) != '{') {
            return false;
        }
        boolean told = outermost && forced != null;
        if ((!told && Wrapper.isOne(tape, token)) || (outermost && forcedPayload)) {
            payload(token);
            return true;
        }
        Kind known = told ? forced : recognition.kind(tape, token);
        if (known == null) {
            return false;
        }
        kind = known.name();
        event(tape, token, known);
        if (known.object() != null) {
            walk.object(token, known.object());
        }
        int inside = known.inside() == null ? 0 : Recognition.member(tape, token, known.inside());
        if (inside != 0 && !inspectInside(layer, inside, known)) {
            walk.note(known.otherwise());
        }
        return true;
    }

    private void event(JsonTape tape, int token, Kind known) {
        int value = known.event() == null ? 0 : Recognition.member(tape, token, known.event());
        if (value != 0 && tape.first(value) == '"') {
            event = tape.string(value);
        }
    }

    private void payload(int token) {
        kind = kind.equals(NO_KIND) ? PAYLOAD : kind;
        claim = walk.payload(token);
        String expected = event == null ? null : walk.catalog().events().get(event);
        if (expected != null && claim != null && !claim.name().equals(expected)) {
            walk.warning(Rule.EVENT, token, event + " carries a " + expected + " as far as is known, not a "
                    + claim.name(), expected, null);
        }
    }

    private boolean inspectInside(Layer layer, int token, Kind known) {
        boolean string = layer.tape().first(token) == '"';
        if (!string || known.packing() == Kind.Packing.JSON) {
            return inspect(layer, token, false);
        }
        if (++depth > DEEPEST) {
            return false;
        }
        Layer next = layer(depth);
        int start = layer.tape().from(token) + 1;
        try {
            if (known.packing() == Kind.Packing.BASE64) {
                byte[] body = Unpacking.unpack(layer.tape().string(token));
                if (body.length == 0 || body[0] != '{') {
                    return false; // other bytes than JSON, such as protobuf, are as good a message
                }
                next.readPacked(layer, token, body);
            } else {
                next.readString(layer, token);
            }
        } catch (JsonFormatException e) {
            findings.addUnreadable(layer, token, next.origin(e.offset()), "no JSON in this string: " + e.getMessage(),
                    e.likelyCause());
            return true;
        } catch (IOException e) {
            findings.addUnreadable(layer, token, layer.origin(start), String.valueOf(e.getMessage()), null);
            return true;
        }
        walk.in(next);
        boolean recognised = inspect(next, 0, false);
        walk.in(layer);
        return recognised;
    }
}
