package dev.evtool.event;

import java.time.Instant;

/// What a stream delivers. A gap or a notice is an item like an event: shown, captured and counted, never silent.
public sealed interface StreamItem permits Event, Gap, Notice {

    /// The URI of the source, with the resource where there is one, such as `ptp://node1:9043/sync/ptp-status/lock-state`.
    String source();

    /// When evtool got or made the item, by this machine's clock.
    Instant received();
}
