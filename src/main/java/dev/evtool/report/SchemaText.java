package dev.evtool.report;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.schema.SchemaChange;
import dev.evtool.schema.SchemaPage;
import dev.evtool.schema.SchemaStep;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the catalog says, for people: an object's page, and what two sides differ in.
public final class SchemaText {

    private static final int LONGEST = 1_000;
    private static final int WIDTH = 100;
    private static final int FEW = 8;

    private static final List<Column> COLUMNS = List.of(Column.text("FIELD", 5, "field"),
            Column.text("TYPE", 4, "type"), Column.text("NULL", 4, "null"), Column.text("SENT", 6, "sent"),
            Column.text("SINCE", 5, "since"), Column.text("ABOUT", 5, "about"));

    private final LineWriter out;
    private final Theme theme;

    public SchemaText(OutputStream out, Theme theme) {
        this.out = new LineWriter(out);
        this.theme = theme;
    }

    /// The page of an object.
    public void page(SchemaPage page) throws IOException {
        out.line(theme.paint(new StringBuilder(), Style.HEADING, theme.safe(page.title(), LONGEST)));
        for (String fact : page.facts()) {
            out.line("  " + theme.safe(fact, LONGEST));
        }
        if (!page.fields().isEmpty()) {
            out.line("");
            fields(page.fields());
        }
        String before = "\n";
        for (Map.Entry<String, List<String>> values : page.enums().entrySet()) {
            out.text(before);
            before = "";
            words(values.getKey(), values.getValue());
        }
        if (!page.users().isEmpty()) {
            out.line("");
            words("used in", page.users());
        }
        if (!page.events().isEmpty()) {
            out.line("");
            words("events", page.events());
        }
        out.flush();
    }

    private void fields(List<Map<String, Object>> rows) throws IOException {
        Layout layout = new Layout(COLUMNS, theme, Layout.ENDLESS, 0);
        rows.forEach(layout::measure);
        out.line(theme.paint(new StringBuilder(), Style.HEADING, layout.header("")));
        for (Map<String, Object> row : rows) {
            StringBuilder line = new StringBuilder(120);
            layout.append(line, 0, row);
            out.line(line);
        }
    }

    /// Words behind a label, on lines of a good width.
    private void words(String label, List<String> words) throws IOException {
        StringBuilder line = new StringBuilder(theme.safe(label, LONGEST)).append(": ");
        for (int i = 0; i < words.size(); i++) {
            String word = theme.safe(words.get(i), LONGEST) + (i < words.size() - 1 ? ", " : "");
            if (line.length() + word.length() > WIDTH && !line.toString().isBlank()) {
                out.line(line.toString().stripTrailing());
                line = new StringBuilder("  ");
            }
            line.append(word);
        }
        out.line(line);
    }

    /// What two sides differ in, and what is to be thought of it.
    public void diff(List<SchemaStep> steps, List<String> events) throws IOException {
        for (SchemaStep step : steps) {
            step(step);
        }
        for (String event : events) {
            out.line("event " + theme.safe(event, LONGEST));
        }
        long broken = steps.stream().filter(s -> s.judged() == SchemaStep.Judged.BROKEN).count();
        if (!steps.isEmpty() || !events.isEmpty()) {
            out.line("");
        }
        Tone tone = broken == 0 ? Tone.GOOD : Tone.BAD;
        out.line(theme.paint(new StringBuilder(), Style.of(tone), marked(tone,
                broken > 0 ? "the contract is broken in " + Counted.text(broken, "object")
                        : steps.isEmpty() && events.isEmpty() ? "no difference" : "the contract is kept")));
        out.flush();
    }

    private void step(SchemaStep step) throws IOException {
        Tone tone = switch (step.judged()) {
            case KEPT -> Tone.GOOD;
            case BROKEN -> Tone.BAD;
            case TOLD -> Tone.PLAIN;
        };
        List<String> words = new ArrayList<>(List.of(step.object()));
        if (!step.from().isEmpty()) {
            words.add(step.from());
        }
        if (!step.to().isEmpty() && !step.to().equals(step.from())) {
            words.add(step.from().isEmpty() ? step.to() : "-> " + step.to());
        }
        StringBuilder line = new StringBuilder();
        theme.paint(line, Style.HEADING, theme.safe(String.join(" ", words), LONGEST) + ':').append(' ');
        String renamed = step.object().equals(step.before()) ? "" : "renamed from " + step.before() + "; ";
        theme.paint(line, Style.of(tone),
                marked(tone, step.judged() == SchemaStep.Judged.TOLD ? "" : step.judged() + ": ")
                        + theme.safe(renamed + step.why(), LONGEST));
        out.line(line);
        notSeen(step);
        for (SchemaChange change : step.changes()) {
            if (change.what() == SchemaChange.What.NOT_SEEN) {
                continue;
            }
            out.line("  " + sign(change) + ' ' + theme.safe((change.field().isEmpty() ? "" : change.field() + ": ")
                    + change.what() + ", " + change.text(), LONGEST));
        }
    }

    /// Together: of a few records most of what is known may not have been seen.
    private void notSeen(SchemaStep step) throws IOException {
        List<String> fields = step.changes().stream().filter(c -> c.what() == SchemaChange.What.NOT_SEEN)
                .map(SchemaChange::field).toList();
        if (!fields.isEmpty()) {
            String more = fields.size() > FEW ? ", and " + (fields.size() - FEW) + " more" : "";
            out.line("  ? not seen: " + theme.safe(String.join(", ", fields.stream().limit(FEW).toList()) + more,
                    LONGEST));
        }
    }

    private static char sign(SchemaChange change) {
        return switch (change.what()) {
            case ADDED, VALUE_ADDED, OPENED -> '+';
            case REMOVED, VALUE_REMOVED, CLOSED -> '-';
            case RETYPED, NULLABLE, NOT_NULLABLE, OPTIONAL, ALWAYS, WRAPPER -> '~';
            case NOT_SEEN -> '?';
        };
    }

    private String marked(Tone tone, String word) {
        String glyph = theme.glyph(tone);
        return glyph.isEmpty() ? word : glyph + ' ' + word;
    }
}
