package dev.evtool.stats;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.StateKey;
import java.time.Instant;

/// A subject and its timeline.
final class Followed {

    private final Subject subject;
    private final StateKey key;
    private final StateTimeline timeline;
    private String source = "";
    private Instant lastReceived = Instant.MIN;
    private boolean shown;

    Followed(Subject subject, StateKey key, Instant begin) {
        this.subject = subject;
        this.key = key;
        this.timeline = new StateTimeline(key, begin);
    }

    /// @param passed whether the filter let this observation through
    void observe(Object value, Event event, boolean passed) {
        source = event.source();
        lastReceived = event.received();
        shown |= passed;
        timeline.observe(value, event.when(), event.received());
    }

    void gap(Gap gap) {
        if (Origin.covers(gap.source(), source)) {
            timeline.gap(gap.from(), gap.to(), gap.certain());
        }
    }

    /// Whether the filter chose it.
    boolean isShown() {
        return shown;
    }

    Instant lastReceived() {
        return lastReceived;
    }

    StateReport.Line line(Instant end) {
        return new StateReport.Line(key.noun(), subject.origin(), subject.words(), timeline.summary(end));
    }
}
