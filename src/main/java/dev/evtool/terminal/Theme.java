package dev.evtool.terminal;

import dev.evtool.event.Column.Tone;

/// Text, glyphs and colours as one stream can show them. In a pipe there is the word only; on a terminal a glyph stands
/// before it; where there is colour, that says it a third time.
public final class Theme {

    private final Abilities abilities;
    private final boolean asciiOnly;

    public Theme(Abilities abilities) {
        this.abilities = abilities;
        this.asciiOnly = abilities.terminal() && !abilities.unicode();
    }

    public Abilities abilities() {
        return abilities;
    }

    /// Text from outside as this stream may get it.
    public String safe(String text) {
        return SafeText.clean(text, asciiOnly);
    }

    /// As [#safe(String)], cut to so many cells.
    public String safe(String text, int maxCells) {
        return SafeText.cut(text, maxCells, asciiOnly, ellipsis());
    }

    /// Text from outside in quotes, spelt as in JSON, so that it can be told from all around it and read back.
    public String quoted(String text) {
        return SafeText.quoted(text, asciiOnly);
    }

    /// UTF-8 from outside as this stream may get it, cut to so many cells.
    public String safe(byte[] utf8, int maxCells) {
        return SafeText.cut(utf8, maxCells, asciiOnly, ellipsis());
    }

    /// Text whose line breaks and tabs are the user's own, as in a template.
    public String safeLayout(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\t') {
                out.append(safe(text.substring(from, i))).append(c);
                from = i + 1;
            }
        }
        return from == 0 ? safe(text) : out.append(safe(text.substring(from))).toString();
    }

    /// JSON as this stream may get it: unchanged in a pipe; on a terminal the same JSON, with `\\u` for whatever could do
    /// more there than stand for itself.
    public byte[] safeJson(byte[] json) {
        return abilities.terminal() ? SafeText.ofJson(json, asciiOnly) : json;
    }

    /// Clean text cut to so many cells.
    public String cut(String clean, int cells) {
        return CellWidth.cut(clean, cells, ellipsis());
    }

    /// The mark of something cut off.
    public String ellipsis() {
        return abilities.unicode() ? SafeText.ELLIPSIS : "...";
    }

    /// The sign of a tone; empty for `PLAIN` and in a pipe.
    public String glyph(Tone tone) {
        if (!abilities.dressed()) {
            return "";
        }
        return switch (tone) {
            case PLAIN -> "";
            case GOOD -> abilities.unicode() ? "●" : "+";
            case DOUBTFUL -> abilities.unicode() ? "◐" : "~";
            case BAD -> abilities.unicode() ? "✗" : "!";
        };
    }

    /// The sign of a gap, for eyes that get no reversed line; empty in a pipe.
    public String gapGlyph() {
        return abilities.dressed() ? "!!" : "";
    }

    /// Appends clean text in a style.
    public StringBuilder paint(StringBuilder out, Style style, String text) {
        return style == Style.PLAIN || text.isEmpty() || !abilities.color()
                ? out.append(text)
                : out.append(style.start()).append(text).append(Style.END);
    }

    /// Appends clean text in a colour of its own: the same text always has the same, others mostly another.
    public StringBuilder tint(StringBuilder out, String text) {
        return text.isEmpty() || !abilities.color() ? out.append(text)
                : out.append(Tint.start(abilities.colors(), text)).append(text).append(Style.END);
    }
}
