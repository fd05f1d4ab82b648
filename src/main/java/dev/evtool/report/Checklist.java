package dev.evtool.report;

import dev.evtool.event.Column.Tone;
import dev.evtool.terminal.CellWidth;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The findings of a doctor as a person reads them: a line for each step, as soon as it is known, and below it what to do.
/// Nothing is cut: what is too long for the terminal goes on in the next line, below where it began.
public final class Checklist {

    private static final int VERDICT = 8;
    private static final int STEP = 10;
    /// Room for text that is worth wrapping for.
    private static final int LEAST = 24;
    /// More than any finding has that is not an attack.
    private static final int LONGEST = 16_000;
    /// Where a command begins that is too long to begin below the text before it.
    private static final int OUTDENT = 6;
    private static final String NEXT = "next: ";

    private final LineWriter out;
    private final Theme theme;
    private final int limit;
    private final List<String> skipped = new ArrayList<>();
    private String why = "";

    /// @param columns the width of the terminal; empty in a pipe, where nothing is wrapped
    public Checklist(OutputStream out, Theme theme, OptionalInt columns) {
        this.out = new LineWriter(out);
        this.theme = theme;
        this.limit = columns.orElse(Layout.ENDLESS);
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
    /// @param next what to do, with commands in backticks, or `null`
    public record Item(String step, Mark mark, String verdict, String evidence, @Nullable String next) {}

    /// What the following items are about.
    public void title(String text) {
        line(theme.paint(new StringBuilder(), Style.HEADING, theme.safe(text, LONGEST)));
    }

    /// A step; those of no verdict for the same reason become one line, which comes when something else does.
    public void item(Item item) {
        if (item.mark() == Mark.NONE) {
            if (!item.evidence().equals(why)) {
                tellSkipped();
            }
            why = item.evidence();
            skipped.add(item.step());
            return;
        }
        tellSkipped();
        print(item);
    }

    private void tellSkipped() {
        if (!skipped.isEmpty()) {
            boolean one = skipped.size() == 1;
            print(new Item(one ? skipped.getFirst() : skipped.size() + " steps", Mark.NONE, "skipped",
                    one ? why : why + ": " + String.join(", ", skipped), null));
        }
        skipped.clear();
        why = "";
    }

    private void print(Item item) {
        String glyph = theme.glyph(item.mark().tone);
        int glyphs = theme.abilities().dressed() ? 2 : 0;
        StringBuilder line = new StringBuilder("  ");
        theme.paint(line, Style.of(item.mark().tone),
                CellWidth.pad(CellWidth.pad(glyph, glyphs) + item.verdict(), glyphs + VERDICT));
        line.append("  ").append(CellWidth.pad(theme.safe(item.step()), STEP)).append("  ");
        int indent = 2 + glyphs + VERDICT + 2 + STEP + 2;
        wrapped(line, indent, indent, List.of(item.evidence().split(" ")), Style.PLAIN);
        if (item.next() != null) {
            StringBuilder next = new StringBuilder().repeat(' ', indent);
            theme.paint(next, Style.DIM, NEXT);
            wrapped(next, indent + NEXT.length(), indent + NEXT.length(), pieces(item.next()), Style.HEADING);
        }
    }

    /// Words, and whole commands, which keep their backticks for now.
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                pieces.add("`" + parts[i]);
            } else if (i > 0 && !parts[i].isEmpty() && !parts[i].startsWith(" ")) {
                // a comma or such right behind a command
                String[] words = parts[i].split(" ");
                pieces.set(pieces.size() - 1, pieces.getLast() + "`" + words[0]);
                pieces.addAll(List.of(words).subList(1, words.length));
            } else if (!parts[i].isBlank()) {
                pieces.addAll(List.of(parts[i].strip().split(" ")));
            }
        }
        return pieces;
    }

    /// Prints a line and those that it needs to go on. A command is never broken, so that it can be copied: too long for
    /// a line, it has one of its own, which the terminal itself breaks.
    private void wrapped(StringBuilder line, int used, int indent, List<String> pieces, Style ofCommands) {
        boolean wraps = limit - indent >= LEAST && limit != Layout.ENDLESS;
        int at = used;
        for (String piece : pieces) {
            boolean command = piece.startsWith("`");
            String text = theme.safe(command ? piece.substring(1) : piece, LONGEST);
            int cells = CellWidth.of(text.replace("`", ""));
            boolean first = at == indent;
            if (wraps && !first && at + 1 + cells > limit) {
                line(line);
                at = command && indent + cells > limit ? OUTDENT : indent;
                line = new StringBuilder().repeat(' ', at);
                first = true;
            }
            line.append(first ? "" : " ");
            at += first ? 0 : 1;
            while (wraps && !command && at + CellWidth.of(text) > limit) {
                String start = CellWidth.cut(text, limit - at, "");
                line(line.append(start));
                text = text.substring(start.length());
                line = new StringBuilder().repeat(' ', indent);
                at = indent;
            }
            int end = command && text.contains("`") ? text.indexOf('`') : text.length();
            theme.paint(line, command ? ofCommands : Style.PLAIN, text.substring(0, end));
            line.append(text.substring(end).replace("`", ""));
            at += command ? cells : CellWidth.of(text);
        }
        line(line);
    }

    /// What it all comes to.
    public void conclusion(Mark mark, String text) {
        tellSkipped();
        String glyph = theme.glyph(mark.tone);
        line(theme.paint(new StringBuilder("  "), Style.of(mark.tone),
                (glyph.isEmpty() ? "" : glyph + " ") + theme.safe(text, LONGEST)));
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
