package dev.evtool.notify;

import dev.evtool.event.Payload;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The typed fields of a notification, out of its decoded message.
final class NotifyFacts {

    private NotifyFacts() {}

    static Map<String, Object> of(String type, Map<String, Object> extensions, Payload payload) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event_type", type);
        if (!(payload.data() instanceof Map<?, ?> message)) {
            return row;
        }
        put(row, "priority", text(message, "priority").toLowerCase(Locale.ROOT));
        String publisher = text(message, "publisher_id");
        put(row, "publisher", publisher);
        int end = separator(publisher);
        put(row, "service", end < 0 ? "" : publisher.substring(0, end));
        put(row, "host", end < 0 ? "" : publisher.substring(end + 1));
        put(row, "message_id", text(message, "message_id"));
        put(row, "request_id", text(message, "_context_request_id"));
        if (message.get("payload") instanceof Map<?, ?> said) {
            put(row, "payload_name", text(said, "nova_object.name"));
            put(row, "payload_version", text(said, "nova_object.version"));
            Map<?, ?> data = said.get("nova_object.data") instanceof Map<?, ?> inner ? inner : said;
            put(row, "uuid", text(data, data.containsKey("uuid") ? "uuid" : "instance_id"));
            put(row, "name", text(data, data.containsKey("display_name") ? "display_name" : "name"));
            put(row, "state", text(data, "state"));
        }
        if (extensions.get("duration") instanceof Number seconds) {
            row.put("duration", seconds.doubleValue());
        }
        return row;
    }

    /// The first separator only: hosts hold dots, `@` and `#` (`oslo-notifications.md`, 3).
    private static int separator(String publisher) {
        int colon = publisher.indexOf(':');
        return colon >= 0 ? colon : publisher.indexOf('.');
    }

    private static void put(Map<String, Object> row, String fact, String value) {
        if (!value.isEmpty()) {
            row.put(fact, value);
        }
    }

    private static String text(@Nullable Map<?, ?> map, String name) {
        Object value = map == null ? null : map.get(name);
        return value instanceof String s ? s : "";
    }
}
