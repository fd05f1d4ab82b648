package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Events of a real Podman service.
class RealPodmanIT extends RealHistoryTests<RealPodman> {

    @Override
    RealPodman start() throws Exception {
        return RealPodman.start();
    }

    @Override
    List<String> life() {
        return List.of("create", "init", "start", "exec-start", "exec-die 0", "exec-start", "exec-die 4", "pause",
                "unpause", "rename", "kill", "die 137", "remove");
    }

    @Override
    List<String> imageLife() {
        return List.of("pull", "pull", "tag", "untag", "tag", "untag", "delete");
    }

    @Test
    void whatHappensWhileTheServiceIsAwayIsToldOnceAndWithoutAGap() throws Exception {
        try (EventsProcess evtool = EventsProcess.listening(engine)) {
            engine.mark("mark-before");
            evtool.run().awaitOut(line -> line.contains("mark-before"));
            engine.kill();
            engine.mark("mark-away-1");
            engine.mark("mark-away-2");
            engine.restart();
            engine.mark("mark-back");
            evtool.run().awaitOut(line -> line.contains("mark-back"));
            assertEquals(130, evtool.interrupt(), evtool.run().err().toString());
            assertEquals(List.of("mark-before", "mark-away-1", "mark-away-2", "mark-back"),
                    evtool.events().stream().map(event -> String.valueOf(event.facts().get("name")))
                            .filter(name -> !name.startsWith("mark-listening")).toList());
            assertEquals(List.of(), evtool.holes());
        }
    }
}
