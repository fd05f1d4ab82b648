package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.evtool.event.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// Reads what [AmqpText] has written.
final class AmqpTextReader {

    private AmqpTextReader() {}

    /// How a message travelled. What a text lacks is empty, false, or `null` in the properties.
    ///
    /// @param enveloped whether the body was the event's data in an envelope 2.0
    record Way(String exchange, String routingKey, boolean redelivered, boolean enveloped,
            AMQP.BasicProperties properties) {}

    /// @param amqp what the attribute of that name holds
    /// @throws MessageFormatException if it is no such text
    static Way read(String amqp) throws MessageFormatException {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), amqp)) {
            parser.nextToken();
            if (Json.value(parser) instanceof Map<?, ?> all && parser.nextToken() == null) {
                return new Way(word(all, "exchange"), word(all, "routing_key"), Boolean.TRUE.equals(
                        all.get("redelivered")), "2.0".equals(all.get("envelope")),
                        properties(all.get("properties") instanceof Map<?, ?> given ? given : Map.of()));
            }
        } catch (JacksonException | ClassCastException | IllegalArgumentException | ArithmeticException
                | DateTimeException e) {
            throw new MessageFormatException("its attribute amqp cannot be read");
        }
        throw new MessageFormatException("its attribute amqp is no JSON object");
    }

    /// The same, `null` if it is no such text.
    static @Nullable Way tryRead(String amqp) {
        try {
            return read(amqp);
        } catch (MessageFormatException notOurs) {
            return null;
        }
    }

    private static String word(Map<?, ?> all, String name) {
        return all.get(name) instanceof String s ? s : "";
    }

    private static AMQP.BasicProperties properties(Map<?, ?> given) {
        Object time = given.get("timestamp");
        return new AMQP.BasicProperties(text(given, "content_type"), text(given, "content_encoding"),
                headers(given.get("headers")),
                number(given, "delivery_mode"), number(given, "priority"), text(given, "correlation_id"),
                text(given, "reply_to"), text(given, "expiration"), text(given, "message_id"),
                time instanceof String t ? Date.from(Instant.parse(t)) : null, text(given, "type"),
                text(given, "user_id"), text(given, "app_id"), text(given, "cluster_id"));
    }

    @SuppressWarnings("unchecked") // tables have no other names than texts
    private static @Nullable Map<String, Object> headers(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, Object>) object(map) : null;
    }

    private static @Nullable String text(Map<?, ?> given, String name) {
        return (String) given.get(name);
    }

    private static @Nullable Integer number(Map<?, ?> given, String name) {
        return given.get(name) instanceof Long n ? Math.toIntExact(n) : null;
    }

    private static Map<String, @Nullable Object> table(Map<?, ?> json) {
        Map<String, @Nullable Object> table = new LinkedHashMap<>();
        json.forEach((name, value) -> table.put((String) name, value(value)));
        return table;
    }

    private static @Nullable Object value(@Nullable Object json) {
        return switch (json) {
            case null -> null;
            case String s -> LongStringHelper.asLongString(s);
            case Long n -> Math.toIntExact(n);
            case List<?> list -> {
                List<@Nullable Object> values = new ArrayList<>(list.size());
                list.forEach(item -> values.add(value(item)));
                yield values;
            }
            case Map<?, ?> map -> object(map);
            case Double d -> d;
            case Boolean b -> b;
            default -> throw new ArithmeticException("AMQP has no " + json.getClass());
        };
    }

    private static @Nullable Object object(Map<?, ?> map) {
        Map.Entry<?, ?> only = map.size() == 1 ? map.entrySet().iterator().next() : null;
        Object value = only == null ? null : only.getValue();
        return switch (only == null ? "" : (String) only.getKey()) {
            case "$int64" -> value;
            case "$int16" -> ((Long) whole(value)).shortValue();
            case "$int8" -> ((Long) whole(value)).byteValue();
            case "$float" -> Float.valueOf(String.valueOf(value));
            case "$double" -> Double.valueOf(String.valueOf(value));
            case "$decimal" -> new BigDecimal(String.valueOf(value));
            case "$timestamp" -> Date.from(Instant.parse(String.valueOf(value)));
            case "$bytes" -> bytes(value);
            case "$text" -> LongStringHelper.asLongString(bytes(value));
            case "$table" -> table((Map<?, ?>) whole(value));
            case "$cut" -> null;
            default -> table(map);
        };
    }

    private static Object whole(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("null has no type");
        }
        return value;
    }

    private static byte[] bytes(@Nullable Object value) {
        return Base64.getDecoder().decode(String.valueOf(value).getBytes(StandardCharsets.ISO_8859_1));
    }
}
