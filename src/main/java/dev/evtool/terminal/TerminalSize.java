package dev.evtool.terminal;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.impl.ffm.FfmTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/// The width of the terminal on stdout or stderr. `stty` is asked first: starting it takes 20 ms, setting up foreign functions in
/// the JVM 150. Where there is none (Windows, bare containers), JLine knows.
final class TerminalSize {

    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");

    private TerminalSize() {}

    static OptionalInt columns(StandardStream stream) {
        OptionalInt told = byStty(stream);
        return told.isPresent() ? told : byJline(stream);
    }

    private static OptionalInt byStty(StandardStream stream) {
        File terminal = Descriptor.path(stream).toFile();
        if (!terminal.exists()) {
            return OptionalInt.empty();
        }
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(terminal).redirectError(Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return OptionalInt.empty();
            }
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher matcher = ROWS_AND_COLUMNS.matcher(answer);
            return matcher.matches() ? known(Integer.parseInt(matcher.group(2))) : OptionalInt.empty();
        } catch (IOException noSuchCommand) {
            return OptionalInt.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private static OptionalInt byJline(StandardStream stream) {
        return known(new FfmTerminalProvider().systemStreamWidth(switch (stream) {
            case INPUT -> SystemStream.Input;
            case OUTPUT -> SystemStream.Output;
            case ERROR -> SystemStream.Error;
        }));
    }

    /// A terminal that was never told its size says 0.
    private static OptionalInt known(int columns) {
        return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    }
}
