package dev.evtool.stream;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as users write them, in options and in the URIs of sources alike.
public final class DurationText {

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h|d|w)");
    private static final Pattern DURATION = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");
    private static final BigDecimal NANOS_A_SECOND = BigDecimal.valueOf(1_000_000_000L);

    private DurationText() {}

    /// A duration such as `10m`, `1h30m`, `500ms`, `1.5s`; a bare number is seconds. Empty where it is none.
    public static Optional<Duration> parse(String text) {
        String t = text.strip().toLowerCase(Locale.ROOT);
        if (NUMBER.matcher(t).matches()) {
            return Optional.of(seconds(t));
        }
        if (t.length() > 100 || !DURATION.matcher(t).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(t); part.find();) {
            sum = sum.plus(nanos(part.group(1), unitNanos(part.group(2))));
        }
        return Optional.of(sum);
    }

    /// A bare number of seconds with up to nine decimals.
    public static Duration seconds(String number) {
        return nanos(number, 1_000_000_000L);
    }

    private static Duration nanos(String number, long unit) {
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unit));
        BigDecimal[] parts = nanos.divideAndRemainder(NANOS_A_SECOND);
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

    /// A duration as [#parse] reads it, in the largest units that leave nothing out down to milliseconds: `1h30m`, `5s`,
    /// `100ms`.
    public static String of(Duration duration) {
        StringBuilder text = new StringBuilder();
        part(text, duration.toHours(), "h");
        part(text, duration.toMinutesPart(), "m");
        part(text, duration.toSecondsPart(), "s");
        part(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static void part(StringBuilder text, long number, String unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }
}
