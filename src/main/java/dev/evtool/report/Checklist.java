package dev.evtool.report;

import dev.evtool.event.Column.Tone;
import dev.evtool.terminal.CellWidth;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The findings of a doctor as a person reads them: a line for each step, as soon as it is known, and below it what to do.
public final class Checklist {

    private static final int STEP = 11;
    private static final int VERDICT = 10;

    private final LineWriter out;
    private final Theme theme;

    public Checklist(OutputStream out, Theme theme) {
        this.out = new LineWriter(out);
        this.theme = theme;
    }

    /// How a step ended.
    public enum Mark {
        GOOD(Tone.GOOD), DOUBTFUL(Tone.DOUBTFUL), BAD(Tone.BAD), NONE(Tone.PLAIN);

        private final Tone tone;

        Mark(Tone tone) {
            this.tone = tone;
        }
    }

    /// One step.
    ///
    /// @param verdict in a word
    /// @param next what to do, or `null`
    public record Item(String step, Mark mark, String verdict, String evidence, @Nullable String next) {}

    /// What the following items are about.
    public void title(String text) {
        line(theme.paint(new StringBuilder(), Style.HEADING, theme.safe(text, Layout.LONGEST)));
    }

    public void item(Item item) {
        String glyph = theme.glyph(item.mark().tone);
        String verdict = glyph.isEmpty() ? item.verdict() : glyph + " " + item.verdict();
        StringBuilder line = new StringBuilder("  ").append(CellWidth.pad(item.step(), STEP));
        theme.paint(line, Style.of(item.mark().tone), CellWidth.pad(verdict, VERDICT));
        line(line.append(theme.safe(item.evidence(), Layout.LONGEST)));
        if (item.next() != null) {
            StringBuilder next = new StringBuilder().repeat(' ', STEP + VERDICT + 2);
            line(theme.paint(next, Style.DIM, "next: ").append(theme.safe(item.next(), Layout.LONGEST)));
        }
    }

    /// What it all comes to.
    public void conclusion(boolean good, String text) {
        line(theme.paint(new StringBuilder("  "), good ? Style.GOOD : Style.BAD, text));
    }

    private void line(StringBuilder text) {
        try {
            out.line(text);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
