package dev.evtool.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One broker, and what is wanted of it.
///
/// @param pairLimit how long to wait for the end of what has begun, to show both as one; `null` to show each
public record TapSettings(BrokerSettings broker, TapWish wish, @Nullable Duration pairLimit) {

    /// Every message by itself.
    public TapSettings(BrokerSettings broker, TapWish wish) {
        this(broker, wish, null);
    }

    /// The same, with starts and ends joined.
    public TapSettings pairing(@Nullable Duration limit) {
        return new TapSettings(broker, wish, limit);
    }
}
