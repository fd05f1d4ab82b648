package dev.evtool.container;

import dev.evtool.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/// An answer that is no stream, whatever its status.
@SuppressWarnings("ArrayRecordComponent") // never compared
record DockerAnswer(int status, Headers headers, byte[] body) {

    private static final int MOST_REASON = 300;

    boolean isGood() {
        return status / 100 == 2;
    }

    /// A header, empty where there is none.
    String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value.strip();
    }

    /// The body, if it is JSON.
    @Nullable
    Object json() {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            return Json.value(parser);
        } catch (JacksonException otherText) {
            return null;
        }
    }

    /// What the engine says went wrong: Docker as `{"message"}`, Podman as `{"cause","message","response"}`, engines of
    /// old as plain text; on one line, and empty if it says nothing.
    String reason() {
        String text = new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
        if (json() instanceof Map<?, ?> map && map.get("message") instanceof String message) {
            text = map.get("cause") instanceof String cause && !message.contains(cause)
                    ? message + " (" + cause + ")"
                    : message;
        }
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MOST_REASON ? line : line.substring(0, MOST_REASON) + "…";
    }
}
