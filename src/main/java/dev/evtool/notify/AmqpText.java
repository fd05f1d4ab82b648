package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import dev.evtool.notify.OsloMessage.Wrapping;
import java.util.Map;

/// How a message travelled, as JSON text: what the attribute `amqp` of captures holds.
final class AmqpText {

    private AmqpText() {}

    static String of(Arrival arrival, Wrapping wrapping) {
        StringBuilder out = new StringBuilder(256);
        out.append("{\"exchange\":");
        quote(arrival.exchange(), out);
        out.append(",\"routing_key\":");
        quote(arrival.routingKey(), out);
        if (wrapping == Wrapping.ENVELOPE) {
            out.append(",\"envelope\":\"2.0\"");
        }
        out.append(",\"properties\":{");
        AMQP.BasicProperties p = arrival.properties();
        int before = out.length();
        text("content_type", p.getContentType(), out);
        text("content_encoding", p.getContentEncoding(), out);
        Map<String, Object> headers = p.getHeaders();
        if (headers != null) {
            out.append("\"headers\":{},");
        }
        if (p.getDeliveryMode() != null) {
            out.append("\"delivery_mode\":").append(p.getDeliveryMode()).append(',');
        }
        if (p.getPriority() != null) {
            out.append("\"priority\":").append(p.getPriority()).append(',');
        }
        if (out.length() > before) {
            out.setLength(out.length() - 1);
        }
        return out.append("}}").toString();
    }

    private static void text(String name, @org.jspecify.annotations.Nullable String value, StringBuilder out) {
        if (value != null) {
            out.append('"').append(name).append("\":");
            quote(value, out);
            out.append(',');
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
