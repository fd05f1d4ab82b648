package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.evtool.notify.EmitSettings.MissingExchange;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.StreamException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is published, and what the broker says to it.
@Timeout(60)
class EmitterTest {

    private static final byte[] MESSAGE = "{\"event_type\": \"a\", \"text\": \"\\u00e9\\\"\"}"
            .getBytes(StandardCharsets.US_ASCII);
    private final List<String> news = new ArrayList<>();
    private EmbeddedBroker broker;
    private Connection reader;
    private Channel channel;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        broker.exchange("nova", false);
        reader = broker.connect();
        channel = reader.createChannel();
        channel.queueDeclare("topic.info", false, false, false, null);
        channel.queueBind("topic.info", "nova", "topic.info");
    }

    @AfterEach
    void stop() throws Exception {
        reader.abort();
        broker.close();
    }

    private Emitter emitter(String exchange, MissingExchange missing, boolean enveloped, boolean compressed)
            throws StreamException {
        return Emitter.open(new EmitSettings(BrokerUri.parse(broker.uri(), Connecting.DEFAULT).settings(), exchange,
                missing, enveloped, compressed, Duration.ofSeconds(20)), news::add);
    }

    private GetResponse sent(boolean enveloped, boolean compressed) throws Exception {
        try (Emitter emitter = emitter("nova", MissingExchange.FAIL, enveloped, compressed)) {
            emitter.send(new Outgoing("topic", "info", MESSAGE));
            emitter.settle(Duration.ofSeconds(20));
            assertEquals(1, emitter.sent());
            assertEquals(1, emitter.confirmed());
            assertEquals(Map.of(), emitter.unrouted());
        }
        return channel.basicGet("topic.info", true);
    }

    @Test
    void bodyAndPropertiesAreThoseOfOslo() throws Exception {
        GetResponse got = sent(true, false);
        assertEquals("{\"oslo.version\": \"2.0\", \"oslo.message\": \"{\\\"event_type\\\": \\\"a\\\", \\\"text\\\": "
                + "\\\"\\\\u00e9\\\\\\\"\\\"}\"}", new String(got.getBody(), StandardCharsets.UTF_8));
        AMQP.BasicProperties properties = got.getProps();
        assertEquals("application/json", properties.getContentType());
        assertEquals("utf-8", properties.getContentEncoding());
        assertEquals(2, properties.getDeliveryMode());
        assertEquals(0, properties.getPriority());
        assertEquals(Map.of(), properties.getHeaders());
        assertEquals(null, properties.getMessageId());
        assertEquals(null, properties.getTimestamp());
        assertEquals("topic.info", got.getEnvelope().getRoutingKey());
    }

    @Test
    void bareIsTheMessageItself() throws Exception {
        assertArrayEquals(MESSAGE, sent(false, false).getBody());
    }

    @Test
    void gzipIsAZlibStream() throws Exception {
        GetResponse got = sent(true, true);
        assertEquals("application/x-gzip", got.getProps().getHeaders().get("compression").toString());
        assertArrayEquals(sent(true, false).getBody(),
                new InflaterInputStream(new ByteArrayInputStream(got.getBody())).readAllBytes());
    }

    @Test
    void whatNoQueueTakesComesBack() throws Exception {
        try (Emitter emitter = emitter("nova", MissingExchange.FAIL, true, false)) {
            emitter.send(new Outgoing("topic", "info", MESSAGE));
            emitter.send(new Outgoing("topic", "error", MESSAGE));
            emitter.send(new Outgoing("topic", "error", MESSAGE));
            emitter.settle(Duration.ofSeconds(20));
            assertEquals(Map.of("topic.error", 2L), emitter.unrouted());
            assertEquals(3, emitter.confirmed());
        }
        assertEquals(1, channel.messageCount("topic.info"));
    }

    @Test
    void manyAreConfirmed() throws Exception {
        try (Emitter emitter = emitter("nova", MissingExchange.FAIL, true, false)) {
            for (int i = 0; i < 5_000; i++) {
                emitter.send(new Outgoing("topic", "info", MESSAGE));
            }
            emitter.settle(Duration.ofSeconds(20));
            assertEquals(5_000, emitter.confirmed());
        }
        assertEquals(5_000, channel.messageCount("topic.info"));
    }

    @Test
    void aMissingExchangeIsNotMade() throws Exception {
        StreamException e = assertThrows(StreamException.Unreachable.class,
                () -> emitter("none", MissingExchange.FAIL, true, false));
        assertTrue(e.problem().what().endsWith("has no exchange \"none\""), e.problem().what());
        assertThrows(Exception.class, () -> broker.ask(c -> c.exchangeDeclarePassive("none")));
    }

    @Test
    void itIsMadeWhereThatIsSpelledOutAndLeftAloneWhereItIs() throws Exception {
        emitter("none", MissingExchange.TRANSIENT, true, false).close();
        assertTrue(news.getFirst().startsWith("made the exchange \"none\", transient"), news.toString());
        emitter("none", MissingExchange.DURABLE, true, false).close();
        assertEquals("the exchange \"none\" is there, and was left as it is", news.getLast());
    }

    @Test
    void aBrokerThatDiesIsTold() throws Exception {
        try (Emitter emitter = emitter("nova", MissingExchange.FAIL, true, false)) {
            broker.crash();
            assertThrows(StreamException.Unreachable.class, () -> {
                for (int i = 0; i < 5_000; i++) {
                    emitter.send(new Outgoing("topic", "info", MESSAGE));
                }
                emitter.settle(Duration.ofSeconds(20));
            });
        }
        broker.restart(); // to be closed as the others
    }

    @ParameterizedTest
    @CsvSource({"20/s, true", "100, true", "6/m, true", "0.5/s, true", "0, false", "fast, false", "-1, false",
            "5/d, false"})
    void ratesAreRead(String text, boolean isOne) {
        assertEquals(isOne, Pace.parse(text).isPresent());
    }

    @Test
    void aRateKeepsMessagesApart() throws Exception {
        Pace pace = Pace.parse("50/s").orElseThrow();
        long started = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            pace.await();
        }
        assertFalse(System.nanoTime() - started < Duration.ofMillis(100).toNanos());
    }
}
