package dev.evtool.stream;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as users write them, in options and in the URIs of sources alike.
public final class DurationText {

    private static final Pattern PART = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(ns|us|ms|s|m|h|d|w)");
    private static final Pattern DURATION = Pattern.compile("(?:" + PART.pattern() + ")+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");
    private static final long NANOS_A_SECOND = 1_000_000_000L;
    private static final int DECIMALS = 9;

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
        try {
            Duration sum = Duration.ZERO;
            for (Matcher part = PART.matcher(t); part.find();) {
                sum = sum.plus(times(part.group(1), unitNanos(part.group(2))));
            }
            return Optional.of(sum);
        } catch (ArithmeticException tooLong) {
            return Optional.empty();
        }
    }

    /// A bare number of seconds with up to nine decimals.
    public static Duration seconds(String number) {
        return times(number, NANOS_A_SECOND);
    }

    /// Without BigDecimal, whose tables take 10 ms of the start of every command with a duration among its defaults.
    ///
    /// @param number with up to nine decimals
    /// @param unit in nanoseconds, and whole seconds if longer than one
    private static Duration times(String number, long unit) {
        int point = number.indexOf('.');
        long whole = Long.parseLong(point < 0 ? number : number.substring(0, point));
        String decimals = point < 0 ? "" : number.substring(point + 1);
        long billionths = Long.parseLong(decimals + "0".repeat(DECIMALS - decimals.length()));
        long rest = unit < NANOS_A_SECOND ? billionths * unit / NANOS_A_SECOND : billionths * (unit / NANOS_A_SECOND);
        return Duration.ofNanos(unit).multipliedBy(whole).plusNanos(rest);
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
