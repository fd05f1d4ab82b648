package dev.evtool.cli;

import dev.evtool.event.Event;
import dev.evtool.event.StreamItem;
import dev.evtool.stats.StateReport;
import dev.evtool.stats.StateTimelines;
import dev.evtool.stream.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Between the filter and the outputs of a pipeline: sums up the states that the stream tells of. It sees what the filter
/// refuses as well, or a clock would seem to be for ever in the last state that passed.
final class StateWatch {

    private final Function<Event, Optional<Event>> filter;
    private final StateTimelines timelines;

    StateWatch(Function<Event, Optional<Event>> filter, Instant started) {
        this.filter = filter;
        this.timelines = new StateTimelines(Families.VOCABULARIES, started);
    }

    /// What passes the filter.
    Optional<Event> filter(Event event) {
        Optional<Event> passed = filter.apply(event);
        timelines.event(event, passed);
        return passed;
    }

    /// The outputs, with one before them that takes what passes no filter: gaps and notices.
    List<Output> before(List<Output> outputs) {
        List<Output> all = new ArrayList<>(outputs.size() + 1);
        all.add(new Watched(timelines));
        all.addAll(outputs);
        return all;
    }

    /// What it came to, up to now.
    StateReport report() {
        return timelines.report(Instant.now());
    }

    private record Watched(StateTimelines timelines) implements Output {

        @Override
        public void accept(StreamItem item) {
            if (!(item instanceof Event)) {
                timelines.other(item);
            }
        }

        @Override
        public boolean flush() {
            return true;
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
