package dev.evtool.schema.custom;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.Claim;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import dev.evtool.schema.Places;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import dev.evtool.schema.Violation.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Holds records against the schemas of a set.
final class SchemaCheck implements RecordCheck {

    private final SchemaSet schemas;
    private final Subject.Finder finder;
    private final JsonTape tape = new JsonTape();

    SchemaCheck(SchemaSet schemas, Subject.Finder finder) {
        this.schemas = schemas;
        this.finder = finder;
    }

    @Override
    public Judgement check(byte[] bytes, int from, int to, Places places) {
        try {
            tape.read(bytes, from, to);
        } catch (JsonFormatException e) {
            Place place = places.of(from + e.offset());
            String message = String.valueOf(e.getMessage());
            return new Judgement("json", null, null, Verdict.INVALID,
                    List.of(new Violation(Level.ERROR, Rule.JSON, "", place,
                            message, "", "JSON", e.likelyCause())),
                    List.of());
        }
        Subject subject = finder.find(tape);
        return switch (schemas.choose(subject)) {
            case Choice.Found found -> held(subject, found, places);
            case Choice.Nothing nothing -> unheld(subject, nothing, places);
        };
    }

    private Judgement unheld(Subject subject, Choice.Nothing nothing, Places places) {
        Verdict verdict = nothing.verdict();
        Level level = verdict == Verdict.INVALID || verdict == Verdict.INCOMPATIBLE ? Level.ERROR : Level.WARNING;
        String found = nothing.claim() == null ? "" : nothing.claim().toString();
        Place place = places.of(tape.from(subject.token()));
        Violation violation = new Violation(level, nothing.rule(), subject.pointer(), place,
                nothing.message(), Finding.shorten(found), nothing.expected(), null);
        return new Judgement(subject.kind(), claim(subject, nothing), subject.event(), verdict, List.of(violation),
                List.of());
    }

    private Judgement held(Subject subject, Choice.Found choice, Places places) {
        Report report = new Report(tape, subject, places);
        TapeTree tree = new TapeTree(tape);
        JsonNode value = tree.node(subject.token());
        tree.flaws().forEach(report::flaw);
        if (tree.flaws().stream().noneMatch(flaw -> flaw.rule() == Rule.RANGE)) {
            Trial trial = Trial.of(choice.schema(), value, tape.bytes().length);
            if (trial.stopped() != null) {
                report.stopped(trial.stopped());
            }
            Finding.of(trial.errors(), schemas::schemaOf).forEach(f -> report.finding(f, choice.step()));
        }
        Verdict verdict = report.isBroken() ? Verdict.INVALID
                : choice.step() == Choice.Step.NEWER ? Verdict.NEWER_MINOR : Verdict.VALID;
        if (choice.step() == Choice.Step.OLDER) {
            report.older(choice);
        }
        return new Judgement(subject.kind(), claim(subject, choice), subject.event(), verdict, report.violations(),
                report.additions());
    }

    private static @Nullable Claim claim(Subject subject, Choice choice) {
        return choice.claim() != null || subject.claims().isEmpty() ? choice.claim() : subject.claims().getFirst();
    }
}
