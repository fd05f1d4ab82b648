package dev.evtool.ptp;

import java.time.Duration;
import java.util.List;

/// Something a proxy of the [DemoWorld] would tell its subscribers.
///
/// @param at since the world began
public record DemoHappening(Duration at, String node, PtpResource resource, List<PtpValue> values) {}
