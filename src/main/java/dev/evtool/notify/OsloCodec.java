package dev.evtool.notify;

import dev.evtool.event.JsonFormatException;
import dev.evtool.notify.OsloMessage.OsloHead;
import dev.evtool.notify.OsloMessage.Wrapping;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Bodies of oslo.messaging to messages (`oslo-notifications.md`, 3): a message stands in a string in an envelope, or as
/// it is; secrets are taken out of it. Not for several threads.
///
/// Python reads a little more than JSON: what has NaN in it, or half a surrogate pair as it is, is no message here, since
/// neither a capture nor any program behind a pipe could read it.
final class OsloCodec {

    private static final String NEITHER = "it has neither event_type nor method";

    private final OsloEnvelope envelope = new OsloEnvelope();
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
            OsloEnvelope.Opened opened = envelope.open(plain);
            byte[] message = opened == null ? plain : opened.message();
            OsloHead head = heads.read(message);
            if (head.eventType() == null && head.method() == null) {
                throw new MessageFormatException(opened == null ? neither() : NEITHER);
            }
            boolean verbatim = compression == null && (opened == null || opened.usual()) && isVerbatim(message);
            Wrapping wrapping = !verbatim ? Wrapping.OTHER : opened == null ? Wrapping.BARE : Wrapping.ENVELOPE;
            boolean redacted = !keepsSecrets && heads.redaction().isNeeded();
            return new OsloMessage(redacted ? heads.redaction().of(message) : message, wrapping, redacted, head,
                    opened == null ? null : opened.remark());
        } catch (JacksonException e) {
            throw new MessageFormatException("it is JSON that cannot be searched for secrets");
        } catch (JsonFormatException e) {
            throw new MessageFormatException("it is not JSON: " + e.explanation());
        }
    }

    private String neither() {
        String missing = envelope.missing();
        return missing == null ? NEITHER
                : "it is half an envelope: it has no " + missing;
    }

    /// Whether a capture keeps a JSON text byte by byte: there a line end between tokens becomes a blank, and blanks around
    /// are left out.
    static boolean isVerbatim(byte[] json) {
        if (json.length == 0 || json[0] <= ' ' || json[json.length - 1] <= ' ') {
            return false;
        }
        for (byte b : json) {
            if (b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
