package dev.evtool.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How fast to send. Messages keep their distance on average: what was late is caught up with for a second at most.
public final class Pace {

    private static final Pattern RATE = Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?)(?:/([smh]))?");
    private static final long CATCH_UP = Duration.ofSeconds(1).toNanos();

    private final long distance;
    private long next = System.nanoTime();

    private Pace(long distance) {
        this.distance = distance;
    }

    /// As fast as it goes.
    public static Pace unbounded() {
        return new Pace(0);
    }

    /// A rate such as `20/s`, `100`, which is by the second too, or `6/m`; empty if the text is none.
    public static Optional<Pace> parse(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            return Optional.empty();
        }
        Duration unit = switch (String.valueOf(matcher.group(2))) {
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofSeconds(1);
        };
        return Optional.of(new Pace((long) (unit.toNanos() / Double.parseDouble(matcher.group(1)))));
    }

    /// Waits until the next message is due.
    public void await() throws InterruptedException {
        if (distance > 0) {
            long now = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - now));
            next = Math.max(next, now - CATCH_UP) + distance;
        }
    }
}
