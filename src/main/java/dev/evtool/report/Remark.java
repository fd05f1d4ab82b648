package dev.evtool.report;

import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Place;
import dev.evtool.schema.Rule;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thing that a report says of a record: a violation, or a verdict that no violation explains.
///
/// @param rule a [Rule] in its word, or `newer-minor`
/// @param subject what the record claims to be: payload and version, or its kind
/// @param name the subject without its version
/// @param pointer JSON pointer, empty for the record as a whole
/// @param file where it stands, which may be another than the record's
record Remark(Level level, String rule, String subject, String name, String pointer, String file, long line,
        long column, String message, @Nullable String hint) {

    /// What a later minor version is reported under, which breaks no rule.
    static final String NEWER = Verdict.NEWER_MINOR.toString();

    /// What inputs without a file are called.
    static final String STANDARD_INPUT = "standard input";

    /// New fields that are named; the rest is counted.
    private static final int NAMED = 8;

    /// What a name may take of a message.
    private static final int LONGEST_NAME = 80;

    /// How much it matters.
    enum Level {
        ERROR, WARNING, NOTE
    }

    /// All that is to be said of a record, nothing of a valid one. A record that fails the run has an error among them,
    /// also where only the user's strictness makes it fail.
    static List<Remark> of(JudgedRecord record) {
        Judgement judgement = record.judgement();
        Verdict verdict = judgement.verdict();
        if (judgement.violations().isEmpty() && verdict == Verdict.VALID && !record.failed()) {
            return List.of();
        }
        List<Remark> remarks = new ArrayList<>();
        judgement.violations().forEach(violation -> remarks.add(of(record, violation)));
        if (remarks.isEmpty() || verdict == Verdict.NEWER_MINOR) {
            remarks.add(ofVerdict(record));
        }
        if (record.failed() && remarks.stream().noneMatch(remark -> remark.level == Level.ERROR)) {
            Level worst = verdict == Verdict.NEWER_MINOR ? Level.NOTE : remarks.getFirst().level;
            remarks.replaceAll(remark -> remark.level == worst ? remark.as(Level.ERROR) : remark);
        }
        return remarks;
    }

    private static Remark of(JudgedRecord record, Violation violation) {
        Place place = violation.place();
        return new Remark(violation.isError() ? Level.ERROR : Level.WARNING, violation.rule().toString(),
                subject(record.judgement()), name(record.judgement()), violation.pointer(),
                place.file() == null ? record.input() : place.file(), place.line(), place.column(),
                violation.message(), violation.hint());
    }

    private static Remark ofVerdict(JudgedRecord record) {
        Judgement judgement = record.judgement();
        String rule = switch (judgement.verdict()) {
            case NEWER_MINOR -> NEWER;
            case UNVERSIONED -> Rule.UNVERSIONED.toString();
            case UNKNOWN -> Rule.UNKNOWN_SCHEMA.toString();
            case INCOMPATIBLE -> Rule.MAJOR.toString();
            case VALID, INVALID -> Rule.SCHEMA.toString();
        };
        String message = switch (judgement.verdict()) {
            case NEWER_MINOR -> later(judgement) + news(judgement.additions());
            case UNVERSIONED -> "claims no version: there is nothing to hold it against";
            case UNKNOWN -> "what it holds is of no kind that is known";
            case INCOMPATIBLE -> "of another major version than the catalog has: its fields were not looked at";
            case VALID, INVALID -> judgement.verdict().toString();
        };
        return new Remark(Level.NOTE, rule, subject(judgement), name(judgement), "", record.input(), record.line(),
                record.column(), message, null);
    }

    /// What is newer than what: the payload itself, or what it holds.
    private static String later(Judgement judgement) {
        List<String> told = judgement.later().stream()
                .map(later -> (later.claim().equals(judgement.claim()) ? "" : "holds " + later.claim() + ", ")
                        + "later than " + later.known())
                .distinct().limit(NAMED).toList();
        return told.isEmpty() ? "newer than the catalog" : String.join("; ", told);
    }

    /// The new fields by their names: where they stand is in the JSON report.
    private static String news(List<String> additions) {
        if (additions.isEmpty()) {
            return "";
        }
        List<String> names = additions.stream().map(Remark::lastName).distinct().toList();
        String named = names.stream().limit(NAMED).collect(Collectors.joining(", ", "; new: ", ""));
        return names.size() <= NAMED ? named : named + " and " + (names.size() - NAMED) + " more";
    }

    private static String lastName(String pointer) {
        String last = pointer.substring(pointer.lastIndexOf('/') + 1);
        return Clip.text(last, LONGEST_NAME).replace("~1", "/").replace("~0", "~");
    }

    static String subject(Judgement judgement) {
        return judgement.claim() == null ? judgement.kind() : judgement.claim().toString();
    }

    private static String name(Judgement judgement) {
        return judgement.claim() == null ? judgement.kind() : judgement.claim().name();
    }

    private Remark as(Level other) {
        return new Remark(other, rule, subject, name, pointer, file, line, column, message, hint);
    }

    /// Whether its place is one in a file.
    boolean inFile() {
        return !file.equals(STANDARD_INPUT);
    }
}
