package dev.evtool.report;

import dev.evtool.terminal.Abilities;
import dev.evtool.terminal.ColorDepth;
import dev.evtool.terminal.Theme;
import java.util.Locale;
import java.util.OptionalInt;

/// The kinds of stream that output goes to.
enum Look {
    COLOR, MONO, ASCII, PIPE;

    Theme theme() {
        return new Theme(switch (this) {
            case COLOR -> new Abilities(true, ColorDepth.BASIC, true);
            case MONO -> new Abilities(true, ColorDepth.NONE, true);
            case ASCII -> new Abilities(true, ColorDepth.NONE, false);
            case PIPE -> Abilities.PIPE;
        });
    }

    /// Width of the terminal in tables.
    OptionalInt columns() {
        return this == PIPE ? OptionalInt.empty() : OptionalInt.of(100);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
