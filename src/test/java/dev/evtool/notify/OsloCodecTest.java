package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.notify.OsloMessage.Wrapping;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a body is, and what not; Python's reader has decided the cases that JSON leaves open.
class OsloCodecTest {

    private static final String MESSAGE = "{\"event_type\": \"a.b\", \"priority\": \"INFO\", \"payload\": {}}";

    private final OsloCodec codec = new OsloCodec(false);

    private OsloMessage decode(String body) throws MessageFormatException {
        return codec.decode(body.getBytes(StandardCharsets.UTF_8), null);
    }

    private String refused(String body) {
        return assertThrows(MessageFormatException.class, () -> decode(body), body).what();
    }

    private static String text(OsloMessage message) {
        return new String(message.json(), StandardCharsets.UTF_8);
    }

    private static String quoted(String message) {
        return "\"" + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Test
    void aMessageStandsInAnEnvelopeOrAsItIs() throws Exception {
        OsloMessage enveloped = codec.decode(RecordedMessages.enveloped(MESSAGE), null);
        assertEquals(Wrapping.ENVELOPE, enveloped.wrapping());
        assertEquals(MESSAGE, text(enveloped));
        assertNull(enveloped.remark());
        OsloMessage bare = decode(MESSAGE);
        assertEquals(Wrapping.BARE, bare.wrapping());
        assertEquals(MESSAGE, text(bare));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"oslo.version\":\"2.0\",\"oslo.message\":%s}",
            "{\"oslo.message\": %s, \"oslo.version\": \"2.0\"}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": %s, \"x\": 1}",
            " {\"oslo.version\": \"2.0\", \"oslo.message\": %s}",
            "{\"oslo.versi\\u006fn\": \"2.0\", \"oslo.message\": %s}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": 5, \"oslo.message\": %s}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": \"{}\", \"x\": \"y\", \"oslo.message\": %s}",
            "{\"oslo.version\": \"2.0.0\", \"oslo.message\": %s}"})
    void otherSpellingsOfTheEnvelopeAreKept(String envelope) throws Exception {
        OsloMessage message = decode(envelope.replace("%s", quoted(MESSAGE)));
        assertEquals(MESSAGE, text(message));
        assertEquals(Wrapping.OTHER, message.wrapping());
        assertNull(message.remark());
    }

    @Test
    void anEscapeThatOsloWouldNotWriteIsKept() throws Exception {
        OsloMessage message = decode("{\"oslo.version\": \"2.0\", \"oslo.message\": "
                + quoted(MESSAGE).replace("a.b", "\\u0061.b") + "}");
        assertEquals(MESSAGE, text(message));
        assertEquals(Wrapping.OTHER, message.wrapping());
    }

    @Test
    void aMessageWithLineEndsIsNotWhatACaptureKeeps() throws Exception {
        assertEquals(Wrapping.OTHER, decode(MESSAGE.replace(", ", ",\n")).wrapping());
        assertEquals(Wrapping.OTHER, decode(MESSAGE + "\n").wrapping());
        assertEquals(Wrapping.OTHER, codec.decode(RecordedMessages.enveloped(MESSAGE + " "), null).wrapping());
    }

    @ParameterizedTest
    @CsvSource({"2.1,2.1", "2.0.1,2.0.1", "2.15,2.15"})
    void aLaterMinorIsShownAndSaid(String version, String said) throws Exception {
        OsloMessage message = decode(
                "{\"oslo.version\": \"" + version + "\", \"oslo.message\": " + quoted(MESSAGE) + "}");
        assertEquals(MESSAGE, text(message));
        assertNotNull(message.remark());
        assertTrue(message.remark().contains(said), message.remark());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "1.0", "2", "two", "2.x"})
    void anotherMajorIsNotGuessedAt(String version) {
        assertTrue(refused("{\"oslo.version\": \"" + version + "\", \"oslo.message\": " + quoted(MESSAGE) + "}")
                .contains("envelope of version " + version));
    }

    @Test
    void aVersionThatComesTwiceCountsAtLast() {
        assertTrue(refused("{\"oslo.version\": \"2.0\", \"oslo.message\": " + quoted(MESSAGE)
                + ", \"oslo.version\": \"3.0\", \"x\": \"\"}").contains("3.0"));
    }

    @Test
    void halfAnEnvelopeIsAMessageIfItIsOne() throws Exception {
        assertTrue(refused("{\"oslo.version\": \"2.0\"}").contains("half an envelope"));
        assertTrue(refused("{\"oslo.message\": \"{}\"}").contains("half an envelope"));
        assertEquals("a.b", decode("{\"oslo.version\": \"2.0\"," + MESSAGE.substring(1)).head().eventType());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "[]", "5", "\"a\"", "null", "{}", "{\"event_type\": 5}", "\ufeff" + MESSAGE,
            MESSAGE + MESSAGE, "{\"event_type\": \"a\", \"n\": NaN}", "{\"event_type\": \"a\", \"n\": 01}",
            "{\"event_type\": \"a\"", "{\"event_type\": \"a\tb\"}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": \"{\\\"event_type\\\": \\\"\\ud800\\\"}\"}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": \"\"}", "{\"oslo.version\": \"2.0\", \"oslo.message\": \"}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": \"\\\"}",
            "{\"oslo.version\": \"2.0\", \"oslo.message\": {}}"})
    void whatIsNoMessageIsSaid(String body) {
        assertFalse(refused(body).isEmpty());
    }

    @Test
    void whatJsonHoldsPassesThrough() throws Exception {
        String message = "{\"event_type\": \"a\", \"payload\": {\"s\": \"\\ud800\", \"z\": \"\\u0000\", \"é\": \"\\u20ac€😀\","
                + " \"n\": [-0, 1E400, 0.10, 123456789012345678901234567890]}, \"event_type\": \"\\u0061.b\"}";
        for (byte[] body : new byte[][] {message.getBytes(StandardCharsets.UTF_8),
                RecordedMessages.enveloped(message)}) {
            OsloMessage read = codec.decode(body, null);
            assertEquals(message, text(read));
            assertEquals("a.b", read.head().eventType());
        }
    }

    @Test
    void deepNestingIsBoundedLikeCaptures() throws Exception {
        String deep = "{\"event_type\": \"a\", \"payload\": " + "[".repeat(499) + "]".repeat(499) + "}";
        assertEquals(deep, text(decode(deep)));
        assertTrue(refused(deep.replace("[[", "[[[[").replace("]]", "]]]]")).contains("500"));
    }

    @Test
    void whatIsNotUtf8IsNoMessage() {
        byte[] latin = MESSAGE.replace("a.b", "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(MessageFormatException.class, () -> codec.decode(latin, null));
        assertThrows(MessageFormatException.class, () -> codec.decode(OsloEnvelope.around(latin), null));
    }
}
