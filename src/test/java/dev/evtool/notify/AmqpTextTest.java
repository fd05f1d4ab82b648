package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.evtool.notify.OsloMessage.Wrapping;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AmqpTextTest {

    private final AmqpText texts = new AmqpText(false);

    private String text(AMQP.BasicProperties properties) {
        return texts.of(new Arrival(1, false, "nova", "k\"\n.info", properties, new byte[0]), Wrapping.BARE);
    }

    @Test
    void theUsualMessageHasAShortTextMadeOnce() {
        Arrival arrival = new Arrival(7, false, "nova", "notifications.info", RecordedMessages.USUAL, new byte[0]);
        String text = texts.of(arrival, Wrapping.ENVELOPE);
        assertEquals(
                "{\"exchange\":\"nova\",\"routing_key\":\"notifications.info\",\"envelope\":\"2.0\",\"properties\":"
                        + "{\"content_type\":\"application/json\",\"content_encoding\":\"utf-8\",\"headers\":{},\"delivery_mode\":2,"
                        + "\"priority\":0}}",
                text);
        assertSame(text, texts.of(arrival, Wrapping.ENVELOPE));
        assertTrue(texts.of(new Arrival(7, true, "nova", "k", RecordedMessages.USUAL, new byte[0]), Wrapping.BARE)
                .contains("\"redelivered\":true,\"properties\""));
    }

    @Test
    void allPropertiesSurvive() throws Exception {
        AMQP.BasicProperties all = new AMQP.BasicProperties("text/plain", "latin-1", Map.of("a", 1), 1, 9,
                "c\"\\\n\u0001",
                "r", "60000", "m", Date.from(Instant.ofEpochSecond(1_700_000_000)), "t", "u", "a", "\u00e9");
        AmqpTextReader.Way way = AmqpTextReader.read(text(all));
        assertEquals(all, way.properties());
        assertEquals("k\"\n.info", way.routingKey());
        AMQP.BasicProperties none = new AMQP.BasicProperties();
        assertEquals(none, AmqpTextReader.read(text(none)).properties());
    }

    @Test
    void eachTypeHasItsSpelling() {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("s", LongStringHelper.asLongString("x"));
        headers.put("l", 5L);
        headers.put("h", (short) 5);
        headers.put("b", (byte) 5);
        headers.put("f", 1.5f);
        headers.put("d", 1.0);
        headers.put("n", Double.NaN);
        headers.put("c", new BigDecimal("1.50"));
        headers.put("t", Date.from(Instant.EPOCH));
        headers.put("x", new byte[] {1, 2});
        headers.put("y", LongStringHelper.asLongString(new byte[] {(byte) 0xff}));
        headers.put("m", Map.of("$int8", 1));
        headers.put("v", null);
        headers.put("a", List.of(true, 1));
        String text = text(RecordedMessages.USUAL.builder().headers(headers).build());
        for (String spelled : List.of("\"s\":\"x\"", "\"l\":{\"$int64\":5}", "\"h\":{\"$int16\":5}",
                "\"b\":{\"$int8\":5}",
                "\"f\":{\"$float\":1.5}", "\"d\":1.0", "\"n\":{\"$double\":\"NaN\"}", "\"c\":{\"$decimal\":\"1.50\"}",
                "\"t\":{\"$timestamp\":\"1970-01-01T00:00:00Z\"}", "\"x\":{\"$bytes\":\"AQI=\"}",
                "\"y\":{\"$text\":\"/w==\"}",
                "\"m\":{\"$table\":{\"$int8\":1}}", "\"v\":null", "\"a\":[true,1]")) {
            assertTrue(text.contains(spelled), spelled + " in " + text);
        }
    }

    @Test
    void anyHeadersSurvive() throws Exception {
        Random random = new Random(20261121);
        for (int i = 0; i < 3000; i++) {
            Map<String, Object> headers = table(random, 0);
            String text = text(RecordedMessages.USUAL.builder().headers(headers).build());
            assertSameValue(headers, AmqpTextReader.read(text).properties().getHeaders(), text);
        }
    }

    @Test
    void whatIsTooDeepIsCut() throws Exception {
        Object deep = 1;
        for (int i = 0; i < 5000; i++) {
            deep = List.of(deep);
        }
        String text = text(RecordedMessages.properties(Map.of("a", deep)));
        assertTrue(text.contains("{\"$cut\":64}"), text);
        assertInstanceOf(List.class, AmqpTextReader.read(text).properties().getHeaders().get("a"));
    }

    @Test
    void secretsInHeadersAreHidden() {
        AMQP.BasicProperties properties = RecordedMessages.properties(
                Map.of("X-Auth-Token", LongStringHelper.asLongString("gAAAA"), "t", Map.of("password", 12345)));
        String text = text(properties);
        assertFalse(text.contains("gAAAA") || text.contains("12345"), text);
        assertTrue(texts.redacted());
        assertTrue(new AmqpText(true).of(new Arrival(1, false, "", "", properties, new byte[0]), Wrapping.BARE)
                .contains("gAAAA"));
        text(RecordedMessages.USUAL);
        assertFalse(texts.redacted());
    }

    private static Map<String, Object> table(Random random, int depth) {
        Map<String, Object> table = new LinkedHashMap<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            table.put((random.nextBoolean() ? "$" : "") + List.of("int64", "int8", "table", "a", "b", "\u00e9", "\"")
                    .get(random.nextInt(7)), value(random, depth + 1));
        }
        return table;
    }

    private static @Nullable Object value(Random random, int depth) {
        byte[] bytes = new byte[random.nextInt(12)];
        random.nextBytes(bytes);
        return switch (random.nextInt(depth > 6 ? 13 : 15)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> (short) random.nextInt();
            case 5 -> (byte) random.nextInt();
            case 6 -> random.nextInt(8) == 0 ? Double.NEGATIVE_INFINITY : Double.longBitsToDouble(random.nextLong());
            case 7 -> random.nextInt(8) == 0 ? Float.NaN : Float.intBitsToFloat(random.nextInt());
            case 8 -> new BigDecimal(BigInteger.valueOf(random.nextInt()), random.nextInt(256));
            case 9 -> Date.from(Instant.ofEpochSecond(random.nextLong() >> 24));
            case 10 -> bytes;
            case 11 -> LongStringHelper.asLongString(bytes);
            case 12 -> LongStringHelper.asLongString(new String(bytes, StandardCharsets.ISO_8859_1));
            case 13 -> table(random, depth);
            default -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
        };
    }

    private static void assertSameValue(@Nullable Object wanted, @Nullable Object got, String text) {
        switch (wanted) {
            case byte[] bytes -> assertArrayEquals(bytes, (byte[]) got, text);
            case LongString s -> assertArrayEquals(s.getBytes(), ((LongString) got).getBytes(), text);
            case Map<?, ?> map -> {
                assertEquals(map.keySet(), ((Map<?, ?>) got).keySet(), text);
                map.forEach((name, value) -> assertSameValue(value, ((Map<?, ?>) got).get(name), text));
            }
            case List<?> list -> {
                assertEquals(list.size(), ((List<?>) got).size(), text);
                for (int i = 0; i < list.size(); i++) {
                    assertSameValue(list.get(i), ((List<?>) got).get(i), text);
                }
            }
            case null, default -> assertEquals(wanted, got, text);
        }
    }
}
