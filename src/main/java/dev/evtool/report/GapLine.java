package dev.evtool.report;

import dev.evtool.event.Gap;
import dev.evtool.event.Rfc3339;
import dev.evtool.terminal.CellWidth;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.time.Duration;

/// How a gap reads: `gap  FROM..TO  15.0 s  possible  3 events  SOURCE: REASON`.
final class GapLine {

    private GapLine() {}

    static String text(Gap gap, Theme theme) {
        StringBuilder text = new StringBuilder("gap  ").append(Rfc3339.formatMillis(gap.from())).append("..")
                .append(Rfc3339.formatMillis(gap.to())).append("  ")
                .append(Elapsed.text(Duration.between(gap.from(), gap.to())))
                .append(gap.certain() ? "  certain" : "  possible");
        Long count = gap.count();
        if (count != null) {
            text.append("  ").append(Counted.text(count, "event"));
        }
        return text.append("  ").append(theme.safe(gap.source(), Layout.LONGEST)).append(": ")
                .append(theme.safe(gap.reason(), Layout.LONGEST)).toString();
    }

    /// A line among the lines of events: across the whole terminal where that has a width and colour, and never cut, for
    /// the reason stands at the end.
    static String row(Gap gap, TimeColumn time, Theme theme, int limit) {
        String when = time.text(gap.received());
        String glyph = theme.gapGlyph();
        String text = glyph.isEmpty() ? text(gap, theme) : glyph + " " + text(gap, theme);
        if (limit != Layout.ENDLESS && theme.abilities().color()) {
            text = CellWidth.pad(text, limit - when.length() - 2);
        }
        StringBuilder line = new StringBuilder(256);
        return theme.paint(theme.paint(line, Style.DIM, when).append("  "), Style.GAP, text).toString();
    }
}
