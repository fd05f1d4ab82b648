package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What iSulad 2.1.6 sent, against what was read from it with another decoder.
class IsuladRecordingTest {

    private static final String URI = "isulad:///var/run/isulad.sock";
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private final IsuladCodec codec = new IsuladCodec(new ContainerEvents(URI, EngineKind.ISULAD));
    private final List<byte[]> messages = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    @BeforeEach
    void decode() throws Exception {
        messages.addAll(ContainerRecordings.messages("isulad/events-grpc.lenprefixed.bin"));
        for (byte[] message : messages) {
            events.add(codec.decode(message, NOW));
        }
        ContainerRecordings.lines("isulad/events.jsonl").forEach(line -> rows.add(ContainerRecordings.json(line)));
    }

    @Test
    void everyMessageIsItsRow() {
        assertEquals(42, events.size());
        assertEquals(rows.size(), events.size());
        for (int i = 0; i < rows.size(); i++) {
            Map<String, Object> row = rows.get(i);
            Event event = events.get(i);
            BigDecimal time = new BigDecimal((String) row.get("ts"));
            BigDecimal nanos = BigDecimal.valueOf(Duration.between(Instant.EPOCH, event.time()).toNanos());
            assertEquals(time, nanos.movePointLeft(9));
            Map<?, ?> data = (Map<?, ?>) event.payload().data();
            assertEquals(row.get("opt"), data.get("opt"));
            assertEquals(row.get("id"), data.get("id"));
            assertEquals(row.get("annotations"), data.containsKey("annotations") ? data.get("annotations") : Map.of());
            assertEquals(row.get("id"), event.subject());
            assertArrayEquals(messages.get(i), Base64.getDecoder().decode((String) event.extensions().get("wire")));
        }
    }

    @Test
    void whatIsReadFromTheRowIsWhatIsReadFromTheMessage() {
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(IsuladReading.of(rows.get(i)), ContainerReadings.of(events.get(i).payload()));
            assertTrue(IsuladReading.of(rows.get(i)).isPresent());
        }
    }

    @Test
    void thePayloadIsAlwaysSpeltTheSame() {
        assertEquals("{\"timestamp\":\"2026-11-21T22:50:34.106654935Z\",\"opt\":\"container create\",\"id\":"
                + "\"b2f90ec120fda87ac55b9c8f482493413c093f21d8c71f85a7a643a1fe2441ed\",\"annotations\":"
                + "{\"image\":\"bb:1\",\"name\":\"c2\"}}", text(events.getFirst()));
        assertEquals("{\"timestamp\":\"2026-11-21T22:51:04.921557268Z\",\"opt\":\"image tag\",\"id\":\"bb:2\"}",
                text(events.get(5)));
    }

    @Test
    void allVerbsHaveTheirWord() {
        Map<String, String> words = new TreeMap<>();
        events.forEach(
                event -> words.put(String.valueOf(event.extensions().get("engineaction")).replaceFirst(":.*", ""),
                        event.type()));
        assertEquals("container.rename", words.get("reanme"));
        assertEquals("container.exec-create", words.get("exec_create"));
        assertEquals("container.exec-start", words.get("exec_start"));
        assertEquals("container.exec-die", words.get("exec_die"));
        assertEquals("image.tag", words.get("tag"));
        assertEquals("image.delete", words.get("remove"));
    }

    @Test
    void theCommandOfAnExecIsAFact() {
        Map<String, Object> row = events.get(8).facts().rows().getFirst();
        assertEquals("/bin/busybox echo hi there", row.get("exec_command"));
        assertEquals("exec-create", row.get("action"));
        assertEquals("exec_create: /bin/busybox echo hi there", row.get("engine_action"));
    }

    @Test
    void anExitCodeThatIsLeftOutIsZeroButOnlyOfADeath() {
        Map<String, String> codes = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            ContainerReading reading = ContainerReadings.of(events.get(i).payload()).orElseThrow();
            if (reading.attributes().containsKey("exitCode")) {
                codes.put(i + " " + reading.action(), reading.attributes().get("exitCode"));
            }
        }
        assertEquals(codesOfRows(), codes);
        ContainerReading ended = IsuladReading.of(Map.of("opt", "container die", "id", "c")).orElseThrow();
        assertEquals("0", ended.attributes().get("exitCode"));
        assertEquals(Severity.INFO, ended.severity());
    }

    private Map<String, String> codesOfRows() {
        Map<String, String> codes = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String code = (String) ((Map<?, ?>) rows.get(i).get("annotations")).get("exitCode");
            String action = ((String) rows.get(i).get("opt")).replaceFirst("^\\w+ ", "");
            if (code != null || action.equals("die")) {
                codes.put(i + " " + action, code == null ? "0" : code);
            }
        }
        return codes;
    }

    @Test
    void aLabelInPlaceOfAPidIsDoubtful() {
        ContainerReading start = ContainerReadings.of(events.get(7).payload()).orElseThrow();
        assertEquals("label-wins", start.attributes().get("pid"));
        assertEquals(Set.of("pid"), start.doubtful());
        assertEquals(Map.of("app", "shop", "note", "a, b=c (d)"), start.labels());
        assertTrue(events.get(7).facts().rows().getFirst().get("pid") == null);
    }

    @Test
    void handwrittenEdgeCasesAreRead() throws Exception {
        List<String> lines = ContainerRecordings.lines("isulad/synthetic-edge-cases.jsonl");
        List<String> types = lines.stream().map(line -> IsuladReading.of(ContainerRecordings.json(line)).orElseThrow())
                .map(reading -> reading.object() + "." + reading.action() + " " + reading.attributes().get("exitCode"))
                .toList();
        assertEquals(List.of("container.start null", "image.pull null", "container.exec-create null",
                "container.die 137", "image.login null"), types);
    }

    private static String text(Event event) {
        return new String(event.payload().bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
