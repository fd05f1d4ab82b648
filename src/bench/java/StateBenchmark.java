import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.Vocabularies;
import dev.evtool.ptp.PtpVocabulary;
import dev.evtool.stats.StateTimelines;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What time in state costs for each event, beyond reading its facts: nanoseconds and bytes.
///
/// Run from the root of the project: `java -cp target/classes:LIBRARIES src/bench/java/StateBenchmark.java [CLOCKS]`
final class StateBenchmark {

    static final int ROUNDS = 200;
    static final int EVENTS = 10_000;

    public static void main(String[] args) {
        int clocks = args.length > 0 ? Integer.parseInt(args[0]) : 14;
        List<Event> events = events(clocks);
        PtpVocabulary ptp = new PtpVocabulary();
        Vocabularies families = (source, type) -> ptp.claims(source, type) ? Optional.of(ptp) : Optional.empty();
        StateTimelines timelines = new StateTimelines(families, Instant.EPOCH);
        com.sun.management.ThreadMXBean thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = thread.getCurrentThreadAllocatedBytes();
            long began = System.nanoTime();
            for (Event event : events) {
                timelines.event(event, Optional.of(event));
            }
            long took = System.nanoTime() - began;
            if (round % 40 == 39) {
                System.out.printf("%d clocks: %.0f ns, %.0f bytes an event%n", clocks, (double) took / EVENTS,
                        (double) (thread.getCurrentThreadAllocatedBytes() - bytes) / EVENTS);
            }
        }
    }

    /// One in ten is a change; the strings are new in each, as a parser makes them.
    static List<Event> events(int clocks) {
        List<Event> events = new ArrayList<>();
        Instant time = Instant.parse("2026-11-22T03:00:00Z");
        for (int i = 0; i < EVENTS; i++) {
            time = time.plusMillis(20);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("node", new String("worker-" + i % clocks));
            row.put("iface", new String("ens1fx"));
            row.put("resource", "lock-state");
            row.put("state", new String(i / clocks % 10 == 0 ? "HOLDOVER" : "LOCKED"));
            row.put("offset", (long) i);
            events.add(new Event(String.valueOf(i), new String("ptp://node1:9043/sync/ptp-status/lock-state"),
                    "event.sync.ptp-status.ptp-state-change", "s", time, time, Severity.INFO, Map.of(),
                    Payload.json("{}"), Facts.of(List.of(row))));
        }
        return events;
    }
}
