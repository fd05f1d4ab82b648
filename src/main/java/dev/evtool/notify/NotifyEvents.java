package dev.evtool.notify;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.notify.OsloMessage.OsloHead;
import dev.evtool.notify.OsloMessage.Wrapping;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Messages in CloudEvents terms: the type is the event type, the data the message out of its envelope.
final class NotifyEvents {

    /// A remote call that strayed into a topic of notifications; its method follows.
    static final String CALL = "oslo.rpc.";
    /// What is no message of oslo.messaging at all.
    static final String FOREIGN = "amqp.message";

    private static final NotifyVocabulary VOCABULARY = new NotifyVocabulary();

    private final BrokerSettings broker;
    private final Map<String, String> sources = new HashMap<>();

    NotifyEvents(BrokerSettings broker) {
        this.broker = broker;
    }

    Event event(Arrival arrival, OsloMessage message, Instant received) {
        OsloHead head = message.head();
        String type = head.eventType() != null ? head.eventType() : CALL + head.method();
        Map<String, Object> extensions = new LinkedHashMap<>(4);
        extensions.put("amqp", AmqpText.of(arrival, message.wrapping()));
        if (message.redacted()) {
            extensions.put("redacted", true);
        } else if (message.wrapping() == Wrapping.OTHER) {
            extensions.put("wire", Base64.getEncoder().encodeToString(arrival.body()));
        }
        String id = !head.uniqueId().isEmpty() ? head.uniqueId()
                : !head.messageId().isEmpty() ? head.messageId() : UUID.randomUUID().toString();
        return event(id, source(arrival), type.isEmpty() ? FOREIGN : type, head, received, extensions,
                new Payload(message.json(), Payload.JSON));
    }

    /// What could not be read, so that nothing is lost.
    Event foreign(Arrival arrival, Instant received) {
        Map<String, Object> extensions = new LinkedHashMap<>(2);
        extensions.put("amqp", AmqpText.of(arrival, Wrapping.BARE));
        String type = arrival.properties().getContentType();
        return event(UUID.randomUUID().toString(), source(arrival), FOREIGN,
                new OsloHead(null, null, "", "", "", "", "", ""), received, extensions,
                new Payload(arrival.body(), type == null ? "" : type));
    }

    private static Event event(String id, String source, String type, OsloHead head, Instant received,
            Map<String, Object> extensions, Payload payload) {
        return new Event(id, source, type, head.subject().isEmpty() ? null : head.subject(),
                OsloTime.parse(head.timestamp()), received, severity(head), extensions, payload,
                Facts.lazy(() -> VOCABULARY.facts(source, type, extensions, payload)));
    }

    private String source(Arrival arrival) {
        return sources.computeIfAbsent(arrival.exchange(), broker::sourceOf);
    }

    /// A failed login is sent as INFO: only its outcome tells (`oslo-notifications.md`, 6).
    private static Severity severity(OsloHead head) {
        Severity said = switch (head.priority()) {
            case "ERROR", "CRITICAL" -> Severity.ERROR;
            case "WARN" -> Severity.WARN;
            default -> Severity.INFO;
        };
        return head.outcome().equals("failure") ? said.worse(Severity.WARN) : said;
    }
}
