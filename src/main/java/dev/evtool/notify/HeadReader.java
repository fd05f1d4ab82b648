package dev.evtool.notify;

import dev.evtool.event.JsonCursor;
import dev.evtool.event.JsonFormatException;
import dev.evtool.notify.OsloMessage.OsloHead;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what a message is, in one pass over its bytes, and finds the secrets in it. Not for several threads.
final class HeadReader {

    /// A part of the message, `to` not included.
    record Span(int from, int to) {}

    /// The ids that payloads have, the most telling first.
    private static final List<String> IDS = List.of("uuid", "instance_uuid", "instance_id", "volume_id", "port_id",
            "network_id", "snapshot_id", "backup_id", "resource_info", "server_group_id", "aggregate_id", "flavorid",
            "id", "name", "host");
    private static final String DATA = ".data";
    private static final int EMPTY_TEXT = 2;

    private final JsonCursor json = new JsonCursor();
    private final List<Span> secrets = new ArrayList<>();
    private @Nullable String eventType;
    private @Nullable String method;
    private String priority = "";
    private String timestamp = "";
    private String uniqueId = "";
    private String messageId = "";
    private String subject = "";
    private int rank;
    private String outcome = "";
    private int args = -1;

    /// @throws JsonFormatException if the bytes are not one JSON object
    OsloHead read(byte[] message) throws JsonFormatException {
        forget();
        json.reset(message, 0, message.length);
        json.enter();
        while (json.next()) {
            switch (json.name()) {
                case "event_type" -> eventType = word();
                case "method" -> method = word();
                case "priority" -> priority = word();
                case "timestamp" -> timestamp = text();
                case "_unique_id" -> uniqueId = text();
                case "message_id" -> messageId = text();
                case "payload" -> payload();
                case "_context_auth_token", "_context_service_catalog" -> secret(message);
                case "args" -> secretIfCall(message);
                default -> json.skip();
            }
        }
        json.end();
        if (eventType != null) {
            secrets.removeIf(span -> span.from() == args);
        }
        return new OsloHead(eventType, eventType == null ? method : null, priority, timestamp, uniqueId, messageId,
                subject, outcome);
    }

    private void forget() {
        secrets.clear();
        eventType = null;
        method = null;
        priority = "";
        timestamp = "";
        uniqueId = "";
        messageId = "";
        subject = "";
        outcome = "";
        rank = IDS.size();
        args = -1;
    }

    /// Where the values of secrets stand in the message that was read last.
    List<Span> secrets() {
        return List.copyOf(secrets);
    }

    private String word() throws JsonFormatException {
        if (json.isString()) {
            return json.word();
        }
        json.skip();
        return "";
    }

    private String text() throws JsonFormatException {
        if (json.isString()) {
            return json.text();
        }
        json.skip();
        return "";
    }

    /// A token or a catalog that is there; null and what is empty is no secret.
    private void secret(byte[] message) throws JsonFormatException {
        int from = json.position();
        json.skip();
        int to = json.position();
        if (message[from] != 'n' && to - from > EMPTY_TEXT) {
            secrets.add(new Span(from, to));
        }
    }

    /// The arguments of a remote call are nobody's business; a notification has none.
    private void secretIfCall(byte[] message) throws JsonFormatException {
        args = json.position();
        secret(message);
    }

    private void payload() throws JsonFormatException {
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.enter();
        while (json.next()) {
            String name = json.name();
            if (name.endsWith(DATA) && json.isObject()) {
                members();
            } else {
                member(name);
            }
        }
    }

    private void members() throws JsonFormatException {
        json.enter();
        while (json.next()) {
            member(json.name());
        }
    }

    private void member(String name) throws JsonFormatException {
        if (name.equals("outcome")) {
            outcome = word();
            return;
        }
        int place = IDS.indexOf(name);
        if (place >= 0 && place < rank && json.isString()) {
            subject = json.text();
            rank = subject.isEmpty() ? rank : place;
        } else {
            json.skip();
        }
    }
}
