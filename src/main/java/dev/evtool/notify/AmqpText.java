package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import dev.evtool.notify.OsloMessage.Wrapping;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a message travelled, as JSON text: what the attribute `amqp` of captures holds. [AmqpTextReader] reads it. Not for
/// several threads.
///
/// ```
/// {"exchange":"nova","routing_key":"versioned_notifications.info","envelope":"2.0",
///  "properties":{"content_type":"application/json","content_encoding":"utf-8","headers":{},"delivery_mode":2,"priority":0}}
/// ```
///
/// `redelivered` is there where it is true, `envelope` where the body can be made again from the event's data, and of the
/// properties those that the message has.
final class AmqpText {

    private static final int MOST_KNOWN = 256;

    /// All that the text of most messages depends on; they come by the thousand.
    private record Usual(String exchange, String routingKey, boolean redelivered, Wrapping wrapping,
            @Nullable String contentType, @Nullable String contentEncoding, boolean headers,
            @Nullable Integer deliveryMode, @Nullable Integer priority) {}

    private final Map<Usual, String> known = new HashMap<>();
    private final boolean keepsSecrets;
    private boolean redacted;

    AmqpText(boolean keepsSecrets) {
        this.keepsSecrets = keepsSecrets;
    }

    String of(Arrival arrival, Wrapping wrapping) {
        redacted = false;
        AMQP.BasicProperties p = arrival.properties();
        if (!isUsual(p)) {
            return text(arrival, wrapping);
        }
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(
                new Usual(arrival.exchange(), arrival.routingKey(), arrival.redelivered(), wrapping, p.getContentType(),
                        p.getContentEncoding(), p.getHeaders() != null, p.getDeliveryMode(), p.getPriority()),
                usual -> text(arrival, wrapping));
    }

    /// Whether a header was hidden in the text that was made last.
    boolean redacted() {
        return redacted;
    }

    private static boolean isUsual(AMQP.BasicProperties p) {
        return (p.getHeaders() == null || p.getHeaders().isEmpty()) && p.getCorrelationId() == null
                && p.getReplyTo() == null && p.getExpiration() == null && p.getMessageId() == null
                && p.getTimestamp() == null && p.getType() == null && p.getUserId() == null && p.getAppId() == null
                && p.getClusterId() == null;
    }

    private String text(Arrival arrival, Wrapping wrapping) {
        AmqpValueWriter out = new AmqpValueWriter(keepsSecrets);
        out.raw("{\"exchange\":").text(arrival.exchange()).raw(",\"routing_key\":").text(arrival.routingKey());
        if (arrival.redelivered()) {
            out.raw(",\"redelivered\":true");
        }
        if (wrapping == Wrapping.ENVELOPE) {
            out.raw(",\"envelope\":\"2.0\"");
        }
        out.raw(",\"properties\":{");
        AMQP.BasicProperties p = arrival.properties();
        out.member("content_type", p.getContentType());
        out.member("content_encoding", p.getContentEncoding());
        out.member("headers", p.getHeaders());
        out.member("delivery_mode", p.getDeliveryMode());
        out.member("priority", p.getPriority());
        out.member("correlation_id", p.getCorrelationId());
        out.member("reply_to", p.getReplyTo());
        out.member("expiration", p.getExpiration());
        out.member("message_id", p.getMessageId());
        Date time = p.getTimestamp();
        out.member("timestamp", time == null ? null : time.toInstant().toString());
        out.member("type", p.getType());
        out.member("user_id", p.getUserId());
        out.member("app_id", p.getAppId());
        out.member("cluster_id", p.getClusterId());
        redacted = out.redacted();
        return out.raw("}}").toString();
    }
}
