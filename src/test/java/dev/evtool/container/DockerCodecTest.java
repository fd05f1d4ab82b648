package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Severity;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The codec, on recordings of real engines and on what harms them.
class DockerCodecTest {

    private static final Pattern NANOS = Pattern.compile("\"timeNano\":(\\d+)");

    @ParameterizedTest
    @ValueSource(strings = {DockerSamples.DOCKER, DockerSamples.PODMAN_COMPAT, DockerSamples.PODMAN_NATIVE})
    void keepsEveryByteAndEveryNanosecondOfARecording(String name) throws Exception {
        List<String> lines = DockerSamples.lines(name);
        DockerTaken taken = DockerSamples.read(DockerSamples.bytes(name));
        assertEquals(List.of(), taken.malformed());
        assertEquals(lines, taken.payloads());
        assertEquals(lines.stream().map(DockerCodecTest::nanos).toList(), taken.events().stream()
                .map(e -> Instant.EPOCH.until(e.when(), ChronoUnit.NANOS)).toList());
        assertTrue(taken.events().stream().noneMatch(e -> e.extensions().containsKey("wire")));
    }

    private static long nanos(String line) {
        Matcher nanos = NANOS.matcher(line);
        assertTrue(nanos.find());
        return Long.parseLong(nanos.group(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docker/events-api1.41.jsonl | config.create 1, config.remove 1, container.archive-path 1, container.attach 2, \
            container.commit 1, container.create 3, container.die 4, container.exec-create 5, \
            container.exec-die 5, container.exec-start 5, container.export 1, container.extract-to-dir 1, \
            container.health 2, container.kill 3, container.pause 1, container.prune 1, container.remove 3, \
            container.rename 1, container.restart 1, container.start 4, container.stop 1, container.top 1, \
            container.unpause 1, container.update 1, daemon.reload 1, image.delete 2, image.import 1, \
            image.load 1, image.prune 1, image.save 1, image.tag 3, image.untag 3, network.connect 4, \
            network.create 1, network.disconnect 4, node.update 2, secret.create 1, secret.remove 1, \
            volume.create 2, volume.mount 1, volume.remove 1, volume.unmount 1
            podman/compat-events-api1.41.jsonl | container.attach 1, container.cleanup 3, container.create 2, container.die 2, \
            container.exec-die 1, container.exec-start 1, container.init 2, container.kill 1, \
            container.pause 1, container.remove 2, container.rename 1, container.start 2, \
            container.unpause 1, image.delete 1, image.pull 2, image.tag 2, image.untag 2, volume.create 1, \
            volume.remove 1
            podman/libpod-events-v4.0.0.jsonl | container.attach 1, container.cleanup 3, container.create 2, container.die 2, \
            container.exec-die 1, container.exec-start 1, container.init 2, container.kill 1, \
            container.pause 1, container.remove 2, container.rename 1, container.start 2, \
            container.unpause 1, image.delete 1, image.pull 2, image.tag 2, image.untag 2, volume.create 1, \
            volume.remove 1
            """)
    void countsAsJqDoes(String name, String counts) throws Exception {
        Map<String, Long> types = DockerSamples.read(DockerSamples.bytes(name)).events().stream()
                .collect(Collectors.groupingBy(Event::type, TreeMap::new, Collectors.counting()));
        assertEquals(counts, types.entrySet().stream().map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", ")));
    }

    @Test
    void splitsAndGluedChunksMakeNoDifference() throws Exception {
        byte[] stream = DockerSamples.bytes(DockerSamples.DOCKER);
        List<String> lines = DockerSamples.lines(DockerSamples.DOCKER);
        assertEquals(lines, DockerSamples.read(dripping(stream, new Random(1), 1)).payloads());
        for (int seed = 0; seed < 50; seed++) {
            DockerTaken taken = DockerSamples.read(dripping(stream, new Random(seed), 2000));
            assertEquals(lines, taken.payloads(), "seed " + seed);
            assertTrue(taken.events().stream().noneMatch(e -> e.extensions().containsKey("wire")), "seed " + seed);
        }
    }

    /// Gives up to so many bytes at a time.
    private static InputStream dripping(byte[] stream, Random random, int most) {
        return new ByteArrayInputStream(stream) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
            }
        };
    }

    @Test
    void objectsGluedOnOneLineAreEventsEach() throws Exception {
        List<String> lines = DockerSamples.lines(DockerSamples.DOCKER);
        DockerTaken taken = DockerSamples.read(lines.get(0) + lines.get(1) + " " + lines.get(2) + "\n");
        assertEquals(lines.subList(0, 3), taken.payloads());
        assertEquals(List.of(lines.get(0), lines.get(1) + " "),
                taken.events().stream().limit(2).map(DockerCodecTest::wire).toList());
        assertFalse(taken.events().getLast().extensions().containsKey("wire"));
    }

    private static String wire(Event event) {
        return new String(Base64.getDecoder().decode(String.valueOf(event.extensions().get("wire"))),
                StandardCharsets.UTF_8);
    }

    @Test
    void recordsOfJsonSeqAreEventsWhoseWireIsKept() throws Exception {
        List<String> lines = DockerSamples.lines(DockerSamples.DOCKER).subList(0, 5);
        String stream = lines.stream().map(l -> "\u001e" + l + "\n").collect(Collectors.joining());
        DockerTaken taken = DockerSamples.read(stream);
        assertEquals(lines, taken.payloads());
        assertEquals(stream, taken.events().stream().map(DockerCodecTest::wire).collect(Collectors.joining()));
    }

    @Test
    void aCutRecordOfJsonSeqHarmsNoNeighbour() throws Exception {
        String whole = DockerSamples.lines(DockerSamples.DOCKER).getFirst();
        DockerTaken taken = DockerSamples.read("\u001e" + whole.substring(0, 50) + "\u001e" + whole + "\n");
        assertEquals(List.of(whole), taken.payloads());
        assertEquals(1, taken.malformed().size());
        assertEquals(whole.substring(0, 50), new String(taken.wires().getFirst(), StandardCharsets.UTF_8));
    }

    @Test
    void aCarriageReturnIsNoPartOfThePayload() throws Exception {
        String whole = DockerSamples.lines(DockerSamples.DOCKER).getFirst();
        DockerTaken taken = DockerSamples.read(whole + "\r\n\r\n\n");
        assertEquals(List.of(whole), taken.payloads());
        assertEquals(whole + "\r\n", wire(taken.events().getFirst()));
    }

    @Test
    void anEventWithoutALineFeedIsToldBeforeTheNextOneComes() throws Exception {
        List<String> lines = DockerSamples.lines(DockerSamples.DOCKER);
        DockerTaken taken = new DockerTaken();
        InputStream first = new ByteArrayInputStream(lines.get(0).getBytes(StandardCharsets.UTF_8));
        InputStream second = new ByteArrayInputStream(("\n" + lines.get(1)).getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                assertEquals(List.of(lines.get(0)), taken.payloads().stream().limit(1).toList());
                return super.read(into, offset, length);
            }
        };
        new DockerStream(okio.Okio.buffer(okio.Okio.source(new SequenceInputStream(first, second))),
                DockerSamples.codec(), taken).readAll(() -> false);
        assertEquals(lines.subList(0, 2), taken.payloads());
    }

    @Test
    void garbageIsANoticeAndHarmsNoNeighbour() throws Exception {
        byte[] good = DockerSamples.bytes(DockerSamples.DOCKER);
        List<String> lines = DockerSamples.lines(DockerSamples.DOCKER);
        String marker = DockerSamples.event("start", "marker", "\"name\":\"m\"");
        for (int seed = 0; seed < 3000; seed++) {
            Random random = new Random(seed);
            byte[] line = lines.get(random.nextInt(lines.size())).getBytes(StandardCharsets.UTF_8);
            byte[] bad = mutated(line, random);
            byte[] stream = (marker + "\n\n" + marker + "\n").getBytes(StandardCharsets.UTF_8);
            byte[] whole = new byte[stream.length + bad.length];
            int at = marker.length() + 1;
            System.arraycopy(stream, 0, whole, 0, at);
            System.arraycopy(bad, 0, whole, at, bad.length);
            System.arraycopy(stream, at, whole, at + bad.length, stream.length - at);
            DockerTaken taken = DockerSamples.read(whole);
            assertEquals(2, taken.payloads().stream().filter(marker::equals).count(), "seed " + seed);
            assertTrue(taken.events().size() + taken.malformed().size() >= 2, "seed " + seed);
            // whatever passes can be read, and is as bad as its facts say
            taken.events().forEach(e -> assertFalse(e.facts().rows().isEmpty()));
        }
        assertEquals(lines.size(), DockerSamples.read(good).events().size());
    }

    private static byte[] mutated(byte[] line, Random random) {
        byte[] bad = line.clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            switch (random.nextInt(4)) {
                case 0 -> bad = Arrays.copyOf(bad, random.nextInt(bad.length + 1));
                case 1 -> bad = Arrays.copyOfRange(bad, random.nextInt(bad.length + 1), bad.length);
                default -> {
                    if (bad.length > 0) {
                        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                    }
                }
            }
        }
        return bad;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense                                  | no event: no JSON object at byte 1
            [1]                                       | no event: no JSON object at byte 1
            {"a":1}                                   | no event: it says neither Action nor status
            {"Type":"image","Action":"tag"}           | no event: it says no time
            {"Type":"image","Action":7}               | no event: a string expected in Action at byte 26
            {"status":"die","time":1.5}               | no event: an integer of 64 bits expected in time at byte 24
            {"status":"die","timeNano":9223372036854775808} | no event: an integer of 64 bits expected in timeNano at byte 28
            {"status":"die","time":253402300800}      | no event: it says no time
            {"Type":"ima                              | no event: the text ends in the middle of a JSON value at byte 13 (torn while it was written)
            """)
    void saysWhatIsWrongWithALine(String line, String what) throws Exception {
        DockerTaken taken = DockerSamples.read(line + "\n");
        assertEquals(List.of(what), taken.malformed());
        assertEquals(line, new String(taken.wires().getFirst(), StandardCharsets.UTF_8));
        assertEquals(List.of(), taken.events());
    }

    @Test
    void anEventOfFiveMegabytesPasses() throws Exception {
        String big = DockerSamples.event("create", "c1", "\"note\":\"" + "x}".repeat(5 << 19) + "\"");
        DockerTaken taken = DockerSamples.read(big + "\n");
        assertEquals(List.of(big), taken.payloads());
    }

    @Test
    void aLineOfMoreThanSixteenMegabytesIsSteppedOver() throws Exception {
        String good = DockerSamples.event("start", "c1", "");
        String big = DockerSamples.event("create", "c1", "\"note\":\"" + "y".repeat((16 << 20) + 100_000) + "\"");
        DockerTaken taken = DockerSamples.read(good + "\n" + big + "\n" + good + "\n");
        assertEquals(List.of(good, good), taken.payloads());
        assertEquals(List.of("no event: a line of " + big.length() + " bytes, and 16777216 are the most"),
                taken.malformed());
        assertArrayEquals(big.substring(0, 4096).getBytes(StandardCharsets.UTF_8), taken.wires().getFirst());
    }

    @Test
    void readsTheOldWayOfSayingIt() throws Exception {
        DockerTaken taken = DockerSamples.read("""
                {"status":"die","id":"abc","from":"bb:3","time":1795300747}
                {"status":"pull","id":"bb:3","time":1795300748}
                """);
        assertEquals(List.of("container.die", "image.pull"), taken.events().stream().map(Event::type).toList());
        assertEquals("abc", taken.events().getFirst().subject());
        assertEquals(Instant.ofEpochSecond(1795300747), taken.events().getFirst().time());
        assertEquals("bb:3", taken.events().getFirst().facts().rows().getFirst().get("image"));
    }

    @Test
    void aTypeNobodyKnowsPassesAndMakesAValidTypeWhateverItIs() throws Exception {
        DockerTaken taken = DockerSamples.read("""
                {"Type":"sprocket","Action":"spin","time":1795300747}
                {"Type":" odd\\u0007 one ","Action":"do: this","time":1795300747}
                {"Type":"%s","Action":" ","time":1795300747}
                """.formatted("z".repeat(300)));
        assertEquals(List.of("sprocket.spin", "odd--one.do:-this", "z".repeat(64) + ".-"),
                taken.events().stream().map(Event::type).toList());
        assertNull(taken.events().getFirst().subject());
        assertEquals("do: this", taken.events().get(1).extensions().get("engineaction"));
    }

    @ParameterizedTest
    @CsvSource({"die, exitCode, 0, INFO", "die, exitCode, 1, WARN", "die, containerExitCode, 0, INFO",
            "died, containerExitCode, 137, WARN", "oom, name, x, ERROR", "health_status: unhealthy, name, x, ERROR",
            "health_status: healthy, name, x, INFO", "start, exitCode, 1, INFO"})
    void isAsBadAsItsFactsSay(String action, String key, String value, Severity severity) throws Exception {
        Event event = DockerSamples.read(DockerSamples.event(action, "c1", "\"" + key + "\":\"" + value + "\""))
                .events().getFirst();
        assertEquals(severity, event.severity());
        assertEquals(severity, event.facts().rows().getFirst().get("severity"));
    }

    @Test
    void theSameEventHasTheSameIdWheneverItIsRead() throws Exception {
        byte[] stream = DockerSamples.bytes(DockerSamples.DOCKER);
        List<String> ids = DockerSamples.read(stream).events().stream().map(Event::id).toList();
        assertEquals(ids, DockerSamples.read(stream).events().stream().map(Event::id).toList());
        assertEquals(ids.size(), ids.stream().distinct().count());
    }
}
