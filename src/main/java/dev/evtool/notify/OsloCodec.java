package dev.evtool.notify;

import dev.evtool.event.JsonCursor;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonUnescape;
import dev.evtool.notify.OsloMessage.OsloHead;
import dev.evtool.notify.OsloMessage.Wrapping;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bodies of oslo.messaging to messages, and back (`oslo-notifications.md`, 3): a message stands in a string in an
/// envelope, or as it is. Not for several threads.
final class OsloCodec {

    private static final String VERSION = "oslo.version";
    private static final String MESSAGE = "oslo.message";
    private static final byte[] BEFORE = "{\"oslo.version\": \"2.0\", \"oslo.message\": \""
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HIDDEN = "\"(hidden)\"".getBytes(StandardCharsets.UTF_8);

    private final JsonCursor json = new JsonCursor();
    private final HeadReader heads = new HeadReader();
    private final boolean keepsSecrets;

    OsloCodec(boolean keepsSecrets) {
        this.keepsSecrets = keepsSecrets;
    }

    /// @param body as it was on the wire
    /// @param compression what the header of that name says; `null` if it is not there
    /// @throws MessageFormatException if it is neither notification nor remote call
    OsloMessage decode(byte[] body, @Nullable String compression) throws MessageFormatException {
        byte[] plain = compression == null ? body : Compression.unpack(compression, body);
        try {
            byte[] inner = opened(plain);
            byte[] message = inner == null ? plain : inner;
            OsloHead head = heads.read(message);
            if (head.eventType() == null && head.method() == null) {
                throw new MessageFormatException("it has neither event_type nor method");
            }
            Wrapping wrapping = compression != null ? Wrapping.OTHER : inner == null ? Wrapping.BARE
                    : Arrays.equals(enveloped(inner), plain) ? Wrapping.ENVELOPE : Wrapping.OTHER;
            List<HeadReader.Span> secrets = keepsSecrets ? List.of() : heads.secrets();
            return new OsloMessage(secrets.isEmpty() ? message : without(message, secrets), wrapping,
                    !secrets.isEmpty(), head);
        } catch (JsonFormatException e) {
            throw new MessageFormatException("it is not JSON that makes sense: " + e.explanation());
        }
    }

    /// The message in an envelope; `null` if the body is none. Only what has both members is one.
    private byte @Nullable [] opened(byte[] body) throws JsonFormatException, MessageFormatException {
        json.reset(body, 0, body.length);
        json.enter();
        String version = "";
        int from = -1;
        int to = -1;
        boolean versioned = false;
        while (json.next()) {
            if (json.name().equals(VERSION)) {
                versioned = true;
                version = json.isString() ? json.word() : skipped();
            } else if (json.name().equals(MESSAGE)) {
                from = json.isString() ? json.position() + 1 : -1;
                json.skip();
                to = json.position() - 1;
            } else {
                json.skip();
            }
        }
        if (!versioned && to < 0) {
            return null;
        }
        if (!versioned || to < 0) {
            throw new MessageFormatException("half an envelope: it has no " + (versioned ? MESSAGE : VERSION));
        }
        if (!version.matches("2\\.\\d+")) {
            throw new MessageFormatException("an envelope of version " + version + "; oslo.messaging reads 2.0");
        }
        if (from < 0) {
            throw new MessageFormatException("an envelope whose message is no string");
        }
        byte[] message = new byte[to - from];
        return Arrays.copyOf(message, JsonUnescape.decode(body, from, to, message));
    }

    private String skipped() throws JsonFormatException {
        json.skip();
        return "(no text)";
    }

    /// The message in an envelope 2.0, as oslo.messaging writes it.
    static byte[] enveloped(byte[] message) {
        int length = BEFORE.length + AFTER.length;
        for (byte b : message) {
            length += b == '"' || b == '\\' ? 2 : 1;
        }
        byte[] body = Arrays.copyOf(BEFORE, length);
        int out = BEFORE.length;
        for (byte b : message) {
            if (b == '"' || b == '\\') {
                body[out++] = '\\';
            }
            body[out++] = b;
        }
        System.arraycopy(AFTER, 0, body, out, AFTER.length);
        return body;
    }

    private static byte[] without(byte[] message, List<HeadReader.Span> secrets) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(message.length);
        int at = 0;
        for (HeadReader.Span secret : secrets) {
            rest.write(message, at, secret.from() - at);
            rest.writeBytes(HIDDEN);
            at = secret.to();
        }
        rest.write(message, at, message.length - at);
        return rest.toByteArray();
    }
}
