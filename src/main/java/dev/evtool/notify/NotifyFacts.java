package dev.evtool.notify;

import dev.evtool.event.Payload;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The typed fields of a notification, out of its decoded message and the way it came.
final class NotifyFacts {

    private NotifyFacts() {}

    static Map<String, Object> of(String type, Map<String, Object> extensions, Payload payload) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event_type", type);
        way(extensions, row);
        if (extensions.get("duration") instanceof Number seconds) {
            row.put("duration", seconds.doubleValue());
        }
        if (!(payload.data() instanceof Map<?, ?> message) || !(message.get("event_type") instanceof String)) {
            row.put("format", type.startsWith(NotifyEvents.CALL) ? "rpc" : "foreign");
            return row;
        }
        put(row, "priority", text(message, "priority").toLowerCase(Locale.ROOT));
        publisher(text(message, "publisher_id"), row);
        put(row, "message_id", text(message, "message_id"));
        put(row, "request_id", text(message, "_context_request_id"));
        put(row, "project", first(message, "_context_project_id", "_context_tenant", "_context_project"));
        put(row, "user", first(message, "_context_user_id", "_context_user"));
        PayloadFacts.read(message.get("payload"), "error".equals(row.get("priority")), row);
        return row;
    }

    private static void way(Map<String, Object> extensions, Map<String, Object> row) {
        if (!(extensions.get("amqp") instanceof String amqp)) {
            return;
        }
        AmqpTextReader.Way way = AmqpTextReader.tryRead(amqp);
        if (way != null) {
            put(row, "exchange", way.exchange());
            int end = way.routingKey().lastIndexOf('.');
            boolean priority = end > 0 && TapWish.PRIORITIES.contains(way.routingKey().substring(end + 1));
            put(row, "topic", priority ? way.routingKey().substring(0, end) : way.routingKey());
        }
    }

    /// The first separator only: hosts hold dots, `@` and `#` (`oslo-notifications.md`, 3).
    private static void publisher(String publisher, Map<String, Object> row) {
        put(row, "publisher", publisher);
        for (int i = 0; i < publisher.length(); i++) {
            if (publisher.charAt(i) == ':' || publisher.charAt(i) == '.') {
                put(row, "service", publisher.substring(0, i));
                put(row, "host", publisher.substring(i + 1));
                return;
            }
        }
        put(row, "service", publisher);
    }

    /// Puts a fact that is known; one that is there already is replaced.
    static void put(Map<String, Object> row, String fact, String value) {
        if (!value.isEmpty()) {
            row.put(fact, value);
        }
    }

    /// A text of an object; empty if there is none.
    static String text(@Nullable Map<?, ?> object, String name) {
        Object value = object == null ? null : object.get(name);
        return value instanceof String s ? s : "";
    }

    /// The first of these texts that is not empty.
    static String first(Map<?, ?> object, String... names) {
        for (String name : names) {
            String value = text(object, name);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
