package dev.evtool.report;

import dev.evtool.event.Column.Tone;
import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.Sentence;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.event.Vocabulary;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The family's line for each row of an event: its sentence, or the time and its columns. Gaps stand in the stream where they happened,
/// notices go to stderr.
public final class TextPrinter implements EventPrinter {

    private final LineWriter out;
    private final Theme theme;
    private final Vocabularies families;
    private final Consumer<Notice> notices;
    private final Map<Vocabulary, Layout> layouts = new HashMap<>();
    private final Layout strange;
    private final SentenceLine sentences;
    private final TimeColumn time = new TimeColumn();
    private final StringBuilder line = new StringBuilder(256);

    public TextPrinter(OutputStream out, Theme theme, Vocabularies families, Consumer<Notice> notices,
            LineStyle style) {
        this.out = new LineWriter(out);
        this.theme = theme;
        this.families = families;
        this.notices = notices;
        this.sentences = new SentenceLine(theme, style);
        this.strange = new Layout(Rows.STRANGE, theme, Layout.ENDLESS);
    }

    @Override
    public void begin() {
        // each line stands for itself
    }

    @Override
    public void item(StreamItem item) throws IOException {
        switch (item) {
            case Event event -> event(event);
            case Gap gap ->
                out.line(sentences.local(gap).orElseGet(() -> GapLine.row(gap, time, theme, Layout.ENDLESS)));
            case Notice notice -> {
                // on a terminal both streams meet: keep the order
                out.flush();
                notices.accept(notice);
            }
        }
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    private void event(Event event) throws IOException {
        Optional<Vocabulary> family = families.of(event.source(), event.type());
        for (Map<String, Object> row : event.facts().rows()) {
            line.setLength(0);
            Optional<Sentence> sentence = row.isEmpty() ? Optional.empty() : family.flatMap(f -> f.sentence(row));
            if (sentence.isPresent()) {
                sentences.append(line, event.when(), event.source(), sentence.get());
            } else {
                columns(event, row, family);
            }
            verdict(event);
            out.line(line);
        }
    }

    /// Behind the line of an event that was held against its schema, and is not as that says.
    private void verdict(Event event) {
        Object verdict = event.extensions().get("verdict");
        if (verdict == null || verdict.equals("valid")) {
            return;
        }
        Object violations = event.extensions().get("violations");
        boolean bad = verdict.equals("invalid") || verdict.equals("incompatible");
        String glyph = theme.glyph(bad ? Tone.BAD : Tone.DOUBTFUL);
        theme.paint(line.append("  "), bad ? Style.BAD : Style.DOUBTFUL, (glyph.isEmpty() ? "" : glyph + ' ') + '['
                + theme.safe(violations == null ? verdict.toString() : verdict + " " + violations, Layout.LONGEST)
                + ']');
    }

    private void columns(Event event, Map<String, Object> row, Optional<Vocabulary> family) {
        String when = time.text(event.when());
        theme.paint(line, Style.DIM, when);
        if (family.isEmpty() || row.isEmpty()) {
            strange.append(line, when.length(), Rows.strange(event, theme));
        } else {
            layouts.computeIfAbsent(family.get(), known -> new Layout(known.columns(), theme, Layout.ENDLESS))
                    .append(line, when.length(), row);
        }
    }
}
