package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventsWriterTest {

    private static final Instant TIME = Instant.parse("2026-11-21T22:46:54.424211828Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-21T22:46:54.424898Z");

    private final CloudEventWriter writer = new CloudEventWriter();

    @Test
    void anEventInFixedOrderWithItsPayloadVerbatim() {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("wire", "eyJ9");
        extensions.put("redacted", true);
        extensions.put("sequence", 7L);
        Event event = new Event("b9fe1131", "ptp://node1:9043/sync/ptp-status/lock-state",
                "event.sync.ptp-status.ptp-state-change", "node-a/ens1fx", TIME, RECEIVED, Severity.WARN, extensions,
                Payload.json("{\"b\":1.50, \"a\":-0e+1,\"a\":\"\\u00e9\"}"), Facts.NONE);
        assertEquals("""
                {"specversion":"1.0","id":"b9fe1131","source":"ptp://node1:9043/sync/ptp-status/lock-state",\
                "type":"event.sync.ptp-status.ptp-state-change","subject":"node-a/ens1fx",\
                "time":"2026-11-21T22:46:54.424211828Z","received":"2026-11-21T22:46:54.424898Z","severity":"warn",\
                "datacontenttype":"application/json","wire":"eyJ9","redacted":true,"sequence":7,\
                "data":{"b":1.50, "a":-0e+1,"a":"\\u00e9"}}""", line(event));
    }

    @Test
    void aGapAndANoticeButForTheirIds() {
        Gap gap = Gap.certain("amqp://mq", TIME, RECEIVED, "queue \"x\" was deleted", 12);
        assertEquals("""
                {"specversion":"1.0","id":"ID","source":"amqp://mq","type":"evtool.gap",\
                "time":"2026-11-21T22:46:54.424898Z","received":"2026-11-21T22:46:54.424898Z",\
                "datacontenttype":"application/json","data":{"from":"2026-11-21T22:46:54.424211828Z",\
                "to":"2026-11-21T22:46:54.424898Z","reason":"queue \\"x\\" was deleted","certain":true,"count":12}}""",
                withoutId(line(gap)));
        Notice notice = new Notice("ptp://node1:9043", RECEIVED, Notice.Kind.RECONNECTING, "in 2 s");
        assertEquals("""
                {"specversion":"1.0","id":"ID","source":"ptp://node1:9043","type":"evtool.notice",\
                "time":"2026-11-21T22:46:54.424898Z","received":"2026-11-21T22:46:54.424898Z",\
                "datacontenttype":"application/json","data":{"kind":"reconnecting","text":"in 2 s"}}""",
                withoutId(line(notice)));
    }

    @Test
    void aGapOfUnknownSizeHasNoCount() {
        assertTrue(line(Gap.possible("x", TIME, RECEIVED, "why")).endsWith("\"certain\":false}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json         | {}                | ,"data":{}}
            application/json         | ` {"a":\\r\\n1}\\n ` | ,"data":{"a":  1}}
            application/json         | {"a":1            | ,"data_base64":"eyJhIjox"}
            application/json         | {} {}             | ,"data_base64":"e30ge30="}
            application/vnd.x+json   | [null]            | ,"data":[null]}
            text/plain               | {"a":1}           | ,"data":"{\\"a\\":1}"}
            text/xml                 | <a>é</a>          | ,"data":"<a>é</a>"}
            application/octet-stream | abc               | ,"data":"abc"}
            """)
    void payloadsByWhatTheyAre(String contentType, String payload, String end) {
        String text = payload.replace("\\r", "\r").replace("\\n", "\n");
        Payload bytes = new Payload(text.getBytes(StandardCharsets.UTF_8), contentType);
        String line = line(event("x", Map.of(), bytes));
        assertTrue(line.endsWith("\"datacontenttype\":\"" + contentType + "\"" + end), line);
    }

    @Test
    void whatIsNotUtf8GoesOutInBase64() {
        byte[] latin1 = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(line(event("x", Map.of(), new Payload(latin1, Payload.JSON)))
                .contains("\"data_base64\":\"eyJhIjoi6SJ9\""));
        assertTrue(line(event("x", Map.of(), new Payload(latin1, "text/plain")))
                .contains("\"data_base64\":\"eyJhIjoi6SJ9\""));
    }

    @Test
    void anEmptyPayloadIsNoData() {
        String line = line(event("x", Map.of(), new Payload(new byte[0], Payload.JSON)));
        assertTrue(line.endsWith("\"datacontenttype\":\"application/json\"}"), line);
    }

    @Test
    void textThatATerminalObeysIsEscaped() {
        String line = line(
                event("\u001b]0;x\u0007\u009b2J\u202egnp\u2028\u007f\ud800 \ud83d\ude00", Map.of(), Payload.json("1")));
        assertTrue(line.contains(
                "\"id\":\"\\u001b]0;x\\u0007\\u009b2J\\u202egnp\\u2028\\u007f\\ud800 \ud83d\ude00\""), line);
    }

    @Test
    void whatIsNoNumberInJsonIsText() {
        String line = line(event("x", Map.of("a", Double.NaN), Payload.json("1")));
        assertTrue(line.contains("\"a\":\"NaN\""), line);
    }

    @Test
    void anExtensionCannotTakeAStandardName() {
        Event event = event("x", Map.of("source", "y"), Payload.json("1"));
        assertThrows(IllegalArgumentException.class, () -> writer.line(event));
    }

    private static Event event(String id, Map<String, Object> extensions, Payload payload) {
        return new Event(id, "s", "t", null, null, RECEIVED, Severity.INFO, extensions, payload, Facts.NONE);
    }

    private String line(StreamItem item) {
        return new String(writer.line(item), StandardCharsets.UTF_8);
    }

    private static String withoutId(String line) {
        return line.replaceFirst("\"id\":\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"",
                "\"id\":\"ID\"");
    }
}
