package dev.evtool.ptp;

import dev.evtool.event.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Watches how far the proxy's clock is from ours, by the `Date` of its answers. Times of events are by the proxy's
/// clock, so `--since` and `--until` mean something else where the two differ.
final class ClockSkew {

    /// `Date` has whole seconds, and the answer was some time under way.
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private final PtpInbound inbound;
    private Duration told = Duration.ZERO;

    ClockSkew(PtpInbound inbound) {
        this.inbound = inbound;
    }

    /// How far the proxy's clock is ahead of ours; negative if behind, `null` where the answer has no date.
    static @Nullable Duration of(ProxyCalls.Answer answer) {
        Instant date = answer.date();
        // the date was cut to the second, which on average takes half of one
        return date == null ? null : Duration.between(Instant.now(), date.plusMillis(500));
    }

    static boolean isLarge(Duration skew) {
        return skew.abs().compareTo(TOLERANCE) > 0;
    }

    /// Warns once, and again when it has changed.
    void see(ProxyCalls.Answer answer) throws InterruptedException {
        Duration skew = of(answer);
        if (skew != null && isLarge(skew.minus(told))) {
            told = isLarge(skew) ? skew : Duration.ZERO;
            inbound.notice(Notice.Kind.WARNING,
                    isLarge(skew)
                            ? "the proxy's clock is " + text(skew)
                                    + " this machine's: event times are the proxy's, and so "
                                    + "are meant by --since and --until"
                            : "the proxy's clock agrees with this machine's again");
        }
    }

    /// Such as `3600 s ahead of`.
    static String text(Duration skew) {
        return String.format(Locale.ROOT, "%d s %s", skew.abs().toSeconds(), skew.isNegative() ? "behind" : "ahead of");
    }
}
