package dev.evtool.container;

import dev.evtool.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which attributes a container's labels stand in place of, as far as one of its events has given it away: a label is
/// there from the beginning to the end, so the others are not to be believed either. Not for several threads.
final class IsuladDoubts {

    private static final int MOST = 4096;
    /// Of these each event tells something else; of the two others a label is as good as any.
    private static final Set<String> LASTING = Set.of("pid", "exitCode");

    private final Map<String, Set<String>> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST;
        }
    };

    /// The event, with the attribute `doubtful` where earlier ones know better than itself.
    Event noted(Event event, ContainerReading reading) {
        Set<String> own = new TreeSet<>(reading.doubtful());
        own.retainAll(LASTING);
        if (!own.isEmpty()) {
            known.computeIfAbsent(reading.id(), id -> new TreeSet<>()).addAll(own);
        }
        Set<String> earlier = new TreeSet<>(known.getOrDefault(reading.id(), Set.of()));
        earlier.removeAll(reading.doubtful());
        earlier.removeIf(name -> !reading.attributes().containsKey(name));
        return earlier.isEmpty() ? event : WireNotes.with(event, Map.of("doubtful", String.join(",", earlier)));
    }
}
