package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.event.Event;
import dev.evtool.event.StreamItem;
import dev.evtool.ptp.RecordedProxy.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The states that real proxies told when they were asked.
class RecordedPullsTest {

    private static Event read(Step step) throws Exception {
        List<StreamItem> items = new PtpEvents(Postbox.PROXY).readPulled(
                step.body().getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
        assertEquals(1, items.size(), step.name());
        return (Event) items.getFirst();
    }

    private static List<Map<String, Object>> rows(String file, String step) throws Exception {
        return read(RecordedProxy.read(file).states().stream().filter(s -> s.name().equals(step)).findFirst()
                .orElseThrow()).facts().rows();
    }

    @ParameterizedTest
    @CsvSource({"v1-4.14.json, 5", "v1-4.18.json, 5", "v1-4.18-transport.json, 1", "v2-4.18-ptp.json, 13",
            "v2-main-ptp.json, 15", "v2-main-mock.json, 1", "v2-main-sample-consumer.json, 2"})
    void factsSayWhatTheAnswersSay(String file, int count) throws Exception {
        List<Step> states = RecordedProxy.read(file).states();
        assertEquals(count, states.size());
        for (Step step : states) {
            PlainReading plain = PlainReading.of(step.body());
            Map<?, ?> body = PlainReading.json(step.body());
            Event event = read(step);
            assertEquals(plain.rows(), event.facts().rows(), step.name());
            assertEquals(plain.severity(), event.severity(), step.name());
            assertEquals(plain.subject(), event.subject(), step.name());
            assertEquals(body.get("id"), event.id(), step.name());
            assertEquals(body.get("type"), event.type(), step.name());
            assertEquals(Instant.parse((String) body.get("time")), event.time(), step.name());
            assertEquals(body.get("data"), event.payload().data(), step.name());
            assertEquals(Postbox.PROXY + plain.source().replaceFirst("^/?", "/"), event.source(), step.name());
            assertEquals(true, event.extensions().get("pulled"), step.name());
            assertWire(step, event);
        }
    }

    private static void assertWire(Step step, Event event) throws Exception {
        byte[] body = step.body().getBytes(StandardCharsets.UTF_8);
        Object wire = event.extensions().get("wire");
        PtpMessage m = PtpCodec.decode(body);
        assertArrayEquals(body, wire == null ? PtpCodec.encode(m.id(), m.source(), m.type(), m.time(), m.data())
                : Base64.getDecoder().decode((String) wire), step.name());
    }

    @ParameterizedTest
    @CsvSource({"v2-main-ptp.json", "v2-4.18-ptp.json"})
    void severalConfigurationsAreSeveralRows(String file) throws Exception {
        assertEquals(
                Set.of(Map.of("node", "node-a", "iface", "ens1fx", "resource", "lock-state", "state", "FREERUN",
                        "offset_valid", false),
                        Map.of("node", "node-a", "iface", "ens2fx", "resource", "lock-state", "state", "FREERUN",
                                "offset", 0L, "offset_valid", true)),
                Set.copyOf(rows(file, "currentstate-end-sync-ptp-status-lock-state")));
    }

    @ParameterizedTest
    @CsvSource({"v2-main-ptp.json", "v2-4.18-ptp.json"})
    void aClockClassHasAnAddressOfItsOwn(String file) throws Exception {
        assertEquals(Map.of("ens1fx", 248L, "ens2fx", 7L),
                rows(file, "currentstate-end-sync-ptp-status-clock-class").stream()
                        .collect(Collectors.toMap(r -> r.get("iface"), r -> r.get("clock_class"))));
    }

    @ParameterizedTest
    @CsvSource({"v1-4.14.json", "v1-4.18.json"})
    void gnssOfV1HasLostItsInterface(String file) throws Exception {
        assertEquals(List.of(Map.of("node", "node-a", "resource", "gnss", "state", "SYNCHRONIZED", "offset", 3L,
                "offset_valid", true, "gps_fix", 5L)), rows(file, "currentstate-sync-gnss-status-gnss-sync-status"));
    }

    @Test
    void qualityOfSyncEHasLostTheNodeOfItsSecondValue() throws Exception {
        assertEquals(
                List.of(Map.of("node", "node-a", "iface", "synce1/ens2f0", "resource", "synce-quality", "ql", 2L,
                        "ext_ql", 255L)),
                rows("v2-main-ptp.json", "currentstate-end-sync-synce-status-clock-quality"));
    }

    @Test
    void theStateOfSyncEIsAState() throws Exception {
        assertEquals(
                List.of(Map.of("node", "node-a", "iface", "synce1/ens2f0", "resource", "synce", "state", "HOLDOVER")),
                rows("v2-main-ptp.json", "currentstate-end-sync-synce-status-lock-state"));
    }
}
