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
    private static final Pattern DURATION = Pattern
            .compile("(?:(\\d{1,6})h)?(?:(\\d{1,8})m)?(?:(\\d{1,9})(?:\\.(\\d{1,9}))?s)?(?<=[hms])");
    private static final int NANO_DIGITS = 9;

    private EmbeddedTimes() {}

    private static long millis(Matcher duration) {
        long millis = 0;
        int[] factors = {3_600_000, 60_000, 1_000};
        for (int i = 0; i < factors.length; i++) {
            String count = duration.group(i + 1);
            millis += count == null ? 0 : Long.parseLong(count) * factors[i];
        }
        String fraction = duration.group(4);
        return millis + (fraction == null ? 0 : Long.parseLong((fraction + "000").substring(0, 3)));
    }

    /// The time of a parameter; `null` for none.
    ///
    /// @param words whether times may be spelt as in RFC 3339, or be durations: Podman reads them, Docker's clients have
    ///        to
    /// @param ahead which way a duration goes: back for `since`, ahead for `until`
    /// @throws EngineFormatException if it is no time
    static @Nullable Instant of(@Nullable String text, boolean words, boolean ahead)
            throws EngineFormatException {
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
                Matcher duration = DURATION.matcher(text);
                return duration.matches() ? Instant.now().plusMillis((ahead ? 1 : -1) * millis(duration))
                        : Instant.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw new EngineFormatException("failed to parse event time \"" + text + "\"");
        } catch (DateTimeException | ArithmeticException e) {
            throw new EngineFormatException("time out of range: " + text);
        }
        throw new EngineFormatException("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }
}
