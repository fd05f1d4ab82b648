package dev.evtool.notify;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.notify.OsloMessage.OsloHead;
import dev.evtool.notify.OsloMessage.Wrapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Messages in CloudEvents terms: the type is the event type, the data the message out of its envelope. Not for several
/// threads.
final class NotifyEvents {

    /// A remote call that strayed into a topic of notifications; its method follows.
    static final String CALL = "oslo.rpc.";
    /// What is no message of oslo.messaging at all.
    static final String FOREIGN = "amqp.message";

    private static final String AMQP = "amqp";
    private static final String WIRE = "wire";
    private static final String REDACTED = "redacted";
    private static final NotifyVocabulary VOCABULARY = new NotifyVocabulary();
    private static final byte[] NOTHING = {};

    private final BrokerSettings broker;
    private final boolean keepsSecrets;
    private final AmqpText texts;
    private final Map<String, String> sources = new HashMap<>();

    NotifyEvents(BrokerSettings broker) {
        this.broker = broker;
        this.keepsSecrets = broker.connecting().keepsSecrets();
        this.texts = new AmqpText(keepsSecrets);
    }

    Event event(Arrival arrival, OsloMessage message, Instant received) {
        OsloHead head = message.head();
        Map<String, Object> extensions = new LinkedHashMap<>(4);
        extensions.put(AMQP, texts.of(arrival, message.wrapping()));
        if (message.redacted() || texts.redacted()) {
            extensions.put(REDACTED, true);
        } else if (message.wrapping() == Wrapping.OTHER) {
            extensions.put(WIRE, Base64.getEncoder().encodeToString(arrival.body()));
        }
        String id = !head.uniqueId().isEmpty() ? head.uniqueId()
                : !head.messageId().isEmpty() ? head.messageId() : UUID.randomUUID().toString();
        return event(id, source(arrival), type(head), head, received, extensions,
                new Payload(message.json(), Payload.JSON));
    }

    /// What could not be read, so that nothing is lost - but for a body in which there may be a secret, since it cannot be
    /// taken out of what cannot be read.
    Event foreign(Arrival arrival, boolean packed, Instant received) {
        Map<String, Object> extensions = new LinkedHashMap<>(4);
        extensions.put(AMQP, texts.of(arrival, Wrapping.BARE));
        byte[] body = arrival.body();
        boolean dangerous = !keepsSecrets
                && (packed || SecretNames.mayBeIn(body, 0, body.length) || isLikeACall(body));
        String type = arrival.properties().getContentType();
        Payload payload = new Payload(dangerous ? NOTHING : body, type == null ? "" : type);
        if (dangerous || texts.redacted()) {
            extensions.put(REDACTED, true);
        } else if (payload.isJson() && !OsloCodec.isVerbatim(body)) {
            extensions.put(WIRE, Base64.getEncoder().encodeToString(body));
        }
        return event(UUID.randomUUID().toString(), source(arrival), FOREIGN, OsloHead.NONE, received, extensions,
                payload);
    }

    /// Whether it may be a remote call, whose arguments are nobody's business.
    private static boolean isLikeACall(byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return text.contains("\"args") && text.contains("\"method");
    }

    /// What users call such a message.
    static String type(OsloHead head) {
        return head.eventType() != null ? head.eventType() : CALL + head.method();
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
