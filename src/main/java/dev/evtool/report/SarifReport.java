package dev.evtool.report;

import dev.evtool.report.Remark.Level;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// SARIF 2.1.0, as GitHub's code scanning and other viewers take it: a result for each violation, a note for each newer
/// version in an input, a notification for each input that could not be read.
///
/// GitHub refuses a run of more than 25,000 results, and shows the 5,000 most severe of them. So results beyond are left
/// out, warnings before errors, and a notification says how many.
public final class SarifReport implements ValidationReport {

    /// With [#OTHERS] what GitHub takes.
    private static final int ERRORS = 20_000;

    /// Warnings and notes: as many as are ever shown.
    private static final int OTHERS = 5_000;

    /// Unread inputs that are named.
    private static final int NAMED = 1_000;

    private static final String SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private final LineWriter out;
    private final String version;
    private final Fold notes = new Fold(1);
    private final List<UnreadInput> unread = new ArrayList<>();
    private @Nullable JsonList results;
    private long errors;
    private long others;
    private long leftOut;

    /// @param version evtool's own
    public SarifReport(OutputStream out, String version) {
        this.out = new LineWriter(out);
        this.version = version;
    }

    /// A notification.
    private record Notification(String level, String text, @Nullable String file) {}

    @Override
    public void begin() throws IOException {
        out.line("{\"$schema\":\"" + SCHEMA + "\",\n\"version\":\"2.1.0\",\n\"runs\":[{\"tool\":");
        out.bytes(JsonPiece.object(tool -> tool.object("driver", driver -> driver.text("name", "evtool")
                .text("version", version).objects("rules", SarifResult.RULES, SarifResult::write))));
        out.line(",\n\"columnKind\":\"unicodeCodePoints\",");
        results = new JsonList(out, "results");
    }

    @Override
    public void record(JudgedRecord record) throws IOException {
        for (Remark remark : Remark.of(record)) {
            if (remark.level() != Level.NOTE || notes.says(Fold.verdict(remark))) {
                add(remark);
            }
        }
    }

    private void add(Remark remark) throws IOException {
        boolean room = remark.level() == Level.ERROR ? errors++ < ERRORS : others++ < OTHERS;
        if (room) {
            Objects.requireNonNull(results, "begin() comes first").add(SarifResult.of(remark));
        } else {
            leftOut++;
        }
    }

    @Override
    public void unread(UnreadInput input) {
        if (unread.size() < NAMED) {
            unread.add(input);
        }
    }

    @Override
    public void end(Tally tally, Ending ending) throws IOException {
        Objects.requireNonNull(results, "begin() comes first").close();
        out.line(",");
        out.text("\"invocations\":[");
        out.bytes(JsonPiece.object(invocation -> invocation.flag("executionSuccessful", tally.unreadInputs() == 0)
                .objects("toolExecutionNotifications", notifications(tally, ending), SarifReport::write)));
        out.line("]}]}");
        out.flush();
    }

    private List<Notification> notifications(Tally tally, Ending ending) {
        List<Notification> all = new ArrayList<>();
        for (UnreadInput input : unread) {
            String cause = input.cause();
            all.add(new Notification("error", SarifResult.safe(input.what())
                    + (cause == null ? "" : " (likely cause: " + SarifResult.safe(cause) + ")"), input.input()));
        }
        if (tally.unreadInputs() > unread.size()) {
            all.add(new Notification("error", Counted.text(tally.unreadInputs() - unread.size(), "further input")
                    + " could not be read", null));
        }
        if (leftOut > 0) {
            all.add(new Notification("warning", Counted.text(leftOut, "result") + " left out: no more than " + ERRORS
                    + " errors and " + OTHERS + " others are written, as GitHub takes no more in a run", null));
        }
        if (ending.isShort()) {
            all.add(new Notification("warning", ending.words() + ": what comes after was not looked at", null));
        }
        all.add(new Notification("note", Verdicts.summary(tally), null));
        return all;
    }

    private static void write(JsonPiece piece, Notification notification) {
        piece.text("level", notification.level());
        SarifResult.message(piece, notification.text());
        String file = notification.file();
        if (file != null) {
            piece.objects("locations", List.of(file), (location, name) -> location.object("physicalLocation",
                    physical -> SarifResult.artifact(physical, name)));
        }
    }
}
