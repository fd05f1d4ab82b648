package dev.evtool.notify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Secrets in the text of a message: where their values stand, and the text without them, which is still JSON.
final class Redaction {

    /// What stands in the place of a secret.
    static final String HIDDEN = "(hidden)";

    private static final byte[] HIDDEN_JSON = ("\"" + HIDDEN + "\"").getBytes(StandardCharsets.UTF_8);
    /// Of what oslo has hidden itself.
    private static final byte[] STARS = "\"***\"".getBytes(StandardCharsets.UTF_8);
    private static final int EMPTY = 2;

    /// What is read was found to be JSON, and as large as it is: a second opinion of that would only miss secrets.
    private static final JsonFactory UNBOUNDED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE).build())
            .build();

    /// A value, `to` not included.
    private record Span(int from, int to) {}

    private final List<Span> secrets = new ArrayList<>();

    void forget() {
        secrets.clear();
    }

    boolean isNeeded() {
        return !secrets.isEmpty();
    }

    /// Notes a value, in the order of the text, as a secret, unless there is nothing in it: null, an empty text or list.
    void hide(byte[] message, int from, int to) {
        boolean stars = java.util.Arrays.equals(message, from, to, STARS, 0, STARS.length);
        boolean literal = message[from] == 'n' || message[from] == 't' || message[from] == 'f';
        if (!literal && !stars && to - from > EMPTY) {
            while (!secrets.isEmpty() && secrets.getLast().from() >= from) {
                secrets.removeLast();
            }
            secrets.add(new Span(from, to));
        }
    }

    /// Notes what has a secret's name within a value, at any depth. The text is known to be JSON.
    void hideWithin(byte[] message, int from, int to) {
        if ((message[from] != '{' && message[from] != '[') || !SecretNames.mayBeIn(message, from, to)) {
            return;
        }
        try (JsonParser parser = UNBOUNDED.createParser(ObjectReadContext.empty(), message, from, to - from)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && SecretNames.has(parser.currentName())) {
                    parser.nextToken();
                    int start = from + (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    parser.finishToken();
                    hide(message, start, from + (int) parser.currentLocation().getByteOffset());
                }
            }
        }
    }

    /// The message with [#HIDDEN] in the place of each secret.
    byte[] of(byte[] message) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(message.length);
        int at = 0;
        for (Span secret : secrets) {
            rest.write(message, at, secret.from() - at);
            rest.writeBytes(HIDDEN_JSON);
            at = secret.to();
        }
        rest.write(message, at, message.length - at);
        return rest.toByteArray();
    }
}
