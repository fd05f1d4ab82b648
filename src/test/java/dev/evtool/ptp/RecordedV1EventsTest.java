package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The v1 recordings of real proxies, posted to the receiver: every event shown, none lost, each value right.
@Timeout(60)
class RecordedV1EventsTest {

    private static byte[] bytes(RecordedProxy.Callback push) {
        return push.body().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Event> posted(PtpApi api, String behind, int answer, List<RecordedProxy.Callback> pushes)
            throws Exception {
        try (Postbox box = new Postbox(api)) {
            for (RecordedProxy.Callback push : pushes) {
                assertEquals(answer, box.post(behind, push.headers(), bytes(push)), push.body());
            }
            assertEquals(box.sink().items(), box.sink().events(), "nothing but events");
            return box.sink().events();
        }
    }

    private static void assertSays(Event event, RecordedProxy.Callback push, String type, String time) {
        PlainReading plain = PlainReading.of(push);
        assertEquals(plain.rows(), event.facts().rows(), push.body());
        assertEquals(plain.severity(), event.severity(), push.body());
        assertEquals(plain.subject(), event.subject(), push.body());
        assertEquals(Postbox.PROXY + plain.source(), event.source());
        assertEquals(type, event.type());
        assertEquals(time, Rfc3339.format(event.when()));
        assertEquals(Instant.parse(time), event.time());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-4.14.json", "v1-4.18.json"})
    void everyPushOfASidecarIsAnEvent(String file) throws Exception {
        List<RecordedProxy.Callback> pushes = RecordedProxy.read(file).pushes();
        List<Event> events = posted(PtpApi.V1, "", 204, pushes);
        assertEquals(10, pushes.size());
        assertEquals(pushes.size(), events.size());
        for (int i = 0; i < pushes.size(); i++) {
            Map<?, ?> body = PlainReading.json(pushes.get(i).body());
            assertSays(events.get(i), pushes.get(i), (String) body.get("type"), (String) body.get("time"));
            assertEquals(body.get("data"), events.get(i).payload().data());
            assertTrue(pushes.get(i).body().contains(new String(events.get(i).payload().bytes(),
                    StandardCharsets.UTF_8)), "the payload is a part of the body to the byte");
        }
    }

    /// A push is no CloudEvent, so that our encoding of the event would be another one.
    @ParameterizedTest
    @ValueSource(strings = {"v1-4.14.json", "v1-4.18.json"})
    void theWireOfASidecarIsKept(String file) throws Exception {
        List<RecordedProxy.Callback> pushes = RecordedProxy.read(file).pushes();
        List<Event> events = posted(PtpApi.V1, "", 204, pushes);
        for (int i = 0; i < pushes.size(); i++) {
            assertArrayEquals(bytes(pushes.get(i)),
                    Base64.getDecoder().decode((String) events.get(i).extensions().get("wire")));
        }
    }

    /// The wire's id is that of the subscription (`ptp.md`, section 5.2).
    @ParameterizedTest
    @ValueSource(strings = {"v1-4.14.json", "v1-4.18.json"})
    void idsAreOursBecauseTheWiresRepeat(String file) throws Exception {
        List<RecordedProxy.Callback> pushes = RecordedProxy.read(file).pushes();
        List<Object> sent = pushes.stream().<Object>map(p -> PlainReading.json(p.body()).get("id")).distinct().toList();
        assertEquals(5, sent.size(), "one for each subscription");
        List<String> ids = posted(PtpApi.V1, "", 204, pushes).stream().map(Event::id).distinct().toList();
        assertEquals(pushes.size(), ids.size());
        assertTrue(ids.stream().noneMatch(sent::contains));
    }

    @ParameterizedTest
    @CsvSource({"v1-4.14.json, 10", "v1-4.18.json, 9"})
    void anEmptyBodyOnlyTriesTheEndpoint(String file, int tries) throws Exception {
        List<RecordedProxy.Callback> empty = RecordedProxy.read(file).steps().stream()
                .flatMap(s -> s.callbacks().stream())
                .filter(c -> c.body().isEmpty()).toList();
        assertEquals(tries, empty.size());
        assertEquals(List.of(), posted(PtpApi.V1, "", 204, empty));
    }

    /// Sidecars read numbers as doubles: what the publisher sent as -9999999999999999.
    @Test
    void theSentinelOfADeadProcessIsKnownInGosWords() throws Exception {
        List<RecordedProxy.Callback> pushes = RecordedProxy.read("v1-4.18.json").pushes().stream()
                .filter(p -> p.body().contains("-1e+16")).toList();
        Map<String, Object> row = posted(PtpApi.V1, "", 204, pushes).getFirst().facts().rows().getFirst();
        assertEquals(false, row.get("offset_valid"));
        assertFalse(row.containsKey("offset"));
    }

    @Test
    void everyPushOfAPublisherIsAnEventInBinaryMode() throws Exception {
        List<RecordedProxy.Callback> pushes = RecordedProxy.read("v1-4.18-transport.json").pushes();
        List<Event> events = posted(PtpApi.V1_TRANSPORT, "/event", 200, pushes);
        assertEquals(8, pushes.size());
        assertEquals(pushes.size(), events.size());
        for (int i = 0; i < pushes.size(); i++) {
            Map<String, String> headers = pushes.get(i).headers();
            Event event = events.get(i);
            assertSays(event, pushes.get(i), headers.get("ce-type"), headers.get("ce-time"));
            assertEquals(headers.get("ce-id"), event.id());
            assertArrayEquals(bytes(pushes.get(i)), event.payload().bytes());
            assertEquals(Map.of(), event.extensions());
        }
    }
}
