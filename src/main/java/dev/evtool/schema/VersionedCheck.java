package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Contract.Relation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks one versioned object: by the name and version that it claims itself, whatever stands around it.
///
/// @param walk where it stands
/// @param wrapper its own members
record VersionedCheck(Walk walk, Wrapper wrapper) {

    /// Checks the object at the token.
    ///
    /// @param declared what the field declares in which it stands; null where nothing does
    /// @return what it claims; null if it has no name
    @Nullable
    Claim check(int object, @Nullable ObjectHistory declared) {
        JsonTape tape = walk.tape();
        int name = wrapper.token(Wrapper.NAME);
        int version = wrapper.token(Wrapper.VERSION);
        if (!hasAll(object, declared)) {
            return name == 0 || tape.first(name) != '"' ? null : new Claim(tape.string(name), text(version));
        }
        if (wrapper.duplicate() != 0) {
            walk.duplicate(wrapper.duplicate());
        }
        if (wrapper.stranger() != 0) {
            walk.error(Rule.UNKNOWN_FIELD, wrapper.stranger(), Findings.excerpt(tape, wrapper.stranger())
                    + " is no member of a versioned object", "name, namespace, version and data", null);
        }
        if (tape.first(name) != '"') {
            walk.type(name, "a string");
            return null;
        }
        String claimed = tape.string(name);
        if (declared != null && !claimed.equals(declared.name())) {
            walk.error(Rule.OBJECT, name, "expected a " + declared.name() + " here, found a "
                    + Findings.excerpt(tape, name), declared.name(), null);
            return null;
        }
        ObjectHistory history = declared != null ? declared : walk.history(claimed);
        if (history == null) {
            unknown(name, claimed);
            return new Claim(claimed, text(version));
        }
        return check(object, history, version);
    }

    private void unknown(int name, String claimed) {
        walk.note(Verdict.UNKNOWN);
        walk.warning(Rule.UNKNOWN_SCHEMA, name, "the catalog has no schema " + Findings.excerpt(walk.tape(), name),
                "a name of the catalog", walk.catalog().nearest(claimed, wrapper.prefix()));
    }

    private Claim check(int object, ObjectHistory history, int version) {
        JsonTape tape = walk.tape();
        namespace(history);
        int data = wrapper.token(Wrapper.DATA);
        ObjectSchema exact = tape.first(version) == '"' ? history.exact(tape, version) : null;
        if (exact != null) {
            data(data, exact, Relation.SAME);
            return exact.claim();
        }
        Optional<Version> claimed = tape.first(version) == '"' ? Version.parse(tape.string(version))
                : Optional.empty();
        if (claimed.isEmpty()) {
            boolean number = tape.first(version) >= '0' && tape.first(version) <= '9';
            walk.error(Rule.VERSION, version, "is no version, which is MAJOR.MINOR: " + Findings.excerpt(tape, version),
                    "\"MAJOR.MINOR\" in a string, such as \"" + history.latest().version() + '"',
                    number ? "as a number 1.10 would be 1.1: put it in quotes" : null);
            return new Claim(history.name(), text(version));
        }
        Contract contract = history.contract(claimed.get());
        contract.tell(walk, claimed.get(), object, version);
        if (contract.relation() != Relation.OTHER_MAJOR) {
            data(data, contract.schema(), contract.relation());
        }
        return new Claim(history.name(), claimed.get().text());
    }

    private void data(int data, ObjectSchema schema, Relation relation) {
        if (walk.tape().first(data) == '{') {
            walk.fields(data, schema, relation);
        } else {
            walk.type(data, "an object");
        }
    }

    private void namespace(ObjectHistory history) {
        int token = wrapper.token(Wrapper.NAMESPACE);
        String wanted = history.traits().namespace();
        JsonTape tape = walk.tape();
        if (wanted != null && (tape.first(token) != '"' || !tape.string(token).equals(wanted))) {
            walk.error(Rule.NAMESPACE, token, "expected the namespace \"" + wanted + "\", found "
                    + Findings.excerpt(tape, token), wanted, null);
        }
    }

    private boolean hasAll(int object, @Nullable ObjectHistory declared) {
        String prefix = wrapper.isWrapper() || declared == null ? wrapper.prefix()
                : String.valueOf(declared.traits().prefix());
        boolean all = true;
        for (int member = Wrapper.NAME; member <= Wrapper.DATA; member++) {
            if (wrapper.token(member) == 0) {
                all = false;
                walk.missing(object, Rule.MISSING_MEMBER, prefix + '.' + Wrapper.members().get(member),
                        "every versioned object has it",
                        declared == null ? "a versioned object" : "a " + declared.name() + " object");
            }
        }
        return all;
    }

    private @Nullable String text(int token) {
        return token == 0 || walk.tape().first(token) != '"' ? null : walk.tape().string(token);
    }
}
