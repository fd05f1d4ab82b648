package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.container.EventsProcess.Hole;
import dev.evtool.container.EventsProcess.Printed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// dockerd killed with SIGKILL and started again three times while containers and tags come and go: what its own record
/// and its own client know of is told by evtool exactly once, or lies in a gap that evtool has told of.
@Tag("real")
@Timeout(400)
class RealDockerKilledIT {

    private static final int KILLS = 3;
    private static final int DEEDS_EACH = 60;

    @Test
    void everyEventIsToldOnceOrLiesInAGap() throws Exception {
        try (RealDocker docker = RealDocker.start(); EventsProcess evtool = EventsProcess.listening(docker)) {
            Instant begin = Instant.now();
            List<RealEngine.Told> record = new ArrayList<>();
            RealLoad load = new RealLoad(docker);
            try (load) {
                for (int kill = 0; kill < KILLS; kill++) {
                    load.awaitMore(DEEDS_EACH);
                    record.addAll(record(docker, begin));
                    docker.kill();
                    docker.restart();
                    evtool.run().awaitUntil(holesAre(evtool, kill + 1));
                }
                load.awaitMore(DEEDS_EACH);
            }
            docker.mark("mark-end");
            evtool.run().awaitOut(line -> line.contains("mark-end"));
            record.addAll(record(docker, begin));
            assertEquals(130, evtool.interrupt(), evtool.run().err().toString());
            judge(begin, record, load.deeds(), evtool);
        }
    }

    private static BooleanSupplier holesAre(EventsProcess evtool, int number) {
        return () -> evtool.holes().size() >= number;
    }

    /// What dockerd itself remembers.
    private static List<RealEngine.Told> record(RealDocker docker, Instant begin) throws Exception {
        return docker
                .ask("events", "--since", EventsProcess.at(begin), "--until", EventsProcess.at(Instant.now()),
                        "--format", "{{json .}}")
                .stream().map(docker::told).toList();
    }

    private static void judge(Instant begin, List<RealEngine.Told> record, List<RealLoad.Deed> deeds,
            EventsProcess evtool) {
        Map<RealEngine.Told, Integer> printed = new HashMap<>();
        for (Printed event : evtool.events()) {
            printed.merge(RealJson.docker(event.data()), 1, Integer::sum);
        }
        List<Hole> holes = evtool.holes();
        List<String> wrong = new ArrayList<>();
        printed.forEach((event, times) -> {
            if (times > 1) {
                wrong.add(times + " times: " + event);
            }
        });
        for (RealEngine.Told event : new HashSet<>(record)) {
            if (!printed.containsKey(event) && !within(holes, event.time(), event.time())) {
                wrong.add("missing: " + event);
            }
        }
        Set<String> tags = new HashSet<>();
        printed.keySet().stream().filter(event -> event.word().equals("tag"))
                .forEach(event -> tags.add(event.attributes().get("name")));
        for (RealLoad.Deed deed : deeds) {
            if (!tags.contains(deed.tag()) && !within(holes, deed.from(), deed.to())) {
                wrong.add("done and missing: " + deed);
            }
        }
        assertEquals(List.of(), wrong, () -> "gaps: " + holes + "; " + evtool.run().err());
        assertTrue(record.size() > KILLS * DEEDS_EACH, record.size() + " events in the record");
        assertTrue(holes.stream().allMatch(hole -> hole.from().isAfter(begin)), holes.toString());
        assertTrue(deeds.stream().filter(deed -> tags.contains(deed.tag())).count() > deeds.size() / 2, "mostly gaps");
    }

    private static boolean within(List<Hole> holes, Instant from, Instant to) {
        return holes.stream().anyMatch(hole -> !to.isBefore(hole.from()) && !from.isAfter(hole.to()));
    }
}
