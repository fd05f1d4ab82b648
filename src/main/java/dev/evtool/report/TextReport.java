package dev.evtool.report;

import dev.evtool.event.Column.Tone;
import dev.evtool.report.Fold.Kind;
import dev.evtool.report.Remark.Level;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// For people: a line for each violation as compilers write it, and what it all came to. Nothing is said of valid
/// records. What is wrong in the same way again and again is said ten times and counted from then on; what is merely
/// newer than the catalog is said once in each input.
public final class TextReport implements ValidationReport {

    /// Enough to see what the records have in common.
    private static final int ALIKE = 10;

    /// Lines about what was folded, and inputs named as failed.
    private static final int LISTED = 20;

    /// Inputs that could not be read and are told of, each with its cause.
    private static final int UNREAD = 100;

    /// Inputs of which one error is said although enough like it were said of others.
    private static final int FIRSTS = 20;

    private static final int LONGEST_FILE = 1_000;
    private static final int LONGEST_WORD = 160;
    private static final int LONGEST_POINTER = 300;
    private static final int LONGEST_MESSAGE = 600;

    private final LineWriter out;
    private final Theme theme;
    private final Fold errors = new Fold(ALIKE);
    private final Fold warnings = new Fold(ALIKE);
    private final Fold notes = new Fold(1);
    private final Map<String, Long> failed = new LinkedHashMap<>();
    private long failedElsewhere;
    private long unread;
    private String lastWithError = "";
    private int firsts;
    private boolean said;

    public TextReport(OutputStream out, Theme theme) {
        this.out = new LineWriter(out);
        this.theme = theme;
    }

    @Override
    public void begin() {
        // the first line is the first violation
    }

    @Override
    public void record(JudgedRecord record) throws IOException {
        boolean any = false;
        for (Remark remark : Remark.of(record)) {
            Kind kind = remark.level() == Level.NOTE ? Fold.verdict(remark) : Fold.violation(remark);
            boolean says = fold(remark.level()).says(kind);
            if (!says && remark.level() == Level.ERROR && firsts < FIRSTS && !record.input().equals(lastWithError)) {
                fold(remark.level()).saidToo(kind); // at least one of each input
                firsts++;
                says = true;
            }
            if (says) {
                print(remark);
                any = true;
                lastWithError = remark.level() == Level.ERROR ? record.input() : lastWithError;
            }
        }
        if (record.failed()) {
            count(record.input());
        }
        if (any) {
            out.flush();
        }
    }

    private Fold fold(Level level) {
        return switch (level) {
            case ERROR -> errors;
            case WARNING -> warnings;
            case NOTE -> notes;
        };
    }

    private void count(String input) {
        if (failed.containsKey(input) || failed.size() < LISTED) {
            failed.merge(input, 1L, Long::sum);
        } else {
            failedElsewhere++;
        }
    }

    private void print(Remark remark) throws IOException {
        said = true;
        boolean note = remark.level() == Level.NOTE;
        Tone tone = tone(remark.level());
        StringBuilder line = new StringBuilder(200);
        theme.paint(line, Style.HEADING, theme.safe(remark.file(), LONGEST_FILE) + ':' + remark.line() + ':'
                + remark.column() + ':');
        theme.paint(line.append(' '), Style.of(tone), marked(tone, note ? remark.rule() : word(remark.level()))
                + ':');
        line.append(' ').append(theme.safe(remark.subject(), LONGEST_WORD));
        if (!remark.pointer().isEmpty()) {
            line.append(' ').append(theme.safe(remark.pointer(), LONGEST_POINTER));
        }
        line.append(": ").append(theme.safe(remark.message(), LONGEST_MESSAGE));
        if (!note) {
            theme.paint(line.append(' '), Style.DIM, '[' + remark.rule() + ']');
        }
        out.line(line);
        if (remark.hint() != null) {
            out.line("  " + theme.safe(remark.hint(), LONGEST_POINTER));
        }
    }

    private String marked(Tone tone, String word) {
        String glyph = theme.glyph(tone);
        return glyph.isEmpty() ? word : glyph + ' ' + word;
    }

    private static Tone tone(Level level) {
        return switch (level) {
            case ERROR -> Tone.BAD;
            case WARNING -> Tone.DOUBTFUL;
            case NOTE -> Tone.PLAIN;
        };
    }

    private static String word(Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    @Override
    public void unread(UnreadInput input) throws IOException {
        said = true;
        if (++unread > UNREAD) {
            return;
        }
        StringBuilder line = new StringBuilder();
        theme.paint(line, Style.HEADING, theme.safe(input.input(), LONGEST_FILE) + ':');
        theme.paint(line.append(' '), Style.BAD, marked(Tone.BAD, "not read") + ':');
        out.line(line.append(' ').append(theme.safe(input.what(), LONGEST_MESSAGE)));
        if (input.cause() != null) {
            out.line("  likely cause: " + theme.safe(input.cause(), LONGEST_MESSAGE));
        }
        if (input.next() != null) {
            out.line("  next: " + theme.safe(input.next(), LONGEST_MESSAGE));
        }
        out.flush();
    }

    @Override
    public void end(Tally tally, Ending ending) throws IOException {
        more();
        if (said) {
            out.line("");
        }
        boolean good = tally.failed() == 0 && tally.unreadInputs() == 0 && !ending.isShort();
        Tone tone = good ? Tone.GOOD : Tone.BAD;
        out.line(theme.paint(new StringBuilder(), Style.of(tone), marked(tone, Verdicts.summary(tally))));
        if (tally.failed() > 0) {
            out.line("failed: " + Counted.text(tally.failed(), "record"));
            for (Map.Entry<String, Long> input : failed.entrySet()) {
                out.line("  " + input.getValue() + " in " + theme.safe(input.getKey(), LONGEST_FILE));
            }
            if (failedElsewhere > 0) {
                out.line("  " + failedElsewhere + " in further files");
            }
        }
        if (ending.isShort()) {
            out.line(ending.words() + ": what comes after was not looked at");
        }
        out.flush();
    }

    /// What was not said because it was like what had been said.
    private void more() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Level level : Level.values()) {
            List<Fold.More> more = fold(level).more();
            more.stream().limit(LISTED).map(folded -> text(level, folded)).forEach(lines::add);
            if (more.size() > LISTED) {
                lines.add("more of " + (more.size() - LISTED) + " further kinds");
            }
        }
        if (unread > UNREAD) {
            lines.add(Counted.text(unread - UNREAD, "more file") + " not read");
        }
        if (!lines.isEmpty()) {
            out.line("");
            out.line("not listed above, being alike (all of it: --report json=FILE)");
            for (String line : lines) {
                out.line("  " + line);
            }
        }
    }

    private String text(Level level, Fold.More more) {
        Kind kind = more.kind();
        boolean note = level == Level.NOTE;
        String what = more.count() + " more " + (note ? kind.rule() : word(level) + 's');
        if (more.isOthers()) {
            return more.count() + " more " + word(level) + "s of other kinds";
        }
        String subject = what + ": " + theme.safe(kind.subject(), LONGEST_WORD);
        if (note) {
            return subject + ": " + theme.safe(kind.what(), LONGEST_MESSAGE) + ", in "
                    + theme.safe(kind.where(), LONGEST_FILE);
        }
        return subject + (kind.what().isEmpty() ? "" : ' ' + theme.safe(kind.what(), LONGEST_POINTER)) + " ["
                + kind.rule() + ']';
    }
}
