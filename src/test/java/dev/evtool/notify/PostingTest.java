package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.evtool.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// From a broker through a capture and back to a broker.
class PostingTest {

    static List<Arrival> recorded() {
        return RecordedMessages.all().toList();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void eachRecordedMessageComesBackByteByByte(Arrival arrival) throws Exception {
        Event event = new Passage().take(arrival).recorded();
        assertNotEquals(NotifyEvents.FOREIGN, event.type());
        assertNull(event.extensions().get("redacted"));
        Posting posting = Posting.of(event);
        assertArrayEquals(arrival.body(), posting.body());
        assertEquals(arrival.exchange(), posting.exchange());
        assertEquals(arrival.routingKey(), posting.routingKey());
        assertEquals(arrival.properties(), posting.properties());
        assertEquals(RecordedMessages.compression(arrival) != null, event.extensions().containsKey("wire"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"event_type\":\"a\"}", " {\"event_type\": \"a\",\n \"payload\": \"é\"}\n",
            "{\"oslo.version\":\"2.0\",\"oslo.message\":\"{\\\"event_type\\\":\\\"a\\\"}\"}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": \"{\\\"event_type\\\": \\\"\\u00e9\\\"}\"}",
            "{\"oslo.version\": \"2.1\", \"oslo.message\": \"{\\\"event_type\\\": \\\"a\\\"}\"}", "no JSON", "{}",
            "{\n}", "",
            "{\"event_type\": \"a\", \"x\": NaN}"})
    void oddBodiesComeBackToo(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Event event = new Passage().take(RecordedMessages.of(bytes, null)).recorded();
        assertArrayEquals(bytes, Posting.of(event).body());
    }

    @Test
    void withoutItsSecretABodyIsNoLongerPacked() throws Exception {
        String message = "{\"event_type\": \"a\", \"_context_auth_token\": \"gAAAA\"}";
        Event event = new Passage()
                .take(RecordedMessages.of(deflated(RecordedMessages.enveloped(message)), "application/x-gzip"))
                .recorded();
        Posting posting = Posting.of(event);
        assertEquals(message.replace("gAAAA", "(hidden)"), new String(posting.body(), StandardCharsets.UTF_8));
        assertEquals(Map.of(), posting.properties().getHeaders());
    }

    @Test
    void whatDidNotComeFromABrokerIsRefused() throws Exception {
        Event event = new Passage().take(RecordedMessages.of("v1").getFirst()).recorded();
        assertThrows(MessageFormatException.class, () -> Posting.of(event.with(Map.of())));
        for (String amqp : new String[] {"", "x", "[]", "{", "{} {}", "{\"properties\":{\"priority\":5000000000}}",
                "{\"properties\":{\"type\":1}}", "{\"properties\":{\"headers\":{\"a\":{\"$int8\":\"x\"}}}}",
                "{\"properties\":{\"headers\":{\"a\":{\"$table\":null}}}}",
                "{\"properties\":{\"headers\":{\"a\":{\"$bytes\":\"*\"}}}}",
                "{\"properties\":{\"timestamp\":\"x\"}}"}) {
            assertThrows(MessageFormatException.class, () -> Posting.of(event.with(Map.of("amqp", amqp))), amqp);
        }
    }

    private static byte[] deflated(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }
}
