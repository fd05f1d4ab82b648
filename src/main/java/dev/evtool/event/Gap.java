package dev.evtool.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of time in which the stream lost, or may have lost, something.
///
/// @param certain true where something is known to be missing, false where it only may be
/// @param count how many events, where that is known
public record Gap(String source, Instant received, Instant from, Instant to, String reason, boolean certain,
        @Nullable Long count) implements StreamItem {

    /// The type of a gap's record in captures and in `-o ndjson`.
    public static final String TYPE = "evtool.gap";

    public static Gap possible(String source, Instant from, Instant to, String reason) {
        return new Gap(source, to, from, to, reason, false, null);
    }

    public static Gap certain(String source, Instant from, Instant to, String reason, long count) {
        return new Gap(source, to, from, to, reason, true, count);
    }
}
