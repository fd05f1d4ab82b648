package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import dev.evtool.container.EventsProcess.Printed;
import dev.evtool.container.RealEngine.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// What holds on every real engine: one story, watched by the engine's own client and by evtool.
@Tag("real")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealEngineTests<E extends RealEngine> {

    E engine;
    RealStory story;

    abstract E start() throws Exception;

    /// What the engine's own client calls it, if its API has another word.
    String wordOf(Told told) {
        return told.word();
    }

    /// What happens to the container `web`, later `shop`, in order.
    abstract List<String> life();

    @BeforeAll
    void live() throws Exception {
        engine = start();
        story = RealStory.of(engine);
    }

    @AfterAll
    void end() throws IOException {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void theSameEventsAreToldWithTheSameNanoseconds() {
        assertEquals(story.own().stream()
                .map(told -> told.time() + " " + told.object() + " " + wordOf(told) + " " + told.id()).sorted()
                .toList(),
                story.printed().stream().map(printed -> printed.time() + " " + printed.object() + " "
                        + printed.word() + " " + printed.subject()).sorted().toList());
        assertTrue(story.own().size() > life().size(), story.own().toString());
    }

    /// Engines tell of the end of a stop and of what they clear away whenever they get to it.
    private static final Set<String> AT_ANY_TIME = Set.of("stop", "cleanup");

    @Test
    void aLifeIsToldInOrderInTheWordsOfAllEngines() {
        String web = story.printed().stream().filter(isContainer("web")).findFirst().orElseThrow().subject();
        List<String> told = new ArrayList<>();
        for (Printed printed : story.printed()) {
            String now = inShort(printed);
            // Podman tells of some ends twice, at different times.
            boolean again = now.contains("die") && !told.isEmpty() && told.getLast().equals(now);
            if (printed.object().equals("container") && printed.subject().equals(web) && !again
                    && !AT_ANY_TIME.contains(now)) {
                told.add(now);
            }
        }
        assertEquals(life(), told);
    }

    @Test
    void theStateShowsWhatRuns() throws Exception {
        engine.linger("now");
        try (Launched run = Launched.evtool("events", "state", "-e", engine.uri(), "-o", "json")) {
            assertEquals(0, run.exit(), run.err().toString());
            JsonNode now = RealJson.of(String.join("\n", run.out())).valueStream()
                    .filter(row -> RealJson.text(row, "name").equals("now")).findFirst()
                    .orElseThrow(() -> new AssertionError(run.out().toString()));
            assertEquals("running", RealJson.text(now, "state"));
            assertEquals(RealEngine.IMAGE, RealJson.text(now, "image"));
        }
    }

    @Test
    void aContainerThatExits3DiesWith3() {
        assertEquals(List.of("die 3"), story.printed().stream().filter(isContainer("three"))
                .map(RealEngineTests::inShort).filter(action -> action.startsWith("die")).distinct().toList());
    }

    @Test
    void anImageComesAndGoes() {
        assertEquals(imageLife(), story.printed().stream().filter(printed -> printed.object().equals("image"))
                .map(Printed::action).toList());
    }

    abstract List<String> imageLife();

    /// Action, and the exit code of those that end.
    static String inShort(Printed printed) {
        Object code = printed.facts().get("exit_code");
        return printed.action() + (printed.action().endsWith("die") && code != null ? " " + code : "");
    }

    static Predicate<Printed> isContainer(String name) {
        return printed -> printed.object().equals("container")
                && (printed.subject().equals(name) || name.equals(printed.facts().get("name")));
    }
}
