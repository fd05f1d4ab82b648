package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import dev.evtool.event.NearestName;
import dev.evtool.schema.Contract.Relation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds the objects of one layer against their schemas. One for each worker, used again from record to record.
final class Walk {

    private static final int FEW_NAMES = 16;
    private static final int TOLD_VALUES = 12;

    private final Catalog catalog;
    private final Prefixes prefixes;
    private final Findings findings;
    private final Map<String, ObjectHistory> histories = new HashMap<>();
    private Layer layer = new Layer();
    private Verdict verdict = Verdict.VALID;
    private Relation relation = Relation.SAME;
    private @Nullable Claim claim;

    Walk(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.prefixes = catalog.prefixes();
        this.findings = findings;
    }

    void begin() {
        verdict = Verdict.VALID;
        relation = Relation.SAME;
        claim = null;
    }

    /// Goes on in another layer.
    void in(Layer next) {
        layer = next;
    }

    JsonTape tape() {
        return layer.tape();
    }

    /// The worst of all objects so far.
    Verdict verdict() {
        return findings.failed() ? verdict.or(Verdict.INVALID) : verdict;
    }

    /// What a plain object says of its version.
    void claimed(Claim said) {
        claim = said;
    }

    /// The innermost of the claims of plain objects; null if there was none.
    @Nullable
    Claim claim() {
        return claim;
    }

    void note(Verdict seen) {
        verdict = verdict.or(seen);
    }

    // ---- findings

    void later(int object, ObjectSchema known, Version claimed) {
        note(Verdict.NEWER_MINOR);
        findings.later(layer, object, new Claim(known.name(), claimed.text()), known.version());
    }

    void error(Rule rule, int token, String message, String expected, @Nullable String hint) {
        findings.add(Violation.Level.ERROR, rule, layer, token, message, expected, hint);
    }

    void warning(Rule rule, int token, String message, String expected, @Nullable String hint) {
        findings.add(Violation.Level.WARNING, rule, layer, token, message, expected, hint);
    }

    void type(int token, String expected) {
        String found = Findings.excerpt(tape(), token);
        error(Rule.TYPE, token, "expected " + expected + ", found " + found, expected, null);
    }

    void form(int token, Scalar form) {
        String message = "is not " + form.expected() + ": " + Findings.excerpt(tape(), token);
        if (form == Scalar.UUID) {
            warning(Rule.FORMAT, token, message, form.expected(), "oslo warns of it, and sends it");
        } else {
            error(Rule.FORMAT, token, message, form.expected(), null);
        }
    }

    void unknownValue(int token, Shape.Enumeration enumeration) {
        if (relation == Relation.NEWER_MINOR) {
            findings.addition(layer, token);
            return;
        }
        List<String> values = enumeration.values().names();
        String expected = String.join("|", values.subList(0, Math.min(values.size(), TOLD_VALUES)))
                + (values.size() > TOLD_VALUES ? "|…" : "");
        String near = NearestName.of(tape().string(token), values).map(v -> "did you mean \"" + v + "\"?").orElse(null);
        error(Rule.ENUM, token, Findings.excerpt(tape(), token) + " is no " + enumeration, expected, near);
    }

    boolean spells(Scalar form, int token) {
        byte[] text = tape().bytes();
        int from = tape().from(token) + 1;
        int to = tape().to(token) - 1;
        if (form.spells(text, from, to)) {
            return true;
        }
        for (int p = from; p < to; p++) {
            if (text[p] == '\\') { // the form may be there behind escapes
                byte[] plain = tape().string(token).getBytes(StandardCharsets.UTF_8);
                return form.spells(plain, 0, plain.length);
            }
        }
        return false;
    }

    /// Looks for names that stand twice in an object.
    void requireUnique(int object) {
        int end = tape().next(object);
        int count = 0;
        for (int t = object + 1; t < end; t = tape().next(t + 1)) {
            count++;
        }
        if (count > FEW_NAMES) {
            Set<String> seen = new HashSet<>();
            for (int t = object + 1; t < end; t = tape().next(t + 1)) {
                if (!seen.add(tape().string(t))) {
                    duplicate(t);
                }
            }
            return;
        }
        for (int t = object + 1; t < end; t = tape().next(t + 1)) {
            for (int before = object + 1; before < t; before = tape().next(before + 1)) {
                if (isSame(before, t)) {
                    duplicate(t);
                    break;
                }
            }
        }
    }

    private boolean isSame(int a, int b) {
        int length = tape().to(a) - tape().from(a);
        byte[] text = tape().bytes();
        return length == tape().to(b) - tape().from(b)
                && Arrays.equals(text, tape().from(a), tape().to(a), text, tape().from(b), tape().to(b));
    }

    void duplicate(int name) {
        error(Rule.DUPLICATE, name, Findings.excerpt(tape(), name) + " stands here a second time", "once", null);
    }

    // ---- objects

    /// Checks the value at the token as an object of the catalog.
    void object(int token, String name) {
        ObjectHistory history = history(name);
        if (history == null) {
            note(Verdict.UNKNOWN);
            warning(Rule.UNKNOWN_SCHEMA, token, "the catalog has no schema " + name, name, null);
        } else if (tape().first(token) != '{') {
            type(token, history.isPlain() ? "an object" : "a " + name + " object");
        } else if (history.isPlain()) {
            new PlainCheck(this, history).check(token);
        } else {
            new VersionedCheck(this, Wrapper.of(prefixes, tape(), token)).check(token, history);
        }
    }

    /// Checks the versioned object at the token by the name that it claims.
    ///
    /// @return what it claims; null if it has no name
    @Nullable
    Claim payload(int token) {
        return new VersionedCheck(this, Wrapper.of(prefixes, tape(), token)).check(token, null);
    }

    /// All that is known of an object; null if there is nothing.
    @Nullable
    ObjectHistory history(String name) {
        ObjectHistory known = histories.get(name);
        if (known == null) {
            known = catalog.object(name).orElse(null);
            if (known != null) {
                histories.put(name, known);
            }
        }
        return known;
    }

    Catalog catalog() {
        return catalog;
    }

    /// Checks the members of an object against the fields of a version.
    ///
    /// @param how the version that was claimed stands to it
    void fields(int object, ObjectSchema schema, Relation how) {
        Relation outside = relation;
        relation = how;
        JsonTape tape = tape();
        NameTable names = schema.names();
        List<SchemaField> fields = schema.fields();
        long[] seen = new long[schema.words()];
        boolean strangers = false;
        int end = tape.next(object);
        for (int t = object + 1; t < end; t = tape.next(t + 1)) {
            int number = names.find(tape, t);
            if (number < 0) {
                strangers = true;
                continue;
            }
            if ((seen[number >> 6] & 1L << number) != 0) {
                duplicate(t);
            }
            seen[number >> 6] |= 1L << number;
            fields.get(number).type().check(this, t + 1);
        }
        if (strangers) {
            strangers(object, schema);
        }
        missing(object, schema, seen);
        relation = outside;
    }

    private void strangers(int object, ObjectSchema schema) {
        int end = tape().next(object);
        boolean open = schema.history().traits().open();
        Set<String> seen = new HashSet<>();
        for (int t = object + 1; t < end; t = tape().next(t + 1)) {
            if (schema.names().find(tape(), t) >= 0) {
                continue;
            }
            String name = tape().string(t);
            if (!seen.add(name)) {
                duplicate(t);
            } else if (relation == Relation.NEWER_MINOR && !open) {
                findings.addition(layer, t);
            } else if (!open) {
                error(Rule.UNKNOWN_FIELD, t, Findings.excerpt(tape(), t) + " is no field of " + schema,
                        "a field of " + schema, nearest(object, name, schema));
            }
        }
    }

    /// The field that was meant, out of those which the object does not have.
    private @Nullable String nearest(int object, String name, ObjectSchema schema) {
        Set<String> there = new HashSet<>(layer.names(object));
        List<String> absent = schema.names().names().stream().filter(n -> !there.contains(n)).toList();
        return NearestName.of(name, absent).map(n -> "did you mean \"" + n + "\"?").orElse(null);
    }

    private void missing(int object, ObjectSchema schema, long[] seen) {
        long[] required = schema.required();
        for (int word = 0; word < required.length; word++) {
            for (long lacks = required[word] & ~seen[word]; lacks != 0; lacks &= lacks - 1) {
                missing(object, schema, schema.fields().get((word << 6) + Long.numberOfTrailingZeros(lacks)));
            }
        }
    }

    private void missing(int object, ObjectSchema schema, SchemaField field) {
        if (schema.history().isPlain()) {
            missing(object, Rule.MISSING_MEMBER, field.name(), "every " + schema + " has it", field.type().toString());
        } else if (relation != Relation.OLDER_MINOR) {
            findings.addMissing(Violation.Level.WARNING, Rule.MISSING_FIELD, layer, object, field.name(),
                    '"' + field.name() + "\" is missing, which " + schema + " is always sent with",
                    field.type().toString(), null);
        }
    }

    void missing(int object, Rule rule, String member, String why, String expected) {
        findings.addMissing(Violation.Level.ERROR, rule, layer, object, member, '"' + member + "\" is missing: " + why,
                expected, null);
    }
}
