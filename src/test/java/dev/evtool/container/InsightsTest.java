package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A story is a list of `SECONDS ACTION [EXIT]`; what is expected is the whole of what is said.
class InsightsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-24T12:00:00Z");

    record Story(String name, String engine, List<String> events, List<String> said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Story> stories() {
        return Stream.of(
                docker("a loop is one at its third restart",
                        "0 create;0 start;5 die 1;6 start;8 die 1;10 start;14 die 2;18 start",
                        "web is in a restart loop: died and started again 3 times within 12.0 s, last exit 2"),
                docker("two restarts are none", "0 start;5 die 1;6 start;8 die 1;10 start"),
                docker("three restarts in more than two minutes are none",
                        "0 start;5 die 1;6 start;60 die 1;61 start;125 die 1;126.1 start"),
                docker("nor where somebody stopped it each time",
                        "0 start;5 kill;5 die 0;5 stop;6 start;7 kill;7 die 0;7 stop;8 start;9 kill;9 die 0;9 stop;10 start"),
                docker("two whole minutes are",
                        "0 start;5 die 1;6 start;60 die 1;61 start;125 die 1;126 start",
                        "web is in a restart loop: died and started again 3 times within 120 s, last exit 1"),
                docker("exit codes that mean something are spelt out",
                        "0 start;2 die 1;3 start;5 die 1;6 start;8 die 139;9 start",
                        "web is in a restart loop: died and started again 3 times within 6.0 s, last exit 139, SIGSEGV"),
                docker("killed for memory", "0 start;60 oom;61.2 die 137",
                        "web was killed for memory: exit 137, SIGKILL, 1.2 s after oom"),
                docker("killed for memory, once", "0 start;60 oom;61 oom;61.2 die 137;61.3 oom",
                        "web was killed for memory: exit 137, SIGKILL, 0.2 s after oom"),
                docker("killed for memory, told too late", "0 start;61 die 137;61.4 oom;61.5 oom",
                        "web was killed for memory: exit 137, SIGKILL; the engine told of oom 0.4 s later"),
                docker("who runs out of memory need not be the one who is killed", "0 start;60 oom;61 die 1",
                        "web died after it ran out of memory: exit 1, 1.0 s after oom"),
                docker("a death long after oom is none of it", "0 start;60 oom;70.1 die 137"),
                docker("nor is an oom long after a death", "0 start;60 die 137;63 oom"),
                docker("nor one of the life before", "0 start;60 oom;71 die 1;72 start;74 die 1"),
                docker("died before it was started", "0 create;0.1 die 127",
                        "web died without having been started: exit 127, the command was not found"),
                docker("died twice", "0 start;5 die 1;6 die 1",
                        "web died again without having been started: exit 1"),
                docker("whose beginning was not seen is no riddle", "0 die 1"),
                docker("nor who was removed in between", "0 start;1 die 0;1 remove;2 die 0"),
                docker("died at once", "0 create;1 start;1.3 die 126",
                        "web died 0.3 s after its start: exit 126, the command cannot be executed"),
                docker("done at once is not worth a word", "0 start;0.3 die 0"),
                docker("nor is who was killed at once", "0 start;0.2 kill;0.3 die 137"),
                docker("died at once again and again",
                        "0 start;0.3 die 1;1 start;1.3 die 1;2 start;2.3 die 1;4 start;4.3 die 1",
                        "web died 0.3 s after its start: exit 1",
                        "web is in a restart loop: died and started again 3 times within 3.0 s, last exit 1"),
                new Story("iSulad's restart policy starts without a word", "isulad",
                        List.of("0 start", "5 die 1", "10 die 1", "15 die 1", "20 die 1"),
                        List.of("web is in a restart loop: died and started again 3 times within 10.0 s, last exit 1")),
                docker("a clock that goes back harms nothing",
                        "100 start;50 die 1;40 start;30 oom;20 die 137;0 start;-500 die 1;-600 die 1;-700 start",
                        "web was killed for memory: exit 137, SIGKILL, 0 s after oom",
                        "web died again without having been started: exit 1"));
    }

    private static Story docker(String name, String events, String... said) {
        return new Story(name, "docker", List.of(events.split(";", -1)), List.of(said));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void seesWhatPeopleLookFor(Story story) {
        assertEquals(story.said(), said(new Insights(), "docker:", story.engine(), "c1", story.events()));
    }

    private static List<String> said(Insights insights, String source, String engine, String id, List<String> events) {
        List<String> said = new ArrayList<>();
        for (String event : events) {
            insights.see(event(source, engine, id, event)).stream().map(Notice::text).forEach(said::add);
        }
        return said;
    }

    private static Event event(String source, String engine, String id, String text) {
        String[] words = text.split(" ", -1);
        Instant when = BEGIN.plusMillis(Math.round(Double.parseDouble(words[0]) * 1000));
        Map<String, Object> row = new HashMap<>(
                Map.of("engine", engine, "object", "container", "action", words[1], "container", id));
        if (words.length > 2) {
            row.put("exit_code", Long.valueOf(words[2]));
        }
        if (id.equals("c1")) {
            row.put("name", "web");
        }
        return new Event("id", source, "container." + words[1], id, when, BEGIN, Severity.INFO, Map.of(),
                Payload.json("{}"), Facts.of(List.of(row)));
    }

    /// Restarts every 10 s for 40 restarts; then calm, then again.
    @Test
    void aLoopIsSpokenOfAtEachTenthRestartAndAnewAfterCalm() {
        List<String> events = new ArrayList<>(List.of("0 start"));
        IntStream.rangeClosed(1, 25).forEach(i -> events.addAll(List.of(i * 10 - 5 + " die 1", i * 10 + " start")));
        IntStream.rangeClosed(1, 3)
                .forEach(i -> events.addAll(List.of(545 + i * 10 + " die 1", 550 + i * 10 + " start")));
        List<String> said = said(new Insights(), "docker:", "docker", "c1", events);
        assertEquals(List.of("web is in a restart loop: died and started again 3 times within 20.0 s, last exit 1",
                "web is still in a restart loop: died and started again 13 times within 120 s, last exit 1",
                "web is still in a restart loop: died and started again 23 times within 220 s, last exit 1",
                "web is in a restart loop: died and started again 3 times within 20.0 s, last exit 1"), said);
    }

    @Test
    void containersOfTheSameIdAtTwoEnginesAreTwo() {
        Insights insights = new Insights();
        assertEquals(List.of(), said(insights, "docker://a", "docker", "c1", List.of("0 start", "1 die 0")));
        assertEquals(List.of(), said(insights, "docker://b", "docker", "c1", List.of("2 die 0")));
    }

    /// The one that is spoken of all the time stays known, the one of long ago does not.
    @Test
    void whoHadNoEventForLongestIsForgotten() {
        Insights insights = new Insights();
        said(insights, "docker:", "docker", "old", List.of("0 create"));
        said(insights, "docker:", "docker", "c1", List.of("0 create"));
        for (int i = 0; i < Insights.MOST; i++) {
            said(insights, "docker:", "docker", "other" + i, List.of("1 start"));
            if (i == Insights.MOST / 2) {
                said(insights, "docker:", "docker", "c1", List.of("1 kill"));
            }
        }
        assertEquals(List.of(), said(insights, "docker:", "docker", "old", List.of("2 die 1")));
        assertEquals(1, said(insights, "docker:", "docker", "c1", List.of("2 die 1")).size());
    }

    @Test
    void otherObjectsAndEventsThatSayNothingAreNone() {
        Event image = new Event("id", "docker:", "image.die", "x", BEGIN, BEGIN, Severity.INFO, Map.of(),
                Payload.json("{}"), Facts.of(List.of(Map.of("object", "image", "action", "die", "container", "c1"))));
        Event nothing = new Event("id", "docker:", "container.die", "x", BEGIN, BEGIN, Severity.INFO, Map.of(),
                Payload.json("{}"), Facts.NONE);
        Insights insights = new Insights();
        assertEquals(List.of(), insights.see(image));
        assertEquals(List.of(), insights.see(nothing));
    }

    @Test
    void aContainerWithoutANameGoesByItsId() {
        String id = "0123456789abcdef".repeat(4);
        Insights insights = new Insights();
        insights.see(event("docker://h", "docker", id, "0 create"));
        Notice notice = insights.see(event("docker://h", "docker", id, "0 die 1")).getFirst();
        assertTrue(notice.text().startsWith("0123456789ab died"), notice.text());
        assertEquals("docker://h", notice.source());
        assertEquals(BEGIN, notice.received());
        assertEquals(Notice.Kind.INSIGHT, notice.kind());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|exit 0", "1|exit 1", "125|exit 125, the engine could not run it",
            "137|exit 137, SIGKILL", "143|exit 143, SIGTERM", "139|exit 139, SIGSEGV", "255|exit 255", "-1|exit -1"})
    void exitCodesInWords(long code, String spoken) {
        assertEquals(spoken, ExitCodes.spoken(code));
    }
}
