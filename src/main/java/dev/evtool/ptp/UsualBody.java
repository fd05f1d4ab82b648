package dev.evtool.ptp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Whether a body is just what [PtpCodec#encode] would make of its parts, found out without making it: nearly all are,
/// and each event is asked.
final class UsualBody {

    private final byte[] body;
    private int at;

    private UsualBody(byte[] body) {
        this.body = body;
    }

    /// True if encoding these parts gives the body; false if not, or if a part has a character that JSON escapes or that
    /// is not ASCII, which is for the encoder to judge.
    static boolean is(byte[] body, String id, String source, String type, @Nullable String time, byte[] data) {
        UsualBody rest = new UsualBody(body);
        return time != null && rest.has("{\"specversion\":\"1.0\",\"id\":\"") && rest.hasPlain(id)
                && rest.has("\",\"source\":\"") && rest.hasPlain(source) && rest.has("\",\"type\":\"")
                && rest.hasPlain(type) && rest.has("\",\"time\":\"") && rest.hasPlain(time) && rest.has("\",\"data\":")
                && rest.has(data) && rest.has("}") && rest.at == body.length;
    }

    private boolean has(String text) {
        if (body.length - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (body[at + i] != text.charAt(i)) {
                return false;
            }
        }
        at += text.length();
        return true;
    }

    private boolean hasPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return has(text);
    }

    private boolean has(byte[] bytes) {
        int end = at + bytes.length;
        if (end > body.length || Arrays.mismatch(body, at, end, bytes, 0, bytes.length) >= 0) {
            return false;
        }
        at = end;
        return true;
    }
}
