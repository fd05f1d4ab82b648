package dev.evtool.report;

import dev.evtool.event.Column.Tone;
import dev.evtool.event.Rfc3339;
import dev.evtool.event.Severity;
import dev.evtool.stats.SpentIn;
import dev.evtool.stats.StateReport;
import dev.evtool.stats.StateSummary;
import dev.evtool.terminal.CellWidth;
import dev.evtool.terminal.Theme;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The cells that tell of one subject's trouble: its name in parts, how it is now, how much of the time it was good, how
/// often it was lost, and what it was then. All clean text.
///
/// @param now state and how long it lasts, such as `FREERUN for 2 min 3 s`
/// @param tone of that
/// @param spent time in each state that is not good, worst first, and time that is not known
/// @param worst the longest time without a good state, where there were several
record StateRow(List<String> name, String now, Tone tone, String good, String losses, List<String> spent,
        String worst) {

    /// Below this the start of a stream hides nothing: it takes a moment until the first state has come.
    static final Duration MOMENT = Duration.ofSeconds(1);

    static StateRow of(StateReport.Line line, boolean withOrigin, Theme theme) {
        StateSummary s = line.summary();
        List<String> name = new ArrayList<>(line.subject());
        if (withOrigin) {
            name.add("(" + line.origin() + ")");
        }
        return new StateRow(name.stream().map(part -> theme.safe(part, Layout.LONGEST)).toList(), now(s, theme),
                tone(s),
                percent(s.good(), s.seen()) + " good", losses(s), spent(s, theme), worst(s));
    }

    /// The state stands first, so that the eye finds it under its glyph.
    private static String now(StateSummary s, Theme theme) {
        SpentIn current = s.current();
        String glyph = current == null && theme.abilities().dressed() ? "?" : theme.glyph(tone(s));
        String word = current == null ? "unknown" : theme.safe(current.state(), Layout.GROWTH);
        return (glyph.isEmpty() ? "" : glyph + " ") + word + " for " + Elapsed.fine(s.lasting());
    }

    private static Tone tone(StateSummary s) {
        SpentIn current = s.current();
        return current == null ? Tone.DOUBTFUL : tone(current.severity());
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case INFO -> Tone.GOOD;
            case WARN -> Tone.DOUBTFUL;
            case ERROR -> Tone.BAD;
        };
    }

    /// Cut, not rounded: what was lost for a moment was not good for 100 %.
    private static String percent(Duration part, Duration whole) {
        if (whole.isZero()) {
            return "0.0%";
        }
        long tenths = (long) Math.floor(1000.0 * part.toNanos() / whole.toNanos());
        return (part.equals(whole) ? "100.0" : Math.min(999, tenths) / 10 + "." + Math.min(999, tenths) % 10) + "%";
    }

    private static String losses(StateSummary s) {
        return s.losses() == 0 ? "" : (s.losses() == 1 ? "1 loss" : s.losses() + " losses")
                + (s.flaps() == 0 ? "" : " (" + Counted.text(s.flaps(), "flap") + ")");
    }

    private static List<String> spent(StateSummary s, Theme theme) {
        List<String> parts = new ArrayList<>();
        for (SpentIn state : s.states()) {
            if (!state.isGood()) {
                parts.add(theme.safe(state.state(), Layout.GROWTH) + " " + Elapsed.fine(state.total())
                        + (state.longest().equals(state.total()) ? ""
                                : " (longest " + Elapsed.fine(state.longest()) + ")"));
            }
        }
        if (!s.unknown().isZero()) {
            parts.add("unknown " + Elapsed.fine(s.unknown()));
        }
        if (s.unseen().compareTo(MOMENT) >= 0) {
            parts.add("first seen after " + Elapsed.fine(s.unseen()));
        }
        return parts;
    }

    private static String worst(StateSummary s) {
        Instant began = s.outageBegan();
        return began == null ? ""
                : (s.outage().equals(s.notGood()) ? "" : "worst " + Elapsed.fine(s.outage()) + " ") + "from "
                        + Rfc3339.format(began.truncatedTo(ChronoUnit.SECONDS));
    }

    /// The name where there is no room to align its parts.
    String shortName() {
        return name.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    /// Behind name and state, where the line is wide enough.
    String detail() {
        return String.join(", ", spent) + (worst.isEmpty() ? "" : "; " + worst);
    }

    /// The same and the rest, in as many lines of so many cells as it takes.
    List<String> wrapped(int cells) {
        List<String> parts = new ArrayList<>(List.of(good, losses, worst));
        parts.addAll(spent);
        parts.removeIf(String::isEmpty);
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String part : parts) {
            if (!line.isEmpty() && CellWidth.of(line) + CellWidth.of(part) + 3 > cells) {
                lines.add(line + ",");
                line = "";
            }
            line += line.isEmpty() ? part : ", " + part;
        }
        lines.add(line);
        return lines;
    }
}
