package dev.evtool.report;

import dev.evtool.schema.Claim;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Judgement;
import dev.evtool.schema.Tally;
import dev.evtool.schema.Tally.Seen;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.Verdict;
import dev.evtool.schema.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that there is to know of a validation, as one JSON object with a line for each record; described by
/// `report.schema.json`. Written as it comes: how many records there are does not matter.
public final class JsonReport implements ValidationReport {

    /// Of this form of the report; another number means that a reader must look again.
    private static final int FORMAT = 1;

    /// Unread inputs that are listed; all are counted.
    private static final int LISTED = 10_000;

    private final LineWriter out;
    private final String version;
    private final List<UnreadInput> unread = new ArrayList<>();
    private @Nullable JsonList entries;

    /// @param version evtool's own
    public JsonReport(OutputStream out, String version) {
        this.out = new LineWriter(out);
        this.version = version;
    }

    @Override
    public void begin() throws IOException {
        out.text("{\"format\":" + FORMAT + ",\n\"tool\":");
        out.bytes(JsonPiece.object(tool -> tool.text("name", "evtool").text("version", version)));
        out.line(",");
        entries = new JsonList(out, "entries");
    }

    @Override
    public void record(JudgedRecord record) throws IOException {
        Objects.requireNonNull(entries, "begin() comes first").add(JsonPiece.object(entry -> write(entry, record)));
    }

    private static void write(JsonPiece entry, JudgedRecord record) {
        Judgement judgement = record.judgement();
        Claim claim = judgement.claim();
        entry.text("input", record.input()).number("index", record.index()).number("line", record.line())
                .number("column", record.column()).text("kind", judgement.kind());
        if (claim != null) {
            entry.text("payload", claim.name()).text("version", claim.version());
        }
        entry.text("event", judgement.event()).text("verdict", judgement.verdict().toString())
                .flag("failed", record.failed())
                .objects("violations", judgement.violations(),
                        (piece, violation) -> write(piece, violation, record.input()))
                .texts("additions", judgement.additions())
                .objects("later", judgement.later(), (piece, later) -> piece.text("pointer", later.pointer())
                        .text("payload", later.claim().name()).text("version", later.claim().version())
                        .text("known", later.known()));
    }

    private static void write(JsonPiece piece, Violation violation, String input) {
        String file = violation.place().file();
        piece.text("level", violation.isError() ? "error" : "warning").text("rule", violation.rule().toString())
                .text("pointer", violation.pointer()).text("file", file == null ? input : file)
                .number("line", violation.place().line()).number("column", violation.place().column())
                .text("message", violation.message()).text("found", violation.found())
                .text("expected", violation.expected()).text("hint", violation.hint());
    }

    @Override
    public void unread(UnreadInput input) {
        if (unread.size() < LISTED) {
            unread.add(input);
        }
    }

    @Override
    public void end(Tally tally, Ending ending) throws IOException {
        Objects.requireNonNull(entries, "begin() comes first").close();
        out.line(",");
        JsonList inputs = new JsonList(out, "unread");
        for (UnreadInput input : unread) {
            inputs.add(JsonPiece.object(piece -> piece.text("input", input.input()).text("what", input.what())
                    .text("cause", input.cause()).text("next", input.next())));
        }
        inputs.close();
        out.text(",\n\"totals\":");
        out.bytes(JsonPiece.object(totals -> write(totals, tally)));
        out.line(",");
        JsonList drift = new JsonList(out, "drift");
        for (Map.Entry<Seen, Map<Verdict, Long>> row : tally.drift().entrySet()) {
            drift.add(JsonPiece.object(piece -> write(piece, row.getKey(), row.getValue())));
        }
        drift.close();
        out.line(",\n\"cutShort\":" + ending.isShort() + "}");
        out.flush();
    }

    private static void write(JsonPiece totals, Tally tally) {
        totals.number("inputs", tally.inputs()).number("unreadInputs", tally.unreadInputs())
                .number("records", tally.records()).number("failed", tally.failed())
                .number("errors", tally.errors()).number("warnings", tally.warnings())
                .object("verdicts", verdicts -> {
                    for (Verdict verdict : Verdict.values()) {
                        verdicts.number(verdict.toString(), tally.with(verdict));
                    }
                });
    }

    private static void write(JsonPiece piece, Seen seen, Map<Verdict, Long> verdicts) {
        piece.text("payload", seen.payload()).text("version", seen.version().isEmpty() ? null : seen.version())
                .text("event", seen.event().isEmpty() ? null : seen.event())
                .number("records", verdicts.values().stream().mapToLong(Long::longValue).sum())
                .object("verdicts", counts -> verdicts.forEach((verdict, n) -> counts.number(verdict.toString(), n)));
    }
}
