package dev.evtool.event;

import java.util.Map;
import java.util.function.Function;

/// A column of a family's lines and tables, drawn from one row of [Facts].
///
/// @param width the least width in terminal cells
/// @param text what to show; empty where the row has nothing to say. Unsafe: printers clean it.
/// @param tone how to mark it, or `PLAIN`
public record Column(String title, int width, boolean alignRight, Function<Map<String, Object>, String> text,
        Function<Map<String, Object>, Tone> tone) {

    /// What a cell's value means for its reader; the theme turns it into glyph and colour.
    public enum Tone {
        PLAIN, GOOD, DOUBTFUL, BAD
    }

    /// A column that shows a text fact.
    public static Column text(String title, int width, String fact) {
        return new Column(title, width, false, row -> String.valueOf(row.getOrDefault(fact, "")), row -> Tone.PLAIN);
    }
}
