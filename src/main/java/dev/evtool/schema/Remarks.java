package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import org.jspecify.annotations.Nullable;

/// Takes what there is to say of a text that stands in a record, however deep: tokens are those of the text, pointers and
/// places become those of the record.
public final class Remarks {

    private final Layer layer;
    private final Walk walk;
    private final Findings findings;

    Remarks(Layer layer, Walk walk, Findings findings) {
        this.layer = layer;
        this.walk = walk;
        this.findings = findings;
    }

    /// The text.
    public JsonTape tape() {
        return layer.tape();
    }

    /// That something is wrong.
    public void error(Rule rule, int token, String message, String expected, @Nullable String hint) {
        findings.add(Violation.Level.ERROR, rule, layer, token, message, expected, hint);
    }

    /// That something is suspicious.
    public void warning(Rule rule, int token, String message, String expected) {
        findings.add(Violation.Level.WARNING, rule, layer, token, message, expected, null);
    }

    /// That an object lacks a member.
    public void absent(Rule rule, int object, String member, String message, String expected, @Nullable String hint) {
        findings.addMissing(Violation.Level.ERROR, rule, layer, object, member, message, expected, hint);
    }

    /// That a value is new in a later minor.
    public void addition(int token) {
        findings.addition(layer, token);
    }

    /// That an object is of a later minor than the one it was held against.
    public void later(int object, Claim claimed, String known) {
        walk.note(Verdict.NEWER_MINOR);
        findings.later(layer, object, claimed, known);
    }

    /// That the record is this, or worse.
    public void note(Verdict verdict) {
        walk.note(verdict);
    }
}
