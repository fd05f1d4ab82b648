package dev.evtool.schema.custom;

import com.networknt.schema.Error;
import dev.evtool.schema.Claim;
import dev.evtool.schema.Remarks;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Subject;
import dev.evtool.schema.Verdict;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Holds one value of a record against one schema.
///
/// @param schemas finds the schema that an error is of
record SchemaCheck(Subject subject, Remarks remarks, Function<Error, @Nullable JsonNode> schemas) {

    void without(Choice.Nothing nothing) {
        remarks.note(nothing.verdict());
        if (nothing.verdict() == Verdict.UNVERSIONED) {
            remarks.warning(nothing.rule(), subject.token(), nothing.message(), nothing.expected());
        } else {
            remarks.error(nothing.rule(), subject.token(), nothing.message(), nothing.expected(), null);
        }
    }

    void against(Choice.Found choice) {
        Report report = new Report(subject, remarks);
        TapeTree tree = new TapeTree(remarks.tape());
        JsonNode value = tree.node(subject.token());
        tree.flaws().forEach(report::flaw);
        if (tree.flaws().stream().noneMatch(flaw -> flaw.rule() == Rule.RANGE)) {
            Trial trial = Trial.of(choice.schema(), value, remarks.tape().bytes().length);
            if (trial.stopped() != null) {
                report.stopped(trial.stopped());
            }
            Finding.of(trial.errors(), schemas).forEach(finding -> report.finding(finding, choice.step()));
        }
        if (choice.claim() != null) {
            step(choice, choice.claim());
        }
        report.tell();
    }

    private void step(Choice.Found choice, Claim claim) {
        switch (choice.step()) {
            case SAME -> {
                // nothing to be said
            }
            case NEWER -> remarks.later(subject.token(), claim, choice.version());
            case OLDER -> remarks.warning(Rule.OLDER_VERSION, subject.token(),
                    "there is no schema of " + claim + ": checked by " + choice.version(), choice.version());
        }
    }
}
