package dev.evtool.notify;

import dev.evtool.event.JsonCursor;
import dev.evtool.event.JsonFormatException;
import dev.evtool.notify.OsloMessage.OsloHead;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what a message is, in one pass over its bytes, and finds the secrets in it. Of members that come twice the last
/// one counts, as for Python. Not for several threads.
final class HeadReader {

    private static final int MOST_NAMES = 512;

    private final JsonCursor json = new JsonCursor();
    private final SubjectReader payload = new SubjectReader(json);
    private final Redaction redaction = new Redaction();
    private final Map<String, Boolean> secretNames = new HashMap<>();
    private byte[] message = new byte[0];
    private @Nullable String eventType;
    private @Nullable String method;
    private String priority = "";
    private String timestamp = "";
    private String uniqueId = "";
    private String messageId = "";

    /// @throws JsonFormatException if the bytes are not one JSON object
    OsloHead read(byte[] text) throws JsonFormatException {
        forget();
        message = text;
        json.reset(text, 0, text.length);
        json.enter();
        while (json.next()) {
            switch (json.name()) {
                case "event_type" -> eventType = name();
                case "method" -> method = name();
                case "priority" -> priority = word();
                case "timestamp" -> timestamp = text();
                case "_unique_id" -> uniqueId = text();
                case "message_id" -> messageId = text();
                case "payload" -> payload();
                default -> other();
            }
        }
        json.end();
        if (eventType == null) {
            hideArguments();
        }
        return new OsloHead(eventType, eventType == null ? method : null, priority, timestamp, uniqueId, messageId,
                payload.subject(), payload.outcome(), payload.isVersioned());
    }

    /// Of the message that was read last.
    Redaction redaction() {
        return redaction;
    }

    private void forget() {
        redaction.forget();
        payload.forget();
        eventType = null;
        method = null;
        priority = "";
        timestamp = "";
        uniqueId = "";
        messageId = "";
    }

    private @Nullable String name() throws JsonFormatException {
        String name = word();
        return name.isEmpty() ? null : name;
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

    private void payload() throws JsonFormatException {
        int from = json.position();
        payload.read(message);
        redaction.hideWithin(message, from, json.position());
    }

    private void other() throws JsonFormatException {
        String name = json.name();
        int from = json.position();
        json.skip();
        if (isSecret(name)) {
            redaction.hide(message, from, json.position());
        } else {
            redaction.hideWithin(message, from, json.position());
        }
    }

    /// Most names are the same in all messages.
    private boolean isSecret(String name) {
        if (secretNames.size() > MOST_NAMES) {
            secretNames.clear();
        }
        return secretNames.computeIfAbsent(name, SecretNames::has);
    }

    /// The arguments of a remote call are nobody's business. Only now is it known that this is one, so they are looked for
    /// again; calls are rare among notifications.
    private void hideArguments() throws JsonFormatException {
        redaction.forget();
        json.reset(message, 0, message.length);
        json.enter();
        while (json.next()) {
            if (json.name().equals("args")) {
                int from = json.position();
                json.skip();
                redaction.hide(message, from, json.position());
            } else {
                other();
            }
        }
    }
}
