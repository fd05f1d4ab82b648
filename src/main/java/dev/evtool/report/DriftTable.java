package dev.evtool.report;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.schema.Tally;
import dev.evtool.schema.Tally.Seen;
import dev.evtool.schema.Verdict;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The drift report: which versions of each payload came, with which event types, and how they were judged.
public final class DriftTable {

    /// Enough for every catalog; a stream of made-up names has no end.
    private static final int ROWS = 2_000;

    private static final List<Column> COLUMNS = List.of(Column.text("PAYLOAD", 8, "payload"),
            Column.text("VERSION", 7, "version"), Column.text("EVENT", 6, "event"),
            new Column("RECORDS", 7, true, row -> String.valueOf(row.get("records")), _ -> Tone.PLAIN),
            new Column("VERDICTS", 8, false, row -> String.valueOf(row.get("verdicts")),
                    row -> row.get("tone") instanceof Tone tone ? tone : Tone.PLAIN));

    private final LineWriter out;
    private final Theme theme;

    public DriftTable(OutputStream out, Theme theme) {
        this.out = new LineWriter(out);
        this.theme = theme;
    }

    /// Prints it, by payload, event type and version; nothing at all where nothing was seen.
    ///
    /// @param drift as [Tally#drift()] has it
    public void print(Map<Seen, Map<Verdict, Long>> drift) throws IOException {
        List<Map<String, Object>> rows = drift.entrySet().stream().limit(ROWS)
                .map(entry -> row(entry.getKey(), entry.getValue())).toList();
        if (!rows.isEmpty()) {
            Layout layout = new Layout(COLUMNS, theme, Layout.ENDLESS, 0);
            rows.forEach(layout::measure);
            out.line(theme.paint(new StringBuilder(), Style.HEADING, layout.header("")));
            for (Map<String, Object> row : rows) {
                StringBuilder line = new StringBuilder(120);
                layout.append(line, 0, row);
                out.line(line);
            }
        }
        if (drift.size() > ROWS) {
            out.line("and " + (drift.size() - ROWS) + " rows more (all of them: --report json=FILE)");
        }
        out.flush();
    }

    private static Map<String, Object> row(Seen seen, Map<Verdict, Long> verdicts) {
        long records = verdicts.values().stream().mapToLong(Long::longValue).sum();
        Verdict worst = verdicts.keySet().stream().max(Comparator.naturalOrder()).orElse(Verdict.VALID);
        return Map.of("payload", seen.payload(), "version", dash(seen.version()), "event", dash(seen.event()),
                "records", records, "verdicts", Verdicts.counts(verdicts), "tone", tone(worst));
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case VALID -> Tone.GOOD;
            case NEWER_MINOR, UNVERSIONED, UNKNOWN -> Tone.DOUBTFUL;
            case INCOMPATIBLE, INVALID -> Tone.BAD;
        };
    }
}
