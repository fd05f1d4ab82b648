package dev.evtool.report;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.event.Vocabulary;
import dev.evtool.terminal.Style;
import dev.evtool.terminal.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Aligned columns under a header. While all events are of one family the columns are the family's; with the first of
/// another the table goes over, once and for good, to columns that all have: type, subject, detail. Rows are held until
/// the first flush, so that the header fits them.
public final class TablePrinter implements EventPrinter {

    /// Rows to hold at most before the widths are settled.
    private static final int HELD = 200;

    private final LineWriter out;
    private final Theme theme;
    private final int limit;
    private final Vocabularies families;
    private final Consumer<Notice> notices;
    private final String timeTitle;
    private final TimeColumn time = new TimeColumn();
    private final List<StreamItem> held = new ArrayList<>();
    private final Layout mixed;
    private final Layout strange;
    private @Nullable Vocabulary family;
    private @Nullable Layout layout;
    private boolean headed;

    /// @param columns the width of the terminal, to which lines are cut; empty in a pipe
    public TablePrinter(OutputStream out, Theme theme, OptionalInt columns, Vocabularies families,
            Consumer<Notice> notices) {
        this(out, theme, columns, families, notices, "TIME");
    }

    /// @param timeTitle what the time of an event is, where it is not when it happened
    public TablePrinter(OutputStream out, Theme theme, OptionalInt columns, Vocabularies families,
            Consumer<Notice> notices, String timeTitle) {
        this.timeTitle = timeTitle;
        this.out = new LineWriter(out);
        this.theme = theme;
        this.limit = columns.orElse(Layout.ENDLESS);
        this.families = families;
        this.notices = notices;
        this.mixed = new Layout(Rows.MIXED, theme, limit);
        this.strange = new Layout(Rows.STRANGE, theme, limit);
    }

    @Override
    public void begin() {
        // the header waits for the first event, which brings the columns
    }

    @Override
    public void item(StreamItem item) throws IOException {
        switch (item) {
            case Event event -> {
                meet(families.of(event.source(), event.type()).orElse(null));
                hold(event);
            }
            case Gap gap -> hold(gap);
            case Notice notice -> {
                // on a terminal both streams meet: keep the order
                flush();
                notices.accept(notice);
            }
        }
    }

    @Override
    public void end() throws IOException {
        flush();
    }

    @Override
    public void flush() throws IOException {
        settle();
        out.flush();
    }

    /// Decides on the columns, which an event of another family changes.
    private void meet(@Nullable Vocabulary met) {
        if (layout == null && met != null) {
            family = met;
            layout = new Layout(met.columns(), theme, limit);
        } else if (layout != mixed && (met == null || !met.equals(family))) {
            layout = mixed;
            headed = false;
        }
    }

    private void hold(StreamItem item) throws IOException {
        held.add(item);
        if (headed || held.size() == HELD) {
            settle();
        }
    }

    private void settle() throws IOException {
        Layout settled = layout;
        if (settled != null && !headed) {
            held.forEach(item -> rows(item, settled).forEach(settled::measure));
            out.line(theme.paint(new StringBuilder(), Style.HEADING, settled.header(timeTitle)));
            headed = true;
        }
        for (StreamItem item : held) {
            if (item instanceof Gap gap) {
                out.line(GapLine.row(gap, time, theme, limit));
            } else if (item instanceof Event event && settled != null) {
                print(event, settled);
            }
        }
        held.clear();
    }

    private void print(Event event, Layout settled) throws IOException {
        String when = time.text(event.when());
        for (Map<String, Object> row : rows(event, settled)) {
            StringBuilder line = new StringBuilder(256);
            theme.paint(line, Style.DIM, when);
            if (row.isEmpty()) {
                strange.append(line, when.length(), Rows.strange(event, theme));
            } else {
                settled.append(line, when.length(), row);
            }
            out.line(line);
        }
    }

    private List<Map<String, Object>> rows(StreamItem item, Layout settled) {
        return switch (item) {
            case Event event when settled == mixed ->
                Rows.mixed(event, families.of(event.source(), event.type()), theme);
            case Event event -> event.facts().rows();
            case Gap _,Notice _ -> List.of();
        };
    }
}
