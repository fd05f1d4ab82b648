package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges records by the catalog: checks what stands in each - dump, envelope, message, payload - and every versioned object by
/// what it claims itself.
public final class RecordJudge implements RecordCheck {

    private static final String NO_KIND = "record";
    private static final String PAYLOAD = "payload";

    private final Descent descent;
    private final Findings findings;
    private final Walk walk;
    private String kind = NO_KIND;
    private @Nullable Claim claim;
    private @Nullable String event;

    private RecordJudge(Catalog catalog, Recognition recognition, @Nullable String as, boolean strict) {
        boolean payload = PAYLOAD.equals(as);
        Kind forced = as == null || payload ? null
                : recognition.kinds().stream().filter(k -> k.name().equals(as)).findFirst().orElseThrow();
        this.descent = new Descent(recognition, forced, payload, new Checks());
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
        try {
            if (!descent.go(bytes, from, to)) {
                unknown(descent.outermost());
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

    /// Checks all that is found in a record.
    private final class Checks implements Descent.Finder {

        @Override
        public void in(Layer layer) {
            walk.in(layer);
        }

        @Override
        public void record(Kind known, int token) {
            kind = known.name();
            JsonTape tape = walk.tape();
            int value = known.event() == null ? 0 : Recognition.member(tape, token, known.event());
            if (value != 0 && tape.first(value) == '"') {
                event = tape.string(value);
            }
            if (known.object() != null) {
                walk.object(token, known.object());
            }
        }

        @Override
        public void payload(int token) {
            kind = kind.equals(NO_KIND) ? PAYLOAD : kind;
            claim = walk.payload(token);
            String expected = event == null ? null : walk.catalog().events().get(event);
            if (expected != null && claim != null && !claim.name().equals(expected)) {
                walk.warning(Rule.EVENT, token, event + " carries a " + expected + " as far as is known, not a "
                        + claim.name(), expected, null);
            }
        }

        @Override
        public void strange(Kind known) {
            walk.note(known.otherwise());
        }

        @Override
        public void unreadable(Layer within, int token, int at, String message, @Nullable String likely) {
            findings.addUnreadable(within, token, at, message, likely);
        }
    }
}
