package dev.evtool.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times and durations as users write them, the same for every option.
final class TimeText {

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h|d|w)");
    private static final Pattern DURATION = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");

    private TimeText() {}

    /// A duration such as `10m`, `1h30m`, `500ms`, `1.5s`; a bare number is seconds. Empty where it is none.
    static Optional<Duration> duration(String text) {
        String t = text.strip().toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(t).matches()) {
            return Optional.of(nanos(t, 1_000_000_000L));
        }
        if (!DURATION.matcher(t).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(t); part.find();) {
            sum = sum.plus(nanos(part.group(1), unitNanos(part.group(2))));
        }
        return Optional.of(sum);
    }

    private static Duration nanos(String number, long unit) {
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }

    private static long unitNanos(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            case "d" -> 86_400_000_000_000L;
            default -> 604_800_000_000_000L;
        };
    }

    /// A point in time: RFC 3339 with or without zone (then local), a date, epoch seconds with up to nine decimals,
    /// `now`, `10m` (ago), `+10m` (ahead). Empty where it is none.
    static Optional<Instant> instant(String text, Instant now, ZoneId zone) {
        String t = text.strip();
        try {
            if (t.equalsIgnoreCase("now")) {
                return Optional.of(now);
            }
            if (NUMBER.matcher(t).matches()) {
                return Optional.of(Instant.EPOCH.plus(nanos(t, 1_000_000_000L)));
            }
            if (t.startsWith("+")) {
                return duration(t.substring(1)).map(now::plus);
            }
            Optional<Instant> ago = duration(t).map(now::minus);
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
