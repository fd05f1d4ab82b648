package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Events of a real dockerd.
class RealDockerIT extends RealHistoryTests<RealDocker> {

    @Override
    RealDocker start() throws Exception {
        return RealDocker.start();
    }

    @Override
    List<String> life() {
        return List.of("create", "start", "exec-create", "exec-start", "exec-die 0", "exec-create", "exec-start",
                "exec-die 4", "pause", "unpause", "rename", "kill", "kill", "kill", "die 137", "remove");
    }

    @Override
    List<String> imageLife() {
        return List.of("tag", "untag", "tag", "import", "untag", "delete");
    }

    @Test
    void theObjectIsCarriedAsItIs() {
        assertEquals(story.own().stream().map(RealEngine.Told::attributes).toList(), story.printed().stream()
                .map(printed -> RealJson.texts(printed.data().path("Actor").path("Attributes"))).toList());
    }

    @Test
    void labelsAreToldApart() {
        Map<String, Object> facts = story.printed().stream().filter(isContainer("web")).findFirst().orElseThrow()
                .facts();
        assertEquals(RealEngine.LABELS, facts.get("labels"));
    }
}
