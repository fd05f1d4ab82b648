package dev.evtool.report;

import dev.evtool.event.Severity;
import dev.evtool.stats.StateReport;
import dev.evtool.stats.StateReport.Line;
import dev.evtool.stats.StateSummary;
import dev.evtool.terminal.CellWidth;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the subjects of a stream came to, for the end on stderr: a line for each that had trouble, worst first, and a
/// sentence for those that had none.
final class StateLines {

    /// How many subjects get a line of their own.
    static final int MOST = 10;

    /// A name cut to less would be none; then rather let the terminal wrap.
    private static final int LEAST_NAME = 24;

    private static final String INDENT = "  ";
    private static final String BETWEEN = "  ";

    /// What is bad now comes first, then what was so for longest.
    private static final Comparator<Line> WORST_FIRST = Comparator
            .comparing((Line line) -> line.summary().severityNow(), Comparator.<Severity>reverseOrder())
            .thenComparing(line -> line.summary().notGood(), Comparator.reverseOrder())
            .thenComparing(line -> line.summary().losses(), Comparator.reverseOrder())
            .thenComparing(line -> String.join(" ", line.subject())).thenComparing(Line::origin);

    private final Theme theme;
    private final int limit;
    private final List<String> lines = new ArrayList<>();

    private StateLines(Theme theme, int limit) {
        this.theme = theme;
        this.limit = limit;
    }

    /// The lines, clean and painted.
    ///
    /// @param limit how many cells a line may have, or [Layout#ENDLESS]; where one line is too short for all that there is
    ///        to say of a subject it is said on several
    static List<String> of(StateReport report, Theme theme, int limit) {
        StateLines lines = new StateLines(theme, limit);
        lines.trouble(report.subjects());
        for (StateGroup group : StateGroup.values()) {
            List<Line> members = report.subjects().stream()
                    .filter(line -> !line.summary().hadTrouble() && StateGroup.of(line.summary()) == group).toList();
            if (!members.isEmpty()) {
                lines.add(group.sentence(members, theme));
            }
        }
        lines.remarks(report);
        return List.copyOf(lines.lines);
    }

    private void trouble(List<Line> all) {
        List<Line> bad = all.stream().filter(line -> line.summary().hadTrouble()).sorted(WORST_FIRST).toList();
        if (bad.isEmpty()) {
            return;
        }
        add((bad.size() < all.size() ? bad.size() + " of " : "") + Counted.text(all.size(), StateGroup.noun(all))
                + " had trouble" + (bad.size() == 1 ? ":" : ", worst first:"));
        List<Line> told = bad.subList(0, Math.min(MOST, bad.size()));
        boolean origins = told.stream().map(Line::subject).distinct().count() < told.stream()
                .map(line -> List.of(line.subject(), line.origin())).distinct().count();
        rows(told.stream().map(line -> StateRow.of(line, origins, theme)).toList());
        if (told.size() < bad.size()) {
            add(INDENT + "and " + Counted.text(bad.size() - told.size(), "more " + StateGroup.noun(bad)));
        }
    }

    private void rows(List<StateRow> rows) {
        List<String> names = aligned(rows.stream().map(StateRow::name).toList());
        int now = widest(rows, StateRow::now);
        int good = widest(rows, StateRow::good);
        int losses = widest(rows, StateRow::losses);
        int whole = CellWidth.of(INDENT + names.getFirst()) + now + good + losses + widest(rows, StateRow::detail)
                + (losses == 0 ? 3 : 4) * BETWEEN.length();
        boolean fits = whole <= limit;
        int room = Math.max(LEAST_NAME, limit - INDENT.length() - now - BETWEEN.length());
        if (!fits && CellWidth.of(names.getFirst()) > room) { // then rather whole than aligned
            names = rows.stream().map(StateRow::shortName).toList();
        }
        for (int i = 0; i < rows.size(); i++) {
            StateRow row = rows.get(i);
            StringBuilder line = new StringBuilder(INDENT).append(theme.cut(names.get(i), room));
            theme.paint(line.append(BETWEEN), Style.of(row.tone()), row.now());
            if (fits) {
                line.repeat(' ', now - CellWidth.of(row.now())).append(BETWEEN)
                        .append(CellWidth.padLeft(row.good(), good));
                line.append(losses == 0 ? "" : BETWEEN + CellWidth.pad(row.losses(), losses));
                lines.add(line.append(BETWEEN).append(row.detail()).toString());
            } else {
                lines.add(line.toString());
                row.wrapped(limit - 2 * INDENT.length()).forEach(rest -> add(INDENT + INDENT + rest));
            }
        }
    }

    private static int widest(List<StateRow> rows, Function<StateRow, String> cell) {
        return rows.stream().map(cell).mapToInt(CellWidth::of).max().orElse(0);
    }

    /// Names whose parts stand one under the other.
    private static List<String> aligned(List<List<String>> names) {
        int parts = names.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = IntStream.range(0, parts).map(
                i -> names.stream().filter(n -> n.size() > i).mapToInt(n -> CellWidth.of(n.get(i))).max().orElse(0))
                .toArray();
        return names.stream().map(name -> IntStream.range(0, parts).filter(i -> widths[i] > 0)
                .mapToObj(i -> CellWidth.pad(i < name.size() ? name.get(i) : "", widths[i]))
                .collect(Collectors.joining(BETWEEN))).toList();
    }

    /// What keeps the sums from being the whole truth.
    private void remarks(StateReport report) {
        long sets = sum(report, StateSummary::clockSets);
        long late = sum(report, StateSummary::late);
        if (sets > 0) {
            add("time in state: a sender's clock was set " + Counted.text(sets, "time")
                    + "; across that, this machine's clock counts");
        }
        if (late > 0) {
            add("time in state: " + Counted.text(late, "event") + " came too late to be counted");
        }
        if (report.unread() > 0) {
            add("time in state: not known, since the filter refused events unread; it is without --filter");
        }
        if (report.unfollowed() > 0) {
            add("time in state: " + Counted.text(report.unfollowed(), "event") + " not counted: of too many subjects");
        }
    }

    private static long sum(StateReport report, ToLongFunction<StateSummary> count) {
        return report.subjects().stream().map(Line::summary).mapToLong(count).sum();
    }

    private void add(String clean) {
        lines.add(limit == Layout.ENDLESS ? clean : theme.cut(clean, limit));
    }
}
