package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages that are no notifications, or are hard to take: each is told of, and the next one is shown.
@Timeout(60)
class BadMessagesTest {

    private static final String KEY = "versioned_notifications.info";
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        broker.exchange("nova", false);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'no JSON at all' | not JSON", "'' | empty",
            "'{\"oslo.version\": \"2.0\"}' | half an envelope: it has no oslo.message",
            "'{\"oslo.message\": \"{}\"}' | half an envelope: it has no oslo.version",
            "'{\"oslo.version\": \"3.0\", \"oslo.message\": \"{}\"}' | an envelope of version 3.0",
            "'{\"oslo.version\": \"2.0\", \"oslo.message\": 7}' | whose message is no string",
            "'[1, 2]' | JSON", "'{\"a\": 1}' | neither event_type nor method"})
    void whatIsNoNotificationIsToldOfAndKept(String body, String words) throws Exception {
        try (TapFixture tap = TapFixture.reading(broker.uri())) {
            broker.publish("nova", KEY, body);
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            tap.awaitNumbers(1);
            String told = tap.sink().notices(Notice.Kind.MALFORMED).getFirst().text();
            assertTrue(told.contains(words), told);
            Event kept = tap.sink().events().getFirst();
            assertEquals("amqp.message", kept.type());
            assertEquals(body, new String(kept.payload().bytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void hugeMessagesInARowAreGapsAndTakeNoMoreMemoryThanAFew() throws Exception {
        try (TapFixture tap = TapFixture.reading(broker.uri())) {
            byte[] huge = new byte[50 << 20];
            for (int i = 0; i < 3; i++) {
                broker.publish("nova", KEY, MessageProperties.BASIC, huge);
            }
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            tap.awaitNumbers(1);
            assertEquals(3, tap.sink().gaps().size());
            assertEquals("a message of 50 MB on " + KEY + " is longer than evtool keeps",
                    tap.sink().gaps().getFirst().reason());
        }
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // the client library has timestamps so
    void headersOfEveryTypeDoNoHarm() throws Exception {
        Map<String, Object> headers = new HashMap<>();
        headers.put("true", true);
        headers.put("byte", (byte) -1);
        headers.put("short", (short) -2);
        headers.put("int", -3);
        headers.put("long", Long.MIN_VALUE);
        headers.put("float", 1.5f);
        headers.put("double", Double.NaN);
        headers.put("decimal", new BigDecimal("12.34"));
        headers.put("text", LongStringHelper.asLongString("\u001b[31mred\u0000"));
        headers.put("bytes", new byte[] {-1, 0, 1});
        headers.put("time", new Date(1_000_000_000_000L));
        headers.put("nothing", null);
        headers.put("table", Map.of("in", Map.of("deeper", List.of(1, "two"))));
        headers.put("list", List.of(true, 1L, Map.of()));
        headers.put("compression", 7);
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder().headers(headers).build();
        try (TapFixture tap = TapFixture.reading(broker.uri())) {
            broker.publish("nova", KEY, properties,
                    EmbeddedBroker.notification(1).getBytes(StandardCharsets.UTF_8));
            broker.publish("nova", KEY, EmbeddedBroker.notification(2));
            tap.awaitNumbers(1, 2);
        }
    }

    @Test
    void whatComesTwiceIsShownOnceAndCounted() throws Exception {
        TapFixture tap = TapFixture.reading(broker.uri());
        try (tap) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            broker.publish("nova", KEY, EmbeddedBroker.notification(2));
            tap.awaitNumbers(1, 2);
        }
        tap.awaitNotice(Notice.Kind.WARNING, "1 message came again");
    }
}
