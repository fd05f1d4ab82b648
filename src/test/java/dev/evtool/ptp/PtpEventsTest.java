package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.Severity;
import dev.evtool.event.StreamItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Odd and hostile bodies, and the traps of the sheet (ptp.md, 5 and 6).
class PtpEventsTest {

    private static final String HEAD = "{\"id\":\"1\",\"source\":\"/sync/ptp-status/lock-state\","
            + "\"type\":\"event.sync.ptp-status.ptp-state-change\",\"data\":{\"values\":";

    private static final String OFFSET = "[{\"ResourceAddress\":\"/cluster/node/n/e/master\","
            + "\"data_type\":\"metric\",\"value_type\":\"decimal64.3\",\"value\":\"%s\"}]";

    private static List<StreamItem> read(String body) throws PtpFormatException {
        return new PtpEvents("ptp://p").read(body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }

    private static Event event(String values) throws PtpFormatException {
        return assertInstanceOf(Event.class, read(HEAD + values + "}}").getLast());
    }

    private static Map<String, Object> row(String values) throws PtpFormatException {
        return event(values).facts().rows().getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ResourceAddress|data_type|value_type", "resource|dataType|valueType",
            "ResourceAddress|dataType|value_type", "resource|type|valueType"})
    void everyMixOfSpellingsIsRead(String address, String dataType, String valueType) throws Exception {
        String value = "{\"%s\":\"/cluster/node/n.example/ens1fx/master\",\"%s\":\"%s\",\"%s\":\"x\",\"value\":%s}";
        Event event = event("[" + value.formatted(address, dataType, "notification", valueType, "\"HOLDOVER\"") + ","
                + value.formatted(address, dataType, "metric", valueType, "-12") + "]");
        assertEquals(Map.of("node", "n.example", "iface", "ens1fx", "resource", "lock-state", "state", "HOLDOVER",
                "offset", -12L, "offset_valid", true), event.facts().rows().getFirst());
        assertEquals("n.example/ens1fx", event.subject());
        assertEquals(Severity.WARN, event.severity());
    }

    @ParameterizedTest
    @CsvSource({"-9999999999999999", "-9999999999999999.0", "-1e+16", "999999", "999999.0"})
    void sentinelsAreNoOffsets(String text) throws Exception {
        Map<String, Object> row = row(OFFSET.formatted(text));
        assertNull(row.get("offset"));
        assertEquals(false, row.get("offset_valid"));
    }

    /// They stand for one number each, not for a range.
    @ParameterizedTest
    @CsvSource({"999999.5, 999999.5", "-9999999999999998, -9999999999999998", "-1, -1", "1000000, 1000000"})
    void neighboursOfSentinelsAreOffsets(String text, double offset) throws Exception {
        Map<String, Object> row = row(OFFSET.formatted(text));
        assertEquals(offset, ((Number) row.get("offset")).doubleValue());
        assertEquals(true, row.get("offset_valid"));
    }

    /// Sidecars of v1 write whole numbers from a million on so, and v2 proxies do not: the fact is the same.
    @ParameterizedTest
    @CsvSource({"-3.7e+10, -37000000000", "1.234567e+06, 1234567", "1e+06, 1000000"})
    void wholeNumbersInGosWordsAreWhole(String text, long offset) throws Exception {
        assertEquals(offset, row(OFFSET.formatted(text)).get("offset"));
    }

    /// Java reads them as numbers, JSON does not; nor are they words of a state.
    @ParameterizedTest
    @ValueSource(strings = {"0x1p3", "-0x.8p+2", "1f", "+NaN", "1e", ".", "0x1p-3", "1e400"})
    void whatIsNoDecimalIsNoNumber(String text) throws Exception {
        Map<String, Object> row = row(OFFSET.formatted(text));
        assertNull(row.get("state"));
        assertNull(row.get("offset"));
        assertEquals(false, row.get("offset_valid"));
    }

    @Test
    void severalConfigurationsAreSeveralRows() throws Exception {
        StringBuilder values = new StringBuilder();
        for (String iface : List.of("ens1fx", "ens2fx")) {
            String address = "\"ResourceAddress\":\"/cluster/node/n/" + iface + "/master\"";
            values.append(values.isEmpty() ? "" : ",").append("{").append(address)
                    .append(",\"data_type\":\"notification\",\"value\":\"LOCKED\"},{").append(address)
                    .append(",\"data_type\":\"metric\",\"value\":\"3\"}");
        }
        List<Map<String, Object>> rows = event("[" + values + "]").facts().rows();
        assertEquals(List.of("ens1fx", "ens2fx"), rows.stream().map(r -> r.get("iface")).toList());
        assertTrue(rows.stream().allMatch(r -> r.get("offset").equals(3L) && r.get("state").equals("LOCKED")));
    }

    @Test
    void aPlaceholderIsANoticeAndNoState() throws Exception {
        List<StreamItem> items = read(HEAD + "[{\"ResourceAddress\":\"/cluster/node/n/ptp-not-set\","
                + "\"data_type\":\"notification\",\"value\":\"FREERUN\"}]}}");
        assertEquals(1, items.size());
        assertEquals(Notice.Kind.PLACEHOLDER, assertInstanceOf(Notice.class, items.getFirst()).kind());
    }

    @Test
    void aBadValueLeavesItsGoodNeighbour() throws Exception {
        List<StreamItem> items = read(HEAD + "[7,{\"ResourceAddress\":\"/cluster/node/n/e/master\","
                + "\"data_type\":\"notification\",\"value\":\"LOCKED\"},{\"value\":null},{\"value\":[1]}]}}");
        assertEquals(2, items.size());
        assertTrue(assertInstanceOf(Notice.class, items.getFirst()).text().contains("values[0] is not an object"));
        assertEquals("LOCKED", assertInstanceOf(Event.class, items.getLast()).facts().rows().getFirst().get("state"));
    }

    @Test
    void aFloodOfBadValuesIsOneNotice() throws Exception {
        PtpFormatException e = assertThrows(PtpFormatException.class,
                () -> read(HEAD + "[" + "0,".repeat(50_000) + "0]}}"));
        assertTrue(e.getMessage().length() < 300 && e.getMessage().contains("49998 more"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"|not a JSON object", "[]|not a JSON object",
            "{}|no \"type\"",
            "{\"type\":7}|not a string", "{\"type\":\"t\"}|no \"data\"", "{\"type\":\"t\",\"data\":[]}|not an object",
            "{\"type\":\"t\",\"data\":{}}|no \"data.values\"", "{\"type\":\"t\",\"data\":{\"values\":[]}} x|not JSON",
            "{\"type\":\"t\",\"data\":{\"values\":[]}}{}|there is more", "{\"type\":\"t|not JSON"})
    void whatIsNoEventIsExplained(String body, String expected) {
        PtpFormatException e = assertThrows(PtpFormatException.class, () -> read(body == null ? "" : body));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void depthAndEncodingsAreBounded() {
        assertThrows(PtpFormatException.class, () -> read(HEAD + "[".repeat(1000) + "]".repeat(1000) + "}}"));
        assertThrows(PtpFormatException.class,
                () -> new PtpEvents("p").read("{\"type\":\"t\"}".getBytes(StandardCharsets.UTF_16LE), Instant.EPOCH));
        assertThrows(PtpFormatException.class,
                () -> new PtpEvents("p").read(new byte[] {'{', (byte) 0xff, '}'}, Instant.EPOCH));
    }
}
