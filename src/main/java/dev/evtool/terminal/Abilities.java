package dev.evtool.terminal;

/// What one of our output streams can show.
///
/// @param terminal whether a person looks at it directly
/// @param colors more than `NONE` without a terminal is what `--color always` asks for
/// @param unicode whether the locale reads UTF-8, so that our own signs may go beyond ASCII
public record Abilities(boolean terminal, ColorDepth colors, boolean unicode) {

    /// A pipe or a file in a UTF-8 locale.
    public static final Abilities PIPE = new Abilities(false, ColorDepth.NONE, true);

    public boolean color() {
        return colors != ColorDepth.NONE;
    }

    /// Whether to dress up for the eye: on a terminal, or where colour was demanded (`--color always | less -R`).
    public boolean dressed() {
        return terminal || color();
    }
}
