package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.Rfc3339;
import dev.evtool.stream.CollectingSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The v2 recordings of real proxies, posted to the receiver: every event shown, none lost, each value right.
class RecordedEventsTest {

    private CollectingSink sink = new CollectingSink();

    private List<Integer> post(List<byte[]> bodies) throws Exception {
        try (Postbox box = new Postbox(PtpApi.V2)) {
            sink = box.sink();
            List<Integer> answers = new ArrayList<>();
            for (byte[] body : bodies) {
                answers.add(box.post("", Map.of("Content-Type", "application/json"), body));
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
        List<String> bodiesWithState = bodies.stream().map(body -> new String(body, StandardCharsets.UTF_8))
                .filter(body -> !PlainReading.of(body).isPlaceholder()).toList();
        assertEquals(bodiesWithState.size(), sink.events().size());
        for (int i = 0; i < bodiesWithState.size(); i++) {
            Map<?, ?> body = PlainReading.json(bodiesWithState.get(i));
            PlainReading plain = PlainReading.of(bodiesWithState.get(i));
            Event event = sink.events().get(i);
            assertEquals(body.get("id"), event.id());
            assertEquals(body.get("type"), event.type());
            assertEquals("ptp://proxy:9043" + body.get("source"), event.source());
            assertEquals(body.get("time"), Rfc3339.format(event.when()));
            assertEquals(plain.rows(), event.facts().rows(), () -> body.toString());
            assertEquals(plain.severity(), event.severity(), () -> body.toString());
            assertEquals(plain.subject(), event.subject(), () -> body.toString());
        }
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
