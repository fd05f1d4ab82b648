package dev.evtool.cli;

import dev.evtool.stream.DurationText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as users write them, the same for every option.
final class TimeText {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");

    private TimeText() {}

    /// A point in time: RFC 3339 with or without zone (then local), a date, epoch seconds with up to nine decimals,
    /// `now`, `10m` (ago), `+10m` (ahead). Empty where it is none.
    static Optional<Instant> instant(String text, Instant now, ZoneId zone) {
        String t = text.strip();
        try {
            if (t.equalsIgnoreCase("now")) {
                return Optional.of(now);
            }
            if (NUMBER.matcher(t).matches()) {
                return Optional.of(Instant.EPOCH.plus(DurationText.seconds(t)));
            }
            if (t.startsWith("+")) {
                return DurationText.parse(t.substring(1)).map(now::plus);
            }
            Optional<Instant> ago = DurationText.parse(t).map(now::minus);
            return ago.isPresent() ? ago
                    : Optional.of(calendar(t.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T"), zone));
        } catch (DateTimeException | ArithmeticException notATime) {
            return Optional.empty();
        }
    }

    private static Instant calendar(String text, ZoneId zone) {
        if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        if (text.matches("(?i).*(z|[+-]\\d\\d:\\d\\d)")) {
            return OffsetDateTime.parse(text).toInstant();
        }
        return LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
