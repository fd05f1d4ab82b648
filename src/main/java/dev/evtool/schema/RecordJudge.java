package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Judges records by the catalog: checks what stands in each - dump, envelope, message, payload - and every versioned object by
/// what it claims itself. Schemas of the user's, where they have one, are asked first.
public final class RecordJudge implements RecordCheck {

    private static final String NO_KIND = "record";
    private static final String PAYLOAD = "payload";
    private static final String DATA = "data";

    private final Descent descent;
    private final @Nullable UserSchemas own;
    private final Findings findings;
    private final Walk walk;
    private String kind = NO_KIND;
    private @Nullable Claim claim;
    private @Nullable String event;
    private @Nullable String named;

    private RecordJudge(Catalog catalog, Recognition recognition, @Nullable UserSchemas own, @Nullable String as,
            boolean strict) {
        boolean payload = PAYLOAD.equals(as);
        Kind forced = as == null || payload ? null
                : recognition.kinds().stream().filter(k -> k.name().equals(as)).findFirst().orElseThrow();
        this.descent = new Descent(recognition, forced, payload, new Checks());
        this.own = own;
        this.findings = new Findings(strict);
        this.walk = new Walk(catalog, findings);
    }

    /// Makes judges that share a catalog, one for each worker.
    ///
    /// @param as the kind that every record is taken for; null to tell it by its members
    /// @param strict whether what is only suspicious is an error
    public static Supplier<RecordCheck> of(Catalog catalog, @Nullable String as, boolean strict) {
        return of(catalog, null, as, strict);
    }

    /// Makes judges that ask schemas of the user's wherever they come to a record or a payload, and the catalog where these
    /// have none.
    public static Supplier<RecordCheck> of(Catalog catalog, @Nullable UserSchemas own, @Nullable String as,
            boolean strict) {
        Recognition recognition = catalog.recognition();
        return () -> new RecordJudge(catalog, recognition, own, as, strict);
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
        named = null;
        try {
            if (!descent.go(bytes, from, to)) {
                unknown(descent.outermost());
            }
        } catch (JsonFormatException e) {
            findings.addUnreadable(null, 0, from + e.offset(), String.valueOf(e.getMessage()), e.likelyCause());
        }
        return new Judgement(kind, claim == null ? walk.claim() : claim, event, walk.verdict(), findings.violations(),
                findings.additions(),
                findings.later());
    }

    private void unknown(Layer layer) {
        walk.note(Verdict.UNKNOWN);
        List<Claim> claims = Subject.of(layer.tape(), 0, null, null).claims();
        claim = claims.isEmpty() ? null : claims.getFirst();
        walk.warning(Rule.UNKNOWN_SCHEMA, 0,
                claim != null ? "there is no schema of " + claim : "no known kind of record: " + sketch(layer),
                claim != null ? "a known schema" : "a record of a known kind",
                own == null ? "say what it is with --as, or give its schema with --schemas"
                        : "it names none of the schemas given: by $schema, or by the name and version of its payload");
    }

    private static String sketch(Layer layer) {
        List<String> names = layer.names(0);
        return names.isEmpty() ? Findings.excerpt(layer.tape(), 0)
                : "an object with " + String.join(", ", names.subList(0, Math.min(names.size(), 8)))
                        + (names.size() > 8 ? ", …" : "");
    }

    /// Checks all that is found in a record.
    private final class Checks implements Descent.Finder {

        private Layer layer = new Layer();

        @Override
        public void in(Layer next) {
            layer = next;
            walk.in(next);
        }

        @Override
        public boolean takes(int token, @Nullable Kind known, boolean payload) {
            // an event type is the name of what it brings, not of what that is packed into
            boolean held = isOwn(token, known == null || known.inside() == null ? event : null);
            if (held) {
                kind = payload ? payloadKind() : known == null ? kind : known.name();
            }
            return held;
        }

        @Override
        public void record(Kind known, int token) {
            kind = known.name();
            String type = known.event() == null ? null : Subject.string(walk.tape(), token, known.event());
            event = type == null ? event : type;
            named = own == null ? null : Subject.string(walk.tape(), token, "dataschema");
            int data = own == null || known.inside() != null ? 0 : Recognition.member(walk.tape(), token, DATA);
            if (data != 0 && isOwn(data, event)) {
                return; // the catalog has the data of such a kind together with the rest
            }
            if (known.object() != null) {
                walk.object(token, known.object());
            }
        }

        /// Whether there is a schema of the user's for the value, which has been held against it then.
        private boolean isOwn(int token, @Nullable String by) {
            if (own == null) {
                return false;
            }
            Subject subject = Subject.of(walk.tape(), token, named, by);
            boolean held = own.check(subject, new Remarks(layer, walk, findings));
            if (held && !subject.claims().isEmpty()) {
                claim = subject.claims().getFirst();
            }
            return held;
        }

        @Override
        public void payload(int token) {
            kind = payloadKind();
            claim = walk.payload(token);
            String expected = event == null ? null : walk.catalog().events().get(event);
            if (expected != null && claim != null && !claim.name().equals(expected)) {
                walk.warning(Rule.EVENT, token, event + " carries " + expected + " as far as is known, not "
                        + claim.name(), expected, null);
            }
        }

        private String payloadKind() {
            return kind.equals(NO_KIND) ? PAYLOAD : kind;
        }

        @Override
        public void strange(Kind known, int token) {
            walk.note(known.otherwise());
            if (own != null && known.otherwise() == Verdict.VALID) { // who gives schemas means them to be applied
                walk.note(Verdict.UNKNOWN);
                walk.warning(Rule.UNKNOWN_SCHEMA, token, "none of the schemas given is for "
                        + (named != null ? named : event != null ? event : "this"), "a known schema", null);
            }
        }

        @Override
        public void unreadable(Layer within, int token, int at, String message, @Nullable String likely) {
            findings.addUnreadable(within, token, at, message, likely);
        }
    }
}
