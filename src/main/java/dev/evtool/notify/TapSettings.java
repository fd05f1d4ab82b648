package dev.evtool.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One broker, and what is wanted of it.
///
/// @param pasted whether the address holds a password, which everybody on this machine can read in the process list
/// @param pairLimit how long to wait for the end of what has begun, to show both as one; `null` to show each
public record TapSettings(BrokerSettings broker, TapWish wish, boolean pasted, @Nullable Duration pairLimit) {

    /// Every message by itself.
    public TapSettings(BrokerSettings broker, TapWish wish, boolean pasted) {
        this(broker, wish, pasted, null);
    }

    /// The same, with starts and ends joined.
    public TapSettings pairing(@Nullable Duration limit) {
        return new TapSettings(broker, wish, pasted, limit);
    }
}
