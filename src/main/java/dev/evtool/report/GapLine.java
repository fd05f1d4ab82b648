package dev.evtool.report;

import dev.evtool.event.Gap;
import dev.evtool.event.Rfc3339;
import dev.evtool.terminal.CellWidth;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// How a gap reads: `gap  FROM..TO  15.0 s  possible  3 events  SOURCE: REASON`.
final class GapLine {

    private GapLine() {}

    static String text(Gap gap, Theme theme) {
        return text(gap, Rfc3339::formatMillis, theme);
    }

    /// @param times how to write its times
    private static String text(Gap gap, Function<Instant, String> times, Theme theme) {
        StringBuilder text = new StringBuilder("gap  ").append(times.apply(gap.from())).append("..")
                .append(times.apply(gap.to())).append("  ")
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
        String text = marked(text(gap, theme), theme);
        if (limit != Layout.ENDLESS && theme.abilities().color()) {
            text = CellWidth.pad(text, limit - when.length() - 2);
        }
        StringBuilder line = new StringBuilder(256);
        return theme.paint(theme.paint(line, Style.DIM, when).append("  "), Style.GAP, text).toString();
    }

    /// A line among sentences, in the times that these have.
    static String row(Gap gap, ZonedTimes times, Theme theme) {
        StringBuilder line = new StringBuilder(256);
        theme.paint(line, Style.DIM, times.text(gap.received())).append("  ");
        return theme.paint(line, Style.GAP, marked(text(gap, times::text, theme), theme)).toString();
    }

    private static String marked(String text, Theme theme) {
        String glyph = theme.gapGlyph();
        return glyph.isEmpty() ? text : glyph + " " + text;
    }
}
