package dev.evtool.cli;

import dev.evtool.report.Messages;
import dev.evtool.terminal.ColorWish;
import dev.evtool.terminal.StandardStream;
import dev.evtool.terminal.Terminal;
import dev.evtool.terminal.Theme;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalInt;

/// The outside of one run of evtool: its streams and its environment.
///
/// @param out data only
/// @param err everything else
public record Console(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment) {

    Terminal terminal(ColorWish wish) {
        return Terminal.of(environment, wish);
    }

    /// How lines on stdout look.
    Theme outTheme(ColorWish wish) {
        return new Theme(terminal(wish).abilities(StandardStream.OUTPUT));
    }

    /// How lines on stderr look.
    Theme errTheme(ColorWish wish) {
        return new Theme(terminal(wish).abilities(StandardStream.ERROR));
    }

    /// Where evtool speaks for itself.
    Messages messages(ColorWish wish) {
        return new Messages(err, errTheme(wish));
    }

    /// The width of lines on stdout; asks when it is called.
    OptionalInt outColumns(ColorWish wish) {
        return terminal(wish).columns(StandardStream.OUTPUT);
    }

    /// The width of lines on stderr; asks when it is called.
    OptionalInt errColumns(ColorWish wish) {
        return terminal(wish).columns(StandardStream.ERROR);
    }
}
