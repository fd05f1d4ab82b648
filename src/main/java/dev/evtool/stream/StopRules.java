package dev.evtool.stream;

import dev.evtool.event.Event;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// When a stream ends by itself. All look at events that passed the filter.
///
/// @param limit after so many events
/// @param timeout after so long a time
/// @param idle after so long a time without an event
/// @param untilMatch at the first event of this kind, which is still delivered
/// @param failOn at the first event of this kind, which is still delivered and is a failure
public record StopRules(@Nullable Long limit, @Nullable Duration timeout, @Nullable Duration idle,
        @Nullable Predicate<Event> untilMatch, @Nullable Predicate<Event> failOn) {

    public static final StopRules NEVER = new StopRules(null, null, null, null, null);
}
