package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import dev.evtool.schema.Contract.Relation;
import dev.evtool.schema.ObjectHistory.Choice;
import java.util.Optional;

/// Checks one object of plain JSON: by the version that a member of it names, or as the object that one chooses, where the
/// catalog says so.
record PlainCheck(Walk walk, ObjectHistory history) {

    void check(int object) {
        Choice choice = history.traits().choice();
        if (choice != null) {
            choose(object, choice);
            return;
        }
        String by = history.traits().versionedBy();
        int version = by == null ? 0 : Recognition.member(walk.tape(), object, by);
        ObjectSchema exact = version == 0 || walk.tape().first(version) != '"' ? null
                : history.exact(walk.tape(), version);
        if (version != 0 && walk.tape().first(version) == '"') {
            walk.claimed(new Claim(history.name(), walk.tape().string(version)));
        }
        if (by == null || exact != null) {
            walk.fields(object, exact == null ? history.latest() : exact, Relation.SAME);
        } else if (version == 0) {
            walk.missing(object, Rule.MISSING_MEMBER, by, "it holds the version of " + history.name(),
                    history.latest().version());
        } else {
            other(object, version);
        }
    }

    private void other(int object, int version) {
        JsonTape tape = walk.tape();
        Optional<Version> claimed = tape.first(version) == '"' ? Version.parse(tape.string(version)) : Optional.empty();
        if (claimed.isEmpty()) {
            walk.error(Rule.VERSION, version, "is no version of " + history.name() + ": "
                    + Findings.excerpt(tape, version), history.latest().version(), null);
            return;
        }
        Contract contract = history.contract(claimed.get());
        contract.tell(walk, claimed.get(), object, version);
        if (contract.relation() != Relation.OTHER_MAJOR) {
            walk.fields(object, contract.schema(), contract.relation());
        }
    }

    private void choose(int object, Choice choice) {
        int by = Recognition.member(walk.tape(), object, choice.by());
        if (by == 0) {
            walk.missing(object, Rule.MISSING_MEMBER, choice.by(), "it says what " + history.name() + " it is",
                    String.join("|", choice.values().names()));
            return;
        }
        int number = walk.tape().first(by) == '"' ? choice.values().find(walk.tape(), by) : -1;
        if (number < 0 && choice.otherwise() != null) {
            walk.object(object, choice.otherwise());
        } else if (number < 0) {
            walk.unknownValue(by, new Shape.Enumeration(history.name(), choice.values()));
        } else {
            walk.object(object, choice.objects().get(number));
        }
    }
}
