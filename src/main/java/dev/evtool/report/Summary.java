package dev.evtool.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a stream came to, for the last line on stderr.
///
/// @param events delivered by the sources
/// @param shown of these, let through by the filter
/// @param invalid events that broke their schema, where that was looked at
/// @param malformed messages that were no event, or only partly one
public record Summary(long events, long shown, long gaps, long dropped, long placeholders, long malformed,
        long filterErrors, long invalid, Duration elapsed) {

    /// Such as `20 events (18 shown), 1 gap, 3 placeholders, 2 filter errors in 12.3 s`: what is zero is left out.
    public String text() {
        List<String> parts = new ArrayList<>();
        parts.add(Counted.text(events, "event") + (shown == events ? "" : " (" + shown + " shown)"));
        add(parts, gaps, "gap");
        if (dropped > 0) {
            parts.add(dropped + " dropped");
        }
        add(parts, placeholders, "placeholder");
        add(parts, malformed, "unreadable message");
        add(parts, filterErrors, "filter error");
        if (invalid > 0) {
            parts.add(invalid + " failed validation");
        }
        return String.join(", ", parts) + " in " + Elapsed.text(elapsed);
    }

    private static void add(List<String> parts, long count, String singular) {
        if (count > 0) {
            parts.add(Counted.text(count, singular));
        }
    }
}
