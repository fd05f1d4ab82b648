package dev.evtool.notify;

import dev.evtool.schema.Payloads;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes whole messages of what is known of a notification: what is missing gets what oslo.messaging and Nova would have put
/// there (`oslo-notifications.md`, 3).
///
/// @param legacy whether a publisher is written with a dot
/// @param publisher for all messages; null for the message's own, else one that fits it; so the two after it
/// @param priority in upper case
/// @param keepsIds whether ids and time of a message stay as they are
public record MessageMaker(boolean legacy, @Nullable String publisher, @Nullable String priority,
        @Nullable String requestId, boolean keepsIds) {

    private static final String PUBLISHER = "publisher_id";
    private static final String PRIORITY = "priority";
    private static final String PAYLOAD = "payload";
    private static final String MESSAGE_ID = "message_id";
    private static final String TIMESTAMP = "timestamp";
    private static final String UNIQUE_ID = "_unique_id";
    private static final String CONTEXT_REQUEST = "_context_request_id";
    private static final String REQUEST = "request_id";

    /// The message, its members in the order in which they are on the wire.
    ///
    /// @param said what is known: `event_type` and `payload`, maybe more
    public Map<String, @Nullable Object> message(Map<String, @Nullable Object> said, Instant now) {
        String type = String.valueOf(said.get("event_type"));
        Map<String, @Nullable Object> fields = Payloads.fields(said.get(PAYLOAD));
        if (requestId != null && fields.containsKey(REQUEST)) {
            fields.put(REQUEST, requestId);
        }
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put(MESSAGE_ID, kept(said, MESSAGE_ID, UUID.randomUUID().toString()));
        message.put(PUBLISHER, publisher != null ? publisher
                : said.containsKey(PUBLISHER) ? said.get(PUBLISHER) : usualPublisher(type, fields));
        message.put("event_type", said.get("event_type"));
        message.put(PRIORITY, priority != null ? priority
                : said.containsKey(PRIORITY) ? said.get(PRIORITY) : usualPriority(type));
        message.put(PAYLOAD, said.get(PAYLOAD));
        message.put(TIMESTAMP, kept(said, TIMESTAMP, OsloTime.format(now)));
        message.put(UNIQUE_ID, kept(said, UNIQUE_ID, uniqueId()));
        said.forEach(message::putIfAbsent);
        if (requestId != null) {
            message.put(CONTEXT_REQUEST, requestId);
        }
        return message;
    }

    private @Nullable Object kept(Map<String, @Nullable Object> said, String member, String fresh) {
        return keepsIds && said.get(member) != null ? said.get(member) : fresh;
    }

    /// The same message for a further topic: only its id of the transport is another.
    public static Map<String, @Nullable Object> again(Map<String, @Nullable Object> message) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(message);
        copy.put(UNIQUE_ID, uniqueId());
        return copy;
    }

    /// A context with a request id: the payload's, where it has one.
    public static String request(Map<String, @Nullable Object> fields) {
        return fields.get(REQUEST) instanceof String known ? known : "req-" + UUID.randomUUID();
    }

    private static String uniqueId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String usualPriority(String type) {
        return type.endsWith(".error") || type.endsWith(".exception") ? "ERROR" : "INFO";
    }

    /// `nova-compute:host1` of versioned notifications, `compute.host1` of others.
    private String usualPublisher(String type, Map<String, @Nullable Object> fields) {
        String first = type.replaceFirst("\\..*", "");
        String host = fields.get("host") instanceof String named ? named : null;
        if (legacy) {
            return first + "." + (host == null ? "host1" : host);
        }
        String binary = fields.get("binary") instanceof String named ? named : binary(first);
        return binary + ":" + (host != null ? host : binary.equals("nova-compute") ? "compute1" : "controller1");
    }

    /// Which of Nova's services tells of such events.
    private static String binary(String object) {
        return switch (object) {
            case "aggregate", "flavor", "keypair", "server_group" -> "nova-api";
            case "compute_task" -> "nova-conductor";
            case "scheduler" -> "nova-scheduler";
            default -> "nova-compute";
        };
    }
}
