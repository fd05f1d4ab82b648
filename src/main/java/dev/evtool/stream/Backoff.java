package dev.evtool.stream;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: doubling from `first` to at most `most`, with up to half taken off at
/// random, so that many clients of a restarted peer do not come back in one instant.
public record Backoff(Duration first, Duration most) {

    /// For peers on a network: half a second to a quarter of a minute.
    public static final Backoff RECONNECT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

    /// The delay before attempt number `attempt`, counted from 1.
    public Duration delay(int attempt, RandomGenerator random) {
        double doubled = (double) first.toMillis() * Math.pow(2, Math.min(attempt - 1, 30));
        double capped = Math.min(doubled, (double) most.toMillis());
        return Duration.ofMillis((long) (capped * (1 - random.nextDouble() / 2)));
    }
}
