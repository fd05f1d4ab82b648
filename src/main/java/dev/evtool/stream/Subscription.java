package dev.evtool.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What to deliver. Bounds are inclusive and apply to the time of an event; a source without history answers `since`
/// with a gap from there to now.
public record Subscription(@Nullable Instant since, @Nullable Instant until) {

    /// All there is, from now on.
    public static final Subscription LIVE = new Subscription(null, null);

    /// Whether a time lies within the bounds.
    public boolean contains(Instant time) {
        return (since == null || !time.isBefore(since)) && (until == null || !time.isAfter(until));
    }
}
