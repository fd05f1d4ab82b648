package dev.evtool.notify;

import dev.evtool.event.JsonCursor;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonUnescape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes messages out of envelopes: JSON objects that hold the message as a string of JSON
/// (`oslo-notifications.md`, 3). Not for several threads.
final class OsloEnvelope {

    private static final String VERSION = "oslo.version";
    private static final String MESSAGE = "oslo.message";
    private static final byte[] BEFORE = "{\"oslo.version\": \"2.0\", \"oslo.message\": \""
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.UTF_8);

    private static final int LONGEST_VERSION = 16;

    /// What was in an envelope.
    ///
    /// @param message the text in it
    /// @param usual whether [#around] makes the very same envelope of it
    /// @param remark why oslo.messaging would refuse the envelope; `null` if it would not
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Opened(byte[] message, boolean usual, @Nullable String remark) {}

    private final JsonCursor json = new JsonCursor();
    private String version = "";
    private int from;
    private int to;

    /// Opens it; `null` if the body is no envelope: for oslo.messaging it is one only if both members are there.
    ///
    /// @throws MessageFormatException if nobody can tell what is in this envelope
    @Nullable
    Opened open(byte[] body) throws JsonFormatException, MessageFormatException {
        Opened usual = isUsual(body) ? usual(body) : null;
        if (usual != null) {
            return usual;
        }
        find(body);
        if (version.isEmpty() || to < 0) {
            return null;
        }
        int[] numbers = numbers(version);
        if (numbers.length < 2 || numbers[0] != 2) {
            throw new MessageFormatException("it is in an envelope of version " + cut(version) + ", not 2.0");
        }
        if (from < 0) {
            throw new MessageFormatException("it is in an envelope whose message is no string");
        }
        boolean later = numbers[1] > 0 || (numbers.length > 2 && numbers[2] > 0);
        return new Opened(unescaped(body, from, to), false,
                later ? "it is in an envelope of version " + version + ", which oslo.messaging refuses" : null);
    }

    /// The member that a body lacks to be an envelope, if it has the other one; to be asked when there was nothing to open.
    @Nullable
    String missing() {
        return version.isEmpty() == (to < 0) ? null : version.isEmpty() ? VERSION : MESSAGE;
    }

    private static boolean isUsual(byte[] body) {
        return body.length > BEFORE.length + AFTER.length
                && Arrays.equals(body, 0, BEFORE.length, BEFORE, 0, BEFORE.length)
                && Arrays.equals(body, body.length - AFTER.length, body.length, AFTER, 0, AFTER.length);
    }

    /// What begins and ends as usual, with one string in between in which only quotes and backslashes are escaped, is
    /// unpacked while it is checked; `null` for all else. This is where most of a message's time went.
    private static @Nullable Opened usual(byte[] body) {
        int end = body.length - AFTER.length;
        byte[] message = new byte[end - BEFORE.length];
        int out = 0;
        int p = BEFORE.length;
        while (p < end) {
            byte b = body[p++];
            if (b == '\\') {
                b = body[p++];
                if (b != '"' && b != '\\') {
                    return null;
                }
            } else if (b == '"' || (b >= 0 && b < ' ')) {
                return null;
            }
            message[out++] = b;
        }
        return p == end ? new Opened(Arrays.copyOf(message, out), true, null) : null;
    }

    private void find(byte[] body) throws JsonFormatException {
        version = "";
        from = -1;
        to = -1;
        json.reset(body, 0, body.length);
        json.enter();
        while (json.next()) {
            boolean string = json.isString();
            if (json.name().equals(VERSION)) {
                version = string ? json.word() : notText();
            } else {
                int start = json.position();
                boolean message = json.name().equals(MESSAGE);
                json.skip();
                from = message ? string ? start + 1 : -1 : from;
                to = message ? json.position() - 1 : to;
            }
        }
        json.end();
    }

    /// As much of a foreign text as a version can have.
    private static String cut(String text) {
        return text.length() > LONGEST_VERSION ? text.substring(0, LONGEST_VERSION) + "..." : text;
    }

    private String notText() throws JsonFormatException {
        json.skip();
        return "(no text)";
    }

    private static byte[] unescaped(byte[] body, int from, int to) {
        byte[] message = new byte[to - from];
        return Arrays.copyOf(message, JsonUnescape.decode(body, from, to, message));
    }

    /// Of `2.0` or `2.0.1`; empty if it is nothing of the kind.
    private static int[] numbers(String version) {
        String[] parts = version.split("\\.", 4);
        int[] numbers = new int[Math.min(parts.length, 3)];
        for (int i = 0; i < numbers.length; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 4
                    || !parts[i].chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new int[0];
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        return numbers;
    }

    /// The message in an envelope 2.0, as oslo.messaging writes it.
    static byte[] around(byte[] message) {
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
}
