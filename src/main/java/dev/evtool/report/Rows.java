package dev.evtool.report;

import dev.evtool.event.Column;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Event;
import dev.evtool.event.Vocabulary;
import dev.evtool.terminal.Theme;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Rows and columns for events that no family knows, and for tables in which several families meet.
final class Rows {

    /// Of an event that no family knows, or whose payload its family cannot read.
    static final List<Column> STRANGE = List.of(Column.text("TYPE", 24, "type"), Column.text("SUBJECT", 16, "subject"),
            Column.text("DATA", 4, "data"));

    /// Of a table in which several families meet.
    static final List<Column> MIXED = List.of(Column.text("TYPE", 24, "type"), Column.text("SUBJECT", 16, "subject"),
            new Column("DETAIL", 6, false, row -> String.valueOf(row.get("detail")),
                    row -> row.get("tone") instanceof Tone tone ? tone : Tone.PLAIN));

    /// Enough of a strange payload to recognise it by.
    private static final int SHORTENED = 160;

    private Rows() {}

    /// For [#STRANGE].
    static Map<String, Object> strange(Event event, Theme theme) {
        return Map.of("type", event.type(), "subject", subject(event), "data", excerpt(event, theme));
    }

    /// For [#MIXED]: each row with all that its family tells in one cell.
    static List<Map<String, Object>> mixed(Event event, Optional<Vocabulary> family, Theme theme) {
        List<Column> columns = family.map(Vocabulary::columns).orElse(List.of());
        return event.facts().rows().stream().map(row -> {
            String detail = detail(columns, row);
            return mixed(event, detail.isEmpty() ? excerpt(event, theme) : detail, tone(columns, row));
        }).toList();
    }

    private static Map<String, Object> mixed(Event event, String detail, Tone tone) {
        return Map.of("type", event.type(), "subject", subject(event), "detail", detail, "tone", tone);
    }

    private static String detail(List<Column> columns, Map<String, Object> row) {
        return columns.stream().map(column -> column.text().apply(row)).filter(text -> !text.isEmpty())
                .collect(Collectors.joining("  "));
    }

    /// The first tone that one of the columns has.
    private static Tone tone(List<Column> columns, Map<String, Object> row) {
        return columns.stream().map(column -> column.tone().apply(row)).filter(tone -> tone != Tone.PLAIN).findFirst()
                .orElse(Tone.PLAIN);
    }

    private static String excerpt(Event event, Theme theme) {
        return Excerpt.of(event.payload(), SHORTENED, theme);
    }

    private static String subject(Event event) {
        String subject = event.subject();
        return subject == null ? "" : subject;
    }
}
