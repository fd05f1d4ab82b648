package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.container.EventsProcess.Hole;
import dev.evtool.container.EventsProcess.Printed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Events of a real containerd, which remembers nothing.
class RealContainerdIT extends RealEngineTests<RealContainerd> {

    @Override
    RealContainerd start() throws Exception {
        return RealContainerd.start();
    }

    @Override
    List<String> life() {
        return List.of("create", "task-create", "start", "exec-create", "exec-start", "exec-die 0", "exec-create",
                "exec-start", "exec-die 4", "pause", "unpause", "die 137", "task-delete", "remove");
    }

    @Override
    List<String> imageLife() {
        return List.of("create", "create", "delete", "delete");
    }

    @Test
    void thePastIsAGap() throws Exception {
        Instant since = Instant.now().minus(Duration.ofMinutes(10));
        EventsProcess past = EventsProcess.past(engine.uri(), "--since", "10m");
        assertEquals(List.of(), past.events());
        assertEquals(1, past.holes().size(), past.run().out().toString());
        Hole hole = past.holes().getFirst();
        assertTrue(!hole.from().isBefore(since) && hole.from().isBefore(since.plusSeconds(60)), hole.toString());
        assertTrue(hole.to().isAfter(since.plus(Duration.ofMinutes(9))), hole.toString());
    }

    @Test
    void aNameSelectsWhatComes() throws Exception {
        try (EventsProcess process = EventsProcess.start(engine.uri(), "-n", "other")) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (process.events().stream().noneMatch(event -> event.action().equals("remove"))) {
                assertTrue(System.nanoTime() < deadline, () -> process.run().err().toString());
                engine.expect(3, "run", "--rm", "--snapshotter", "native", RealEngine.IMAGE, "one", "exits", "3");
                engine.expect(3, "run", "--rm", "--snapshotter", "native", RealEngine.IMAGE, "other", "exits",
                        "3");
            }
            assertEquals(130, process.interrupt(), process.run().err().toString());
            assertTrue(process.events().stream().filter(event -> event.object().equals("container"))
                    .map(Printed::subject).allMatch("other"::equals), process.run().out().toString());
        }
    }

    @Test
    void untilIsExact() throws Exception {
        Instant until = Instant.now().plusSeconds(4);
        try (EventsProcess process = EventsProcess.start(engine.uri(), "--until", EventsProcess.at(until))) {
            for (int i = 0; process.run().process().isAlive(); i++) {
                engine.mark("until-" + i);
            }
            assertEquals(0, process.run().exit(), process.run().err().toString());
            assertTrue(process.events().size() > 1, process.run().err().toString());
            assertTrue(process.events().stream().allMatch(event -> !event.time().isAfter(until)),
                    process.run().out().toString());
        }
    }

    @Test
    void aKilledContainerdLeavesAGapAndIsFollowedAgain() throws Exception {
        try (EventsProcess evtool = EventsProcess.listening(engine)) {
            Instant before = Instant.now();
            engine.kill();
            engine.restart();
            Instant after = Instant.now();
            evtool.run().awaitUntil(() -> !evtool.holes().isEmpty());
            engine.mark("mark-back");
            evtool.run().awaitOut(line -> line.contains("mark-back"));
            assertEquals(130, evtool.interrupt(), evtool.run().err().toString());
            Hole hole = evtool.holes().getFirst();
            assertTrue(hole.from().isBefore(after) && hole.to().isAfter(before), hole.toString());
        }
    }
}
