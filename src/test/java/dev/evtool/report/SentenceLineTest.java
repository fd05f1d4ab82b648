package dev.evtool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import dev.evtool.event.Column.Tone;
import dev.evtool.event.Sentence;
import dev.evtool.terminal.HostileText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SentenceLineTest {

    private static final String ID = "3277ec2e57cdd72c8a4a0f4f1b4b1f7ed32d6a66b2f1ac6f2fb8b8c4a3e0f1b2";
    private static final Instant TIME = Instant.parse("2022-05-10T09:20:34.6618621Z");
    private static final LineStyle SHANGHAI = new LineStyle(ZoneId.of("Asia/Shanghai"), false, Origins.NONE);

    @Test
    void theLineIsTheOneThatUsersKnow() {
        assertEquals(
                "2022-05-10T17:20:34.661862100+08:00 container start 3277ec2e57cd (image=busybox, name=web, pid=9007)",
                line(Look.PIPE, SHANGHAI, sentence("start", "", ID, Map.of("image", "busybox", "name", "web", "pid",
                        "9007"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"UTC|2022-05-10T09:20:34.661862100Z", "Z|2022-05-10T09:20:34.661862100Z",
            "America/St_Johns|2022-05-10T06:50:34.661862100-02:30", "+01:00:30|2022-05-10T09:20:34.661862100Z"})
    void timesHaveNineDigitsAndAnOffsetThatCanBeReadBack(String zone, String text) {
        assertEquals(text, new ZonedTimes(ZoneId.of(zone)).text(TIME));
    }

    @Test
    void theOffsetChangesWithTheSecond() {
        ZonedTimes berlin = new ZonedTimes(ZoneId.of("Europe/Berlin"));
        Instant change = Instant.parse("2026-10-25T01:00:00Z");
        assertEquals("2026-10-25T02:59:59.999999999+02:00", berlin.text(change.minusNanos(1)));
        assertEquals("2026-10-25T02:00:00.000000000+01:00", berlin.text(change));
        assertEquals("2026-10-25T02:00:00.000000001+01:00", berlin.text(change.plusNanos(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {ID + "|3277ec2e57cd", "sha256:" + ID + "|3277ec2e57cd",
            "busybox:latest|busybox:latest",
            "3277ec2e57cd|3277ec2e57cd", "sha256:abc|sha256:abc",
            "g277ec2e57cdd72c8a4a0f4f1b4b1f7ed32d6a66b2f1ac6f2fb8b8c4a3e0f1b2|g277ec2e57cdd72c8a4a0f4f1b4b1f7ed32d6a66b2f1ac6f2fb8b8c4a3e0f1b2"})
    void longIdsAreShortUnlessTheyAreWantedWhole(String id, String shown) {
        Sentence sentence = sentence("start", "", id, Map.of("container", ID));
        assertTrue(line(Look.PIPE, SHANGHAI, sentence).endsWith("start " + shown + " (container=" + ID + ")"));
        LineStyle whole = new LineStyle(ZoneOffset.UTC, true, Origins.NONE);
        assertTrue(line(Look.PIPE, whole, sentence).endsWith("start " + id + " (container=" + ID + ")"));
    }

    @Test
    void whatALabelMayHaveReplacedIsDoubted() {
        Sentence sentence = new Sentence("docker", List.of("container", "die"), Tone.DOUBTFUL, "", "x",
                new TreeMap<>(Map.of("exitCode", "99", "name", "99?", "signal", "a b")), Set.of("exitCode", "signal"));
        assertTrue(line(Look.PIPE, SHANGHAI, sentence).endsWith("die x (exitCode=99?, name=\"99?\", signal=\"a b\"?)"));
    }

    @Test
    void originsStandBehindTheTimeWhereSeveralMeet() {
        Origins two = Origins.of(List.of("docker:///var/run/docker.sock", "docker://node1:2376"));
        Sentence sentence = sentence("start", "", "x", Map.of());
        assertTrue(line(Look.PIPE, SHANGHAI.with(two), "docker://node1:2376", sentence)
                .endsWith("+08:00 docker@node1 container start x"));
        assertTrue(line(Look.PIPE, SHANGHAI.with(two), "docker:///var/run/docker.sock", sentence)
                .endsWith("+08:00 docker container start x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"docker:///d.sock podman:///p.sock|docker podman",
            "demo:x/a demo:y/a|demo:x/a demo:y/a",
            "docker://a:2375 docker://b:2375|docker@a docker@b", "docker://a:1 docker://a:2|docker@a:1 docker@a:2",
            "podman:///p.sock podman:///run/user/1/p.sock|podman@/p.sock podman@/run/user/1/p.sock",
            "docker://[::1]:5 docker:///d.sock|docker@[::1] docker",
            "demo:containers/docker demo:containers/podman|docker podman"})
    void originsAreAsShortAsTellsThemApart(String uris, String names) {
        List<String> sources = List.of(uris.split(" ", -1));
        Origins origins = Origins.of(sources);
        assertEquals(names, String.join(" ", sources.stream().map(uri -> origins.name(uri, "said")).toList()));
        assertEquals("said", origins.name("strange", "said"));
        assertEquals("docker@far", origins.name("docker://far:1", "said"));
    }

    @ParameterizedTest
    @EnumSource
    void hostileValuesStayOnOneLine(Look look) {
        StringBuilder lines = new StringBuilder();
        for (String value : List.of("", " ", "a b", "a,b", "a=b", "(x)", "say \"hi\"", "it's", "C:\\temp", "why?",
                "one\ntwo\r\n\tthree", "\u001b[2J\u001b]0;title\u0007", "\u202egnp.exe", "wéb-節点", "e\u0301", "\u0301e",
                "a\u00a0b", "…", "\ud800", "😀", "x".repeat(1_001))) {
            lines.append(line(look, SHANGHAI, sentence("start", "", "x", Map.of("app", value)))).append('\n');
        }
        lines.append(line(look, SHANGHAI, sentence("exec-start", "sh -c \"a: b (c)\"", ID, Map.of()))).append('\n');
        lines.append(line(look, SHANGHAI, sentence("health", "healthy", ID, Map.of("a b=", "c")))).append('\n');
        lines.append(line(look, SHANGHAI, sentence("odd:", "", "", Map.of()))).append('\n');
        Golden.check("report/sentences-" + look.word(), lines.toString());
    }

    @Test
    void whateverAnEventSaysCanBeReadBack() {
        Random random = new Random(4);
        for (int round = 0; round < 3_000; round++) {
            TreeMap<String, String> attributes = new TreeMap<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                attributes.put(HostileText.next(random), HostileText.next(random));
            }
            Sentence told = sentence(HostileText.next(random), random.nextBoolean() ? "" : HostileText.next(random),
                    HostileText.next(random), attributes);
            String line = line(Look.PIPE, SHANGHAI, told);
            assertFalse(line.contains("\n"), line);
            SentenceReader read = new SentenceReader(line);
            assertEquals(told.words(), read.words, line);
            assertEquals(told.detail(), read.detail, line);
            assertEquals(told.object(), read.object, line);
            assertEquals(told.attributes(), read.attributes, line);
        }
    }

    @Test
    void anEventOfMegabytesIsALineOfABoundedLength() {
        TreeMap<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            attributes.put("label" + i, "v".repeat(500));
        }
        String line = line(Look.PIPE, SHANGHAI, sentence("start", "", "x", attributes));
        assertTrue(line.length() < 40_000, "length " + line.length());
        assertTrue(line.matches("(?s).*, …99\\d\\d more\\)"), line.substring(line.length() - 100));
    }

    @Test
    void aContainerKeepsItsColor() {
        String one = line(Look.COLOR, SHANGHAI, sentence("start", "", ID, Map.of()));
        String again = line(Look.COLOR, SHANGHAI, sentence("die", "", ID, Map.of()));
        assertEquals(color(one), color(again));
        long colors = new Random(1).longs(50).mapToObj(Long::toHexString)
                .map(id -> color(line(Look.COLOR, SHANGHAI, sentence("start", "", id, Map.of())))).distinct().count();
        assertTrue(colors >= 5, "colours " + colors);
        assertNotEquals(one, line(Look.MONO, SHANGHAI, sentence("start", "", ID, Map.of())));
        assertFalse(line(Look.MONO, SHANGHAI, sentence("start", "", ID, Map.of())).contains("\u001b"));
    }

    private static String color(String line) {
        return line.replaceAll("(?s).*\u001b\\[([0-9;]+)m[0-9a-f]+\u001b\\[0m$", "$1");
    }

    private static Sentence sentence(String action, String detail, String object, Map<String, String> attributes) {
        return new Sentence("docker", List.of("container", action), Tone.GOOD, detail, object,
                new TreeMap<>(attributes), Set.of());
    }

    private static String line(Look look, LineStyle style, Sentence sentence) {
        return line(look, style, "docker:///var/run/docker.sock", sentence);
    }

    private static String line(Look look, LineStyle style, String source, Sentence sentence) {
        StringBuilder line = new StringBuilder();
        new SentenceLine(look.theme(), style).append(line, TIME, source, sentence);
        return line.toString();
    }
}
