package dev.evtool.report;

import dev.evtool.stats.SpentIn;
import dev.evtool.stats.StateReport.Line;
import dev.evtool.stats.StateSummary;
import dev.evtool.terminal.Theme;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Subjects without trouble, in one sentence for each way of having none.
enum StateGroup {
    /// They were good, and then a gap hid them for good.
    HIDDEN,
    /// They were good whenever anything was known.
    PARTLY_KNOWN,
    /// They were good all the time.
    GOOD;

    static StateGroup of(StateSummary s) {
        return s.current() == null ? HIDDEN : s.unknown().isZero() ? GOOD : PARTLY_KNOWN;
    }

    /// Such as `5 clocks LOCKED all the time`.
    String sentence(List<Line> lines, Theme theme) {
        String counted = Counted.text(lines.size(), noun(lines));
        return switch (this) {
            case HIDDEN -> counted + " good until a gap, unknown since (" + most(lines, StateSummary::lasting) + ")";
            case PARTLY_KNOWN -> counted + " " + states(lines, " as far as known", theme) + ", unknown for "
                    + most(lines, StateSummary::unknown);
            case GOOD -> counted + " " + states(lines, " all the time", theme);
        } + lateStart(lines);
    }

    /// What to call them: `clocks`, or something wider where families meet.
    static String noun(List<Line> lines) {
        List<String> nouns = lines.stream().map(Line::noun).distinct().toList();
        return nouns.size() == 1 ? nouns.getFirst() : "subject";
    }

    private static String states(List<Line> lines, String when, Theme theme) {
        Map<String, Long> counts = lines.stream()
                .flatMap(line -> Optional.ofNullable(line.summary().current()).stream())
                .collect(Collectors.groupingBy(SpentIn::state, Collectors.counting()));
        if (counts.size() == 1) {
            return theme.safe(counts.keySet().iterator().next(), Layout.GROWTH) + when;
        }
        return "good" + when + ": " + counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getValue() + " " + theme.safe(entry.getKey(), Layout.GROWTH))
                .collect(Collectors.joining(", "));
    }

    private static String lateStart(List<Line> lines) {
        return lines.stream().anyMatch(line -> line.summary().unseen().compareTo(StateRow.MOMENT) >= 0)
                ? "; first seen after " + most(lines, StateSummary::unseen)
                : "";
    }

    /// The duration of one, or the longest of several.
    private static String most(List<Line> lines, Function<StateSummary, Duration> duration) {
        List<String> texts = lines.stream().map(Line::summary).map(duration).sorted(Comparator.reverseOrder())
                .map(Elapsed::fine).distinct().toList();
        return (texts.size() == 1 ? "" : "up to ") + texts.getFirst();
    }
}
