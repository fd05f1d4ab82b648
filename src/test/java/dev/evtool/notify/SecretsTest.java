package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.impl.LongStringHelper;
import dev.evtool.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A token of a request's context opens a cloud: it may be in nothing that evtool shows or keeps.
class SecretsTest {

    private static final String SECRET = "gAAAAABvery-secret";

    private static void assertHidden(Passage passage) throws Exception {
        String lines = passage.lines();
        String packed = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)).substring(0, 20);
        assertFalse(lines.contains(SECRET) || lines.contains(packed) || lines.contains("\"wire\""), lines);
        assertTrue(lines.contains("\"redacted\":true"), lines);
        assertEquals(true, passage.recorded().extensions().get("redacted"), lines);
    }

    /// Each as the members of a notification.
    @ParameterizedTest
    @ValueSource(strings = {"\"_context_auth_token\": \"%s\"", "\"_context_service_catalog\": [{\"a\": [\"%s\", {}]}]",
            "\"_context_auth_t\\u006fken\": \"%s\"", "\"_context_auth_token_info\": {\"token\": {\"id\": \"%s\"}}",
            "\"_context_auth_token\": null, \"_context_auth_token\": \"%s\"",
            "\"_context_x\": {\"user_token\": \"%s\"}",
            "\"X-Auth-Token\": \"%s\"", "\"_context_headers\": {\"X-Service-Token\": [\"%s\"]}",
            "\"payload\": {\"exception\": \"x\", \"args\": {\"instance\": {\"admin_password\": \"%s\"}}}",
            "\"payload\": {\"args\": {\"p\\u0061ssword\": \"%s\", \"é\": 1, \"adminPass\": \"%s\"}}",
            "\"payload\": {\"args\": [[{\"clientSecret\": \"%s\"}]]}", "\"payload\": {\"token\": {\"x\": [1, \"%s\"]}}",
            "\"payload\": {\"nova_object.data\": {\"é€😀\": \"é€😀\", \"admin_pass\": \"%s\", \"z\": 1}}",
            "\"payload\": [{\"credential_secret\": \"%s\"}]"})
    void whateverHoldsASecretIsHidden(String members) throws Exception {
        String message = "{\"event_type\": \"a\", " + members.replace("%s", SECRET) + ", \"priority\": \"INFO\"}";
        for (byte[] body : new byte[][] {message.getBytes(StandardCharsets.UTF_8), RecordedMessages.enveloped(message),
                (message + "\n").getBytes(StandardCharsets.UTF_8)}) {
            Passage passage = new Passage().take(RecordedMessages.of(body, null));
            assertHidden(passage);
            Map<?, ?> data = (Map<?, ?>) passage.recorded().payload().data();
            assertEquals("INFO", data.get("priority"), "still JSON");
            assertTrue(passage.lines().contains("(hidden)"));
        }
        assertHidden(new Passage().take(RecordedMessages.of(deflated(message), "application/x-gzip")));
        Event kept = new Passage(TapWish.USUAL, true)
                .take(RecordedMessages.of(message.getBytes(StandardCharsets.UTF_8), null)).recorded();
        assertEquals(message, new String(kept.payload().bytes(), StandardCharsets.UTF_8));
        assertNull(kept.extensions().get("redacted"));
    }

    /// Whatever is JSON for the one reader has to be for the other: a limit would end the stream.
    @Test
    void whatIsVeryLongOrDeepIsSearchedAsWell() throws Exception {
        String deep = "[".repeat(490) + "]".repeat(490);
        for (String more : List.of("9".repeat(1500), "{\"" + "n".repeat(60_000) + "\": 1}", deep)) {
            String message = "{\"event_type\": \"a\", \"payload\": {\"more\": " + more + ", \"token\": \"" + SECRET
                    + "\"}}";
            Passage passage = new Passage()
                    .take(RecordedMessages.of(message.getBytes(StandardCharsets.UTF_8), null));
            assertEquals(List.of(), passage.notices());
            assertFalse(passage.lines().contains(SECRET));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"method\": \"build\", \"args\": {\"anything\": \"%s\"}}",
            "{\"args\": {\"a\": {\"password\": \"%s\"}}, \"_context_auth_token\": \"%s\", \"method\": \"build\"}",
            "{\"method\": \"build\", \"args\": [\"%s\"], \"args\": [\"%s\"]}", "{\"result\": {\"auth_token\": \"%s\"}}",
            "{\"event_type\": \"a\", \"_context_auth_token\": \"%s\", \"n\": NaN}", "{\"_context_auth_token\": \"%s\"",
            "{\"oslo.version\": \"3.0\", \"oslo.message\": \"{\\\"_context_auth_token\\\": \\\"%s\\\"}\"}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": \"{\\\"auth_token\\\": \\\"%s\\\"\"}", "password=%s",
            "{\"oslo.version\": \"3.0\", \"oslo.message\": \"{\\\"method\\\": \\\"a\\\", \\\"args\\\": [\\\"%s\\\"]}\"}",
            "{\"event_type\": 5, \"p\\u0061ssword\": \"%s\"}"})
    void whatIsNoNotificationKeepsItsSecretsToo(String body) throws Exception {
        byte[] bytes = body.replace("%s", SECRET).getBytes(StandardCharsets.UTF_8);
        assertHidden(new Passage().take(RecordedMessages.of(bytes, null)));
        assertHidden(new Passage().take(RecordedMessages.of(bytes, "application/x-unknown")));
        assertHidden(new Passage().take(RecordedMessages.of(deflated(new String(bytes, StandardCharsets.UTF_8)),
                "application/x-gzip")));
    }

    @Test
    void headersKeepTheirSecrets() throws Exception {
        Arrival arrival = new Arrival(1, false, "nova", "notifications.info",
                RecordedMessages.properties(Map.of("X-Auth-Token", LongStringHelper.asLongString(SECRET))),
                "{\"event_type\": \"a\"}".getBytes(StandardCharsets.UTF_8));
        assertHidden(new Passage().take(arrival));
        assertHidden(new Passage().take(new Arrival(1, false, "nova", "x", arrival.properties(), new byte[] {'x'})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"_context_auth_token\": null, \"_context_service_catalog\": []",
            "\"payload\": {\"password\": \"***\", \"token\": \"\", \"has_token\": true, \"secret\": {}}",
            "\"payload\": {\"name\": \"the token\", \"note\": \"my password is in there\"}",
            "\"payload\": \"token\"", "\"payload\": {\"target\": {\"typeURI\": \"service/security/token\"}}"})
    void whatHoldsNoneStaysAsItIs(String members) throws Exception {
        String message = "{\"event_type\": \"a\", " + members + "}";
        Event event = new Passage().take(RecordedMessages.of(RecordedMessages.enveloped(message), null)).recorded();
        assertEquals(message, new String(event.payload().bytes(), StandardCharsets.UTF_8));
        assertNull(event.extensions().get("redacted"));
    }

    private static byte[] deflated(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
