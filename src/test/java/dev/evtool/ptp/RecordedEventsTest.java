package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.Rfc3339;
import dev.evtool.stream.CollectingSink;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The v2 recordings of real proxies, posted to the receiver: every event shown, none lost, each value right.
class RecordedEventsTest {

    private final CollectingSink sink = new CollectingSink();

    private List<Integer> post(List<byte[]> bodies) throws Exception {
        PtpReceiver receiver = new PtpReceiver(PtpSourceType.LOOPBACK);
        try (PtpReceiver.Endpoint endpoint = receiver.open(new PtpInbound("ptp://proxy:9043", sink));
                HttpClient client = HttpClient.newHttpClient()) {
            List<Integer> answers = new ArrayList<>();
            URI uri = URI.create("http://127.0.0.1:" + endpoint.bound().getPort() + endpoint.path());
            for (byte[] body : bodies) {
                HttpRequest request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body)).build();
                answers.add(client.send(request, BodyHandlers.discarding()).statusCode());
            }
            return answers;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2-main-ptp", "v2-4.18-ptp", "v2-main-mock"})
    void everyBodyBecomesAnEventOrAPlaceholder(String recording) throws Exception {
        List<byte[]> bodies = Recordings.bodies(recording);
        List<Integer> answers = post(bodies);
        assertEquals(List.of(204), answers.stream().distinct().toList());
        assertEquals(bodies.size(), sink.events().size() + sink.notices(Notice.Kind.PLACEHOLDER).size());
        assertEquals(bodies.size(), sink.items().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2-main-ptp", "v2-4.18-ptp"})
    void factsSayWhatTheValuesSay(String recording) throws Exception {
        List<byte[]> bodies = Recordings.bodies(recording);
        post(bodies);
        List<Map<?, ?>> bodiesWithState = bodies.stream().<Map<?, ?>>map(RecordedEventsTest::json)
                .filter(body -> !body.toString().contains("ptp-not-set")).toList();
        assertEquals(bodiesWithState.size(), sink.events().size());
        for (int i = 0; i < bodiesWithState.size(); i++) {
            Map<?, ?> body = bodiesWithState.get(i);
            Event event = sink.events().get(i);
            assertEquals(body.get("id"), event.id());
            assertEquals(body.get("type"), event.type());
            assertEquals("ptp://proxy:9043" + body.get("source"), event.source());
            assertEquals(body.get("time"), Rfc3339.format(event.when()));
            assertEquals(expected(body), event.facts().rows().getFirst(), () -> body.toString());
            assertEquals(1, event.facts().rows().size());
        }
    }

    /// What the sheet says a body means, worked out here in the plainest way, apart from the code under test.
    private static Map<String, Object> expected(Map<?, ?> body) {
        Map<String, Object> facts = new LinkedHashMap<>();
        String source = (String) body.get("source");
        facts.put("resource", Map.of("/sync/sync-status/sync-state", "sync-state", "/sync/ptp-status/lock-state",
                "lock-state", "/sync/sync-status/os-clock-sync-state", "os-clock", "/sync/ptp-status/clock-class",
                "clock-class", "/sync/gnss-status/gnss-sync-status", "gnss", "/sync/synce-status/lock-state", "synce",
                "/sync/synce-status/clock-quality", "synce-quality").get(source));
        for (Object element : (List<?>) ((Map<?, ?>) body.get("data")).get("values")) {
            Map<?, ?> value = (Map<?, ?>) element;
            String thing = ((String) value.get("ResourceAddress")).substring("/cluster/node/node-a/".length());
            String text = (String) value.get("value");
            facts.put("node", "node-a");
            String iface = thing.replaceFirst("/(master.*|Ql|extQl)$", "");
            if (!iface.startsWith("sync/")) {
                facts.put("iface", iface);
            }
            if (thing.endsWith("gpsFix")) {
                facts.put("gps_fix", Long.valueOf(text));
            } else if (thing.endsWith("extQl")) {
                facts.put("ext_ql", Long.valueOf(text));
            } else if (thing.endsWith("Ql")) {
                facts.put("ql", Long.valueOf(text));
            } else if (text.matches("[A-Z-]+")) {
                facts.put("state", text);
            } else if (source.endsWith("clock-class")) {
                facts.put("clock_class", Long.valueOf(text));
            } else if (text.equals("-9999999999999999")) {
                facts.put("offset_valid", false);
            } else {
                facts.put("offset", Long.valueOf(text));
                facts.put("offset_valid", true);
            }
        }
        return facts;
    }

    private static Map<?, ?> json(byte[] text) {
        return (Map<?, ?>) new dev.evtool.event.Payload(text, "application/json").data();
    }

    @Test
    void theWireCanBePutTogetherAgain() throws Exception {
        for (byte[] body : Recordings.bodies("v2-main-ptp")) {
            PtpMessage m = PtpCodec.decode(body);
            assertArrayEquals(body, PtpCodec.encode(m.id(), m.source(), m.type(), m.time(), m.data()));
        }
        post(Recordings.bodies("v2-main-ptp"));
        assertTrue(sink.events().stream().noneMatch(e -> e.extensions().containsKey("wire")),
                "a body as proxies write it needs no copy");
    }

    @Test
    void mockEventsKeepTheirBytesBecauseTheirSourceIsNoPath() throws Exception {
        List<byte[]> bodies = Recordings.bodies("v2-main-mock");
        post(bodies.subList(0, 1));
        Event event = sink.events().getFirst();
        assertEquals("ptp://proxy:9043/mock", event.source());
        assertArrayEquals(bodies.getFirst(),
                java.util.Base64.getDecoder().decode((String) event.extensions().get("wire")));
        assertEquals(99.6, event.facts().rows().getFirst().get("offset"));
    }
}
