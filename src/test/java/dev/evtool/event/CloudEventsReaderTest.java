package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final String CONTEXT = "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"";

    private final CloudEventReader reader = new CloudEventReader(Vocabularies.NONE);

    @Test
    void aForeignEventInAnyOrder() throws JsonFormatException {
        Event event = event("""
                { "data" : {"n": 1.50} , "type":"com.example.x", "comexampleflag":true, "specversion" : "1.0.2",
                  "time":"2026-11-21T23:46:54+01:00", "n":42, "big":123456789012345678901, "f":1e3, "gone":null,
                  "source":"/x", "id":"A-1", "t\\u0065xt":"\\u00e9\\ud83d\\ude00\\n", "subject":"" }\r""");
        assertEquals("A-1", event.id());
        assertEquals("com.example.x", event.type());
        assertNull(event.subject());
        assertEquals(Instant.parse("2026-11-21T22:46:54Z"), event.time());
        assertEquals(event.time(), event.received());
        assertEquals(Severity.INFO, event.severity());
        assertEquals(
                Map.of("comexampleflag", true, "n", 42L, "big", new BigInteger("123456789012345678901"), "f", 1000.0,
                        "text", "\u00e9\ud83d\ude00\n"),
                event.extensions());
        assertEquals(Payload.json("{\"n\": 1.50}"), event.payload());
    }

    @Test
    void withoutAnyTimeItIsReceivedNow() throws JsonFormatException {
        Event event = event("{" + CONTEXT + "}");
        assertNull(event.time());
        assertEquals(NOW, event.received());
        assertEquals(new Payload(new byte[0], Payload.JSON), event.payload());
        assertEquals(Map.of(), event.payload().data());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "data":"abc"                                              | application/json | "abc"
            "data":null                                               | application/json | null
            "data":[1 , 2]                                            | application/json | [1 , 2]
            "datacontenttype":"text/plain","data":"a\\u0022b"         | text/plain       | a"b
            "data":"a\\u0022b","datacontenttype":"text/plain"         | text/plain       | a"b
            "datacontenttype":"text/plain","data":{"a":1}             | text/plain       | {"a":1}
            "datacontenttype":"image/png","data_base64":"aGVsbG8="    | image/png        | hello
            "data_base64":"e30="                                      | application/json | {}
            """)
    void dataInAllItsForms(String members, String contentType, String payload) throws JsonFormatException {
        assertEquals(new Payload(payload.getBytes(StandardCharsets.UTF_8), contentType),
                event("{" + CONTEXT + "," + members.replace("\\\\", "\\") + "}").payload());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello                                | 0  | no JSON object
            [{}]                                 | 0  | no JSON object
            `{"a":1}x`                           | 7  | something follows the JSON object
            {                                    | 1  | the text ends in the middle of a JSON value
            {"a":tru}                            | 5  | no JSON value
            {"a":01}                             | 6  | ',' expected
            {"a" 1}                              | 5  | ':' expected
            {"a":"\\x"}                          | 6  | an escape that JSON does not have
            {"a":"\\u12g4"}                      | 6  | \\u without four hexadecimal digits
            {}                                   | 0  | specversion is missing
            {"specversion":1.0}                  | 15 | specversion is no text
            {"specversion":"0.3"}                | 0  | specversion is not 1.0
            {"specversion":"1.0"}                | 0  | id is missing
            {"specversion":"1.0","id":""}        | 0  | id is empty
            {"id":7}                             | 6  | id is no text
            {"id":"1","id":"1"}                  | 15 | id is there twice
            {"x":1,"x":1}                        | 11 | x is there twice
            {"data":1,"data_base64":""}          | 24 | data is there twice
            {"x":{}}                             | 5  | x is neither text, number nor truth value, which is all that a CloudEvents attribute can be
            {"x":1e999}                          | 5  | x is too large a number
            {"time":"yesterday"}                 | 8  | time is no time
            {"time":"2026-02-30T00:00:00Z"}      | 8  | time is no time
            {"time":"2026-02-20T00:00:00"}       | 8  | time is no time
            """)
    void whatIsNoRecordSaysWhatAndWhere(String line, int offset, String what) {
        JsonFormatException e = fails(line.replace("\\\\", "\\"));
        assertEquals(what.replace("\\\\", "\\"), e.getMessage());
        assertEquals(offset, e.offset());
        assertTrue(e.explanation().startsWith(e.getMessage() + " at byte " + (offset + 1)), e.explanation());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `"data_base64":"*"`                                          | data_base64 is not base64
            `"data_base64":{}`                                           | data_base64 is no text
            `"datacontenttype":"text/plain","data":"\\ud800"`            | data holds half a surrogate pair, which no text can
            `"type":"evtool.gap"`                                        | the data of a gap must have
            `"type":"evtool.gap","data":{"from":"x","to":"y","reason":"","certain":true}` | data.from is no time
            `"type":"evtool.notice","data":{"kind":1,"text":""}`         | the data of a notice must have
            """)
    void recordsThatAreWrongWithin(String members, String what) {
        String context = members.contains("\"type\"") ? CONTEXT.replace(",\"type\":\"t\"", "") : CONTEXT;
        JsonFormatException e = fails("{" + context + "," + members + "}");
        assertTrue(e.getMessage().startsWith(what), e.getMessage());
    }

    @Test
    void aControlCharacterInAStringIsNoJson() {
        assertEquals("a control character that is not escaped in a string", fails("{\"a\":\"x\ty\"}").getMessage());
    }

    @Test
    void bytesThatAreNoUtf8AreFoundInDataToo() {
        for (String bytes : List.of("80", "c0af", "c3", "e08080", "eda080", "f0808080", "f4908080", "f8888080", "ff")) {
            byte[] head = ("{" + CONTEXT + ",\"data\":{\"a\":\"").getBytes(StandardCharsets.UTF_8);
            LineBuffer line = new LineBuffer(100);
            line.put(head);
            line.put(java.util.HexFormat.of().parseHex(bytes));
            line.put("\"}}".getBytes(StandardCharsets.UTF_8));
            JsonFormatException e = assertThrows(JsonFormatException.class,
                    () -> reader.read(line.array(), 0, line.size(), NOW), bytes);
            assertEquals("bytes that are not UTF-8", e.getMessage());
            assertEquals(head.length, e.offset());
        }
    }

    @Test
    void depthIsBoundedAsInJackson() throws JsonFormatException {
        assertEquals(Payload.json("[".repeat(500) + "]".repeat(500)), event(nested(500)).payload());
        assertEquals("JSON nested deeper than 500 levels", fails(nested(501)).getMessage());
        assertEquals("JSON nested deeper than 500 levels", fails(nested(1_000_000)).getMessage());
    }

    private static String nested(int depth) {
        return "{" + CONTEXT + ",\"data\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    @Test
    void whatALaterReleaseMayWriteIsUnderstoodAsFarAsItGoes() throws JsonFormatException {
        Notice notice = assertInstanceOf(Notice.class, item("{" + CONTEXT.replace("\"t\"", "\"evtool.notice\"")
                + ",\"data\":{\"kind\":\"exploded\",\"text\":\"x\",\"more\":[]}}"));
        assertEquals(Notice.Kind.WARNING, notice.kind());
        assertEquals(Severity.INFO, event("{" + CONTEXT + ",\"severity\":\"fatal\"}").severity());
    }

    @Test
    void factsAreReadOnlyWhenAskedFor() throws JsonFormatException {
        List<String> asked = new ArrayList<>();
        Vocabulary vocabulary = new Words(asked);
        CloudEventReader knowing = new CloudEventReader((source, type) -> Optional.of(vocabulary));
        byte[] line = ("{" + CONTEXT + ",\"data\":7}").getBytes(StandardCharsets.UTF_8);
        Event event = assertInstanceOf(Event.class, knowing.read(line, 0, line.length, NOW));
        assertEquals(List.of(), asked);
        assertEquals(List.of(Map.of("n", 7L)), event.facts().rows());
        assertEquals(event.facts().rows(), event.facts().rows());
        assertEquals(List.of("s t application/json 7"), asked);
    }

    @Test
    void wordsThatComeAgainAreOneObject() throws JsonFormatException {
        Event one = event("{" + CONTEXT + "}");
        Event other = event("{" + CONTEXT.replace("\"1\"", "\"2\"") + "}");
        assertSame(one.source(), other.source());
        assertSame(one.type(), other.type());
    }

    private record Words(List<String> asked) implements Vocabulary {

        @Override
        public boolean claims(String source, String type) {
            return true;
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }

        @Override
        public List<Column> columns() {
            return List.of();
        }

        @Override
        public List<Map<String, Object>> facts(String source, String type, Map<String, Object> extensions,
                Payload payload) {
            asked.add(source + " " + type + " " + payload);
            return List.of(Map.of("n", payload.data()));
        }
    }

    private JsonFormatException fails(String line) {
        return assertThrows(JsonFormatException.class, () -> item(line), line);
    }

    private Event event(String line) throws JsonFormatException {
        return assertInstanceOf(Event.class, item(line));
    }

    private StreamItem item(String line) throws JsonFormatException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length, NOW);
    }
}
