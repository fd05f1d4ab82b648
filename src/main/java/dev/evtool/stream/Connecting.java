package dev.evtool.stream;

import java.time.Duration;

/// How to make the first connection to a peer. Once connected, sources reconnect for ever.
///
/// @param timeout for one attempt
/// @param retry whether to try for ever, too, where the first attempt fails
public record Connecting(Duration timeout, boolean retry) {

    public static final Connecting DEFAULT = new Connecting(Duration.ofSeconds(10), false);
}
