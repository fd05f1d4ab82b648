package dev.evtool.report;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.terminal.CellWidth;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Lays cells out in columns that grow with what they have to hold, so that lines stay aligned without knowing what
/// comes.
///
/// Lines without limit show every value in full: one longer than [#GROWTH] does not widen its column for all lines to
/// come, it shifts its own line. In lines of limited width the columns share the room there is, and cut.
final class Layout {

    /// How wide a column may become by what was seen.
    static final int GROWTH = 40;

    /// The most of one value that is printed; a value can be of many megabytes.
    static final int LONGEST = 1_000;

    /// A line without limit.
    static final int ENDLESS = Integer.MAX_VALUE;

    private static final int BETWEEN = 2;

    private final List<Column> columns;
    private final Theme theme;
    private final int limit;
    private final int lead;
    private final int[] widths;

    /// What the columns may still grow by, all together.
    private int slack;

    /// Columns behind a time.
    ///
    /// @param limit the cells of a whole line, the time included
    Layout(List<Column> columns, Theme theme, int limit) {
        this(columns, theme, limit, TimeColumn.WIDTH);
    }

    /// @param lead the cells of what stands before the columns; 0 if they begin the line
    Layout(List<Column> columns, Theme theme, int limit, int lead) {
        this.columns = columns;
        this.theme = theme;
        this.limit = limit;
        this.lead = lead;
        int[] least = columns.stream().mapToInt(Column::width).toArray();
        this.widths = room(least) >= 0 ? least : columns.stream().mapToInt(c -> CellWidth.of(c.title())).toArray();
        this.slack = Math.max(0, room(widths));
    }

    /// Appends a row's cells behind the `used` cells of the line, without blanks at the end.
    void append(StringBuilder line, int used, Map<String, Object> row) {
        int at = used;
        int gap = lead == 0 ? 0 : BETWEEN;
        for (int i = 0; i < widths.length; i++) {
            Column column = columns.get(i);
            Tone tone = column.tone().apply(row);
            String text = fit(i, cell(column, tone, row), limit - at - gap);
            int cells = CellWidth.of(text);
            int blanks = Math.max(0, widths[i] - cells);
            if (cells == 0) {
                gap += blanks + BETWEEN;
                continue;
            }
            if (column.alignRight()) {
                gap += blanks;
            }
            theme.paint(line.repeat(' ', gap), Style.of(tone), text);
            at += gap + cells;
            gap = BETWEEN + (column.alignRight() ? 0 : blanks);
        }
    }

    /// Makes room for a row that is to come.
    void measure(Map<String, Object> row) {
        for (int i = 0; i < widths.length; i++) {
            Column column = columns.get(i);
            grow(i, CellWidth.of(cell(column, column.tone().apply(row), row)));
        }
    }

    /// The titles, each over its column.
    String header(String first) {
        StringBuilder line = new StringBuilder(CellWidth.pad(first, lead));
        int gap = lead == 0 ? 0 : BETWEEN;
        for (int i = 0; i < widths.length; i++) {
            Column column = columns.get(i);
            int cells = CellWidth.of(column.title());
            grow(i, cells);
            int blanks = Math.max(0, widths[i] - cells);
            line.repeat(' ', column.alignRight() ? gap + blanks : gap).append(column.title());
            gap = BETWEEN + (column.alignRight() ? 0 : blanks);
        }
        return theme.cut(line.toString(), limit);
    }

    private String cell(Column column, Tone tone, Map<String, Object> row) {
        String text = theme.safe(column.text().apply(row), LONGEST);
        String glyph = theme.glyph(tone);
        return glyph.isEmpty() || text.isEmpty() ? text : glyph + " " + text;
    }

    /// Cuts where there is a limit: the last column has what the others leave of the line.
    private String fit(int column, String text, int left) {
        grow(column, CellWidth.of(text));
        if (limit == ENDLESS) {
            return text;
        }
        boolean last = column == widths.length - 1;
        return theme.cut(text, Math.max(0, last ? left : Math.min(left, widths[column])));
    }

    private void grow(int column, int cells) {
        int more = Math.min(cells - widths[column], slack);
        if (more > 0 && cells <= GROWTH) {
            widths[column] += more;
            slack -= more;
        }
    }

    private int room(int[] taken) {
        return limit - lead - IntStream.of(taken).map(width -> width + BETWEEN).sum();
    }
}
