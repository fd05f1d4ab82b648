package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.evtool.container.wire.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IsuladCodecTest {

    private static final Instant THEN = Instant.parse("2026-11-21T22:50:34.000000001Z");
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private final IsuladCodec codec = new IsuladCodec(new ContainerEvents("isulad:///s", EngineKind.ISULAD));

    private dev.evtool.event.Event decode(String opt, String id, Map<String, String> annotations) throws Exception {
        return codec.decode(FakeIsulad.event(THEN, opt, id, annotations), NOW);
    }

    private static Map<String, Object> row(dev.evtool.event.Event event) {
        return event.facts().rows().getFirst();
    }

    @Test
    void onlyTheFirstBlankAndTheFirstColonDivide() throws Exception {
        Map<String, Object> row = row(decode("container exec_start: sh -c a: b (c)", "c", Map.of()));
        assertEquals("sh -c a: b (c)", row.get("exec_command"));
        assertEquals("exec-start", row.get("action"));
        assertEquals("odd: verb", row(decode("container odd: verb", "c", Map.of())).get("action"));
    }

    @Test
    void anEventWithoutATimeHappensWhenItIsReceived() throws Exception {
        byte[] message = Event.newBuilder().setOpt(ByteString.copyFromUtf8("image login"))
                .setId(ByteString.copyFromUtf8("hub.invalid")).build().toByteArray();
        dev.evtool.event.Event event = codec.decode(message, NOW);
        assertEquals(NOW, event.time());
        assertEquals("{\"opt\":\"image login\",\"id\":\"hub.invalid\"}",
                new String(event.payload().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void aTimeThatDoesNotExistIsMalformed() {
        for (Timestamp time : new Timestamp[] {Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build(),
                Timestamp.newBuilder().setSeconds(1).setNanos(-1).build(),
                Timestamp.newBuilder().setSeconds(1).setNanos(1_000_000_000).build()}) {
            byte[] message = Event.newBuilder().setTimestamp(time).setOpt(ByteString.copyFromUtf8("image tag")).build()
                    .toByteArray();
            assertTrue(assertThrows(EngineFormatException.class, () -> codec.decode(message, NOW)).what()
                    .contains("does not exist"));
        }
    }

    @Test
    void anIdThatWasCutInsideACharacterIsKept() throws Exception {
        byte[] cut = ("/" + "é".repeat(32)).getBytes(StandardCharsets.UTF_8);
        byte[] message = Event.newBuilder().setOpt(ByteString.copyFromUtf8("image load"))
                .setId(ByteString.copyFrom(cut, 0, 64)).build().toByteArray();
        dev.evtool.event.Event event = codec.decode(message, NOW);
        assertEquals("/" + "é".repeat(31) + "\ufffd", event.subject());
        assertEquals(event.subject(), row(event).get("name"));
    }

    @Test
    void anEventThatDoesNotSayWhatHappenedIsMalformed() {
        for (String opt : new String[] {"", "container", "container ", " start"}) {
            assertThrows(EngineFormatException.class, () -> decode(opt, "c", Map.of()), opt);
        }
    }

    @Test
    void anEventWithoutIdIsKept() throws Exception {
        assertNull(decode("container start", "", Map.of()).subject());
    }

    @Test
    void ofTwoAnnotationsWithOneNameTheLastCounts() throws Exception {
        byte[] twice = com.google.protobuf.ByteString
                .copyFrom(FakeIsulad.event(THEN, "container start", "c", Map.of("name", "first")))
                .concat(ByteString.copyFrom(FakeIsulad.event(THEN, "container start", "c", Map.of("name", "last"))))
                .toByteArray();
        assertEquals("last", row(codec.decode(twice, NOW)).get("name"));
    }

    @Test
    void theOrderOnTheWireDoesNotMakeAnotherEvent() throws Exception {
        Map<String, String> one = new java.util.LinkedHashMap<>();
        one.put("a", "1");
        one.put("b", "2");
        Map<String, String> other = new java.util.LinkedHashMap<>();
        other.put("b", "2");
        other.put("a", "1");
        assertEquals(decode("container start", "c", one).id(), decode("container start", "c", other).id());
        assertNotEquals(decode("container start", "c", one).id(), decode("container stop", "c", one).id());
    }

    @Test
    void signalAndOldNameAreTheEnginesOnlyWhereItSaysThem() throws Exception {
        Map<String, String> told = Map.of("signal", "9", "oldName", "was");
        ContainerReading kill = reading(decode("container kill", "c", told));
        assertEquals(Map.of("signal", "9"), kill.attributes());
        assertEquals(Map.of("oldName", "was"), kill.labels());
        ContainerReading rename = reading(decode("container reanme", "c", told));
        assertEquals(Map.of("oldName", "was"), rename.attributes());
        assertEquals("rename", rename.action());
        assertEquals(told, reading(decode("container start", "c", told)).labels());
    }

    @Test
    void whatTheEngineWouldNeverSayIsDoubtful() throws Exception {
        assertEquals(Set.of("exitCode"), reading(decode("container die", "c", Map.of("exitCode", "0"))).doubtful());
        assertEquals(Set.of("exitCode"), reading(decode("container die", "c", Map.of("exitCode", "256"))).doubtful());
        assertEquals(Set.of(), reading(decode("container die", "c", Map.of("exitCode", "137"))).doubtful());
        assertEquals(Set.of("pid"), reading(decode("container create", "c", Map.of("pid", "7"))).doubtful());
        assertEquals(Set.of("signal"), reading(decode("container kill", "c", Map.of("signal", "KILL"))).doubtful());
        assertNull(row(decode("container kill", "c", Map.of("signal", "KILL"))).get("signal"));
    }

    @Test
    void whatOneEventGaveAwayIsNotedOnTheLaterOnes() throws Exception {
        decode("container create", "c", Map.of("exitCode", "3"));
        dev.evtool.event.Event die = decode("container die", "c", Map.of("exitCode", "3"));
        assertEquals("exitCode", die.extensions().get("doubtful"));
        assertEquals("exitCode", row(die).get("doubtful"));
        assertNull(decode("container die", "other", Map.of("exitCode", "3")).extensions().get("doubtful"));
    }

    @Test
    void noBytesWhateverDoMoreThanFail() {
        Random random = new Random(7);
        byte[] good = FakeIsulad.event(THEN, "container start", "c", Map.of("name", "n"));
        for (int round = 0; round < 20_000; round++) {
            byte[] bad = good.clone();
            for (int change = 0; change < 3; change++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                assertTrue(codec.decode(bad, NOW).type().contains("."));
            } catch (EngineFormatException e) {
                assertTrue(!e.what().isEmpty());
            }
        }
    }

    private static ContainerReading reading(dev.evtool.event.Event event) {
        return ContainerReadings.of(event.payload()).orElseThrow();
    }
}
