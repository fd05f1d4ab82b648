package dev.evtool.container;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times as engines take them in `since` and `until`.
final class EmbeddedTimes {

    private static final Pattern SECONDS = Pattern.compile("(-?\\d{1,18})(?:\\.(\\d{1,20}))?");
    private static final int NANO_DIGITS = 9;

    private EmbeddedTimes() {}

    /// The time of a parameter; `null` for none.
    ///
    /// @param words whether times may be spelt as in RFC 3339, too: Podman reads them, Docker's clients have to
    /// @throws EngineFormatException if it is no time
    static @Nullable Instant of(@Nullable String text, boolean words) throws EngineFormatException {
        if (text == null) {
            return null;
        }
        Matcher seconds = SECONDS.matcher(text);
        try {
            if (seconds.matches()) {
                String fraction = seconds.group(2) == null ? "" : seconds.group(2);
                String nanos = (fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
                return Instant.ofEpochSecond(Long.parseLong(seconds.group(1)), Long.parseLong(nanos));
            }
            if (words) {
                return Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw new EngineFormatException("failed to parse event time \"" + text + "\"");
        } catch (DateTimeException | ArithmeticException e) {
            throw new EngineFormatException("time out of range: " + text);
        }
        throw new EngineFormatException("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }
}
