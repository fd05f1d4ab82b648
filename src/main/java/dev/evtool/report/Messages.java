package dev.evtool.report;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stats.StateReport;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What evtool itself has to say, on stderr: whole lines, from any thread.
public final class Messages {

    private static final String NAME = "evtool: ";

    private final OutputStream out;
    private final Theme theme;
    private boolean gone;

    public Messages(OutputStream out, Theme theme) {
        this.out = out;
        this.theme = theme;
    }

    /// A line about the stream, under the name of its source: `evtool: ptp://node1:9043: connected`.
    public void notice(Notice notice) {
        StringBuilder line = new StringBuilder();
        boolean warns = switch (notice.kind()) {
            case RECONNECTING, MALFORMED, WARNING, INSIGHT -> true;
            case CONNECTED, SUBSCRIBED, UNSUBSCRIBED, PLACEHOLDER -> false;
        };
        theme.paint(line, warns ? Style.DOUBTFUL : Style.DIM,
                NAME + theme.safe(notice.source() + ": " + notice.text(), Layout.LONGEST));
        say(line.append('\n'));
    }

    /// A gap, for formats that have no place for it on stdout.
    public void gap(Gap gap) {
        StringBuilder line = new StringBuilder();
        say(theme.paint(line, Style.GAP, NAME + GapLine.text(gap, theme)).append('\n'));
    }

    /// A plain line.
    public void line(String text) {
        say(new StringBuilder(NAME).append(theme.safe(text, Layout.LONGEST)).append('\n'));
    }

    public void summary(Summary summary) {
        line(summary.text());
    }

    /// What the stream told of states, after its summary.
    ///
    /// @param columns the width of stderr, asked only where it matters
    public void states(StateReport report, Supplier<OptionalInt> columns) {
        if (report.subjects().isEmpty() && report.unfollowed() == 0 && report.unread() == 0) {
            return;
        }
        int width = theme.abilities().terminal() ? columns.get().orElse(Layout.ENDLESS) : Layout.ENDLESS;
        int limit = width == Layout.ENDLESS ? width : Math.max(0, width - NAME.length());
        StringBuilder lines = new StringBuilder();
        StateLines.of(report, theme, limit).forEach(line -> lines.append(NAME).append(line).append('\n'));
        say(lines);
    }

    /// An error: what failed (one line, or with an excerpt below it), the likely cause, the next step.
    public void problem(String what, @Nullable String cause, @Nullable String next) {
        StringBuilder lines = new StringBuilder();
        theme.paint(lines, Style.BAD, NAME);
        // lines after the first are indented, so that none can pass for a message of its own
        lines.append(what.lines().map(line -> theme.safe(line, Layout.LONGEST)).collect(Collectors.joining("\n  ")));
        lines.append('\n');
        detail(lines, "likely cause: ", cause);
        detail(lines, "next: ", next);
        say(lines);
    }

    private void detail(StringBuilder lines, String label, @Nullable String text) {
        if (text != null) {
            theme.paint(lines.append("  "), Style.DIM, label).append(theme.safe(text, Layout.LONGEST)).append('\n');
        }
    }

    /// With stderr closed there is nobody left to tell, and no reason to end the stream.
    private synchronized void say(StringBuilder lines) {
        if (!gone) {
            try {
                out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException stderrIsGone) {
                gone = true;
            }
        }
    }
}
