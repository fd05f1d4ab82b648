package dev.evtool.terminal;

import dev.evtool.event.Column.Tone;

/// How a piece of text stands out. Never the only bearer of a meaning: a word or a glyph says the same.
public enum Style {
    PLAIN(""), GOOD("32"), DOUBTFUL("33"),
    /// Bold besides red, so that it differs in brightness too.
    BAD("1;31"),
    /// For what is there to be looked up, not to be read: times, notices.
    DIM("2"), HEADING("1"), GAP("1;7");

    static final String END = "\u001b[0m";

    private final String start;

    Style(String sgr) {
        this.start = sgr.isEmpty() ? "" : "\u001b[" + sgr + "m";
    }

    /// The style of a tone.
    public static Style of(Tone tone) {
        return switch (tone) {
            case PLAIN -> PLAIN;
            case GOOD -> GOOD;
            case DOUBTFUL -> DOUBTFUL;
            case BAD -> BAD;
        };
    }

    /// The escape sequence that turns the style on; empty for `PLAIN`.
    String start() {
        return start;
    }
}
