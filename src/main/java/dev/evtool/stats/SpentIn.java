package dev.evtool.stats;

import dev.evtool.event.Severity;
import java.time.Duration;

/// What one subject spent in one state.
///
/// @param state in words
/// @param severity how bad the state is; `INFO` is good
/// @param total all of its intervals together
/// @param longest the longest of them without a break; a gap breaks, since nobody knows what was meanwhile
/// @param entered how often the subject came into it from another state, or was in it at first
public record SpentIn(String state, Severity severity, Duration total, Duration longest, long entered) {

    public boolean isGood() {
        return severity == Severity.INFO;
    }
}
