package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTree;
import dev.evtool.schema.PayloadMapping.Mapped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Payloads filled from documents of another form.
class PayloadMappingTest {

    private static final String REST = """
            "uuid": "metadata.uid", "binary": {"value": "nova-compute"}, "forced_down": {"value": false},
            "report_count": {"path": "status.reports", "default": 0}, "version": {"value": 64}""";
    private static final String SERVICE = """
            {"event_type": "service.update", "publisher": {"path": "metadata.name"},
             "fields": {"host": "metadata.labels[\\"a/host\\"]", "disabled":
                {"path": "spec.phase", "words": {"Cordoned": true, "Ready": false}}, %s}}""".formatted(REST);
    private static final String NODE = """
            {"metadata": {"name": "nova-compute:h1", "uid": "3f05b01e-70a2-4b75-939c-9a15cfca4c60",
              "labels": {"a/host": "h1"}}, "spec": {"phase": "Cordoned"}}""";

    private static PayloadMapping mapping(String text) throws SchemaException {
        return PayloadMapping.read(Catalog.shipped(), "m.json", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Mapped map(String mapping, String document) throws SchemaException, JsonFormatException {
        return mapping(mapping).map(JsonTree.parse(document));
    }

    @Test
    void fillsFieldsFromPathsWordsDefaultsAndValues() throws Exception {
        Mapped mapped = map(SERVICE, NODE);
        assertEquals("service.update", mapped.eventType());
        assertEquals("nova-compute:h1", mapped.publisher());
        assertNull(mapped.priority());
        Map<String, Object> fields = Payloads.fields(mapped.payload());
        assertEquals("h1", fields.get("host"));
        assertEquals(true, fields.get("disabled"));
        assertEquals(0L, fields.get("report_count"));
        assertTrue(fields.containsKey("availability_zone"));
        assertNull(fields.get("availability_zone"));
    }

    @Test
    void fillsNestedObjectsAndListsOfThem() throws Exception {
        Mapped mapped = map("""
                {"event_type": {"path": "kind"}, "payload": "MetricsPayload", "fields": {
                  "host": "host.name", "host_ip": "host.ip", "nodename": "host.name",
                  "metrics": {"each": "readings", "fields": {"name": {"value": "cpu.percent"}, "source": "by",
                     "timestamp": "at", "value": "n"}}}}""", """
                {"kind": "metrics.update", "host": {"name": "h1", "ip": "10.0.0.1"},
                 "readings": [{"by": "a", "at": "2026-01-02T03:04:05.9Z", "n": 5}, {"by": "b", "at": "2026-01-02T03:04:06Z", "n": 6}]}
                """);
        assertEquals("metrics.update", mapped.eventType());
        List<?> metrics = (List<?>) Payloads.fields(mapped.payload()).get("metrics");
        assertEquals(2, metrics.size());
        Map<?, ?> first = (Map<?, ?>) metrics.getFirst();
        assertEquals("MetricPayload", first.get("nova_object.name"));
        assertEquals("2026-01-02T03:04:05Z", Payloads.fields(first).get("timestamp"));
    }

    @Test
    void whatADocumentLacksIsNamed() {
        SchemaException e = assertThrows(SchemaException.class,
                () -> map(SERVICE, NODE.replace("\"phase\"", "\"fase\"")));
        assertEquals("ServiceStatusPayload.disabled: the record has no spec.phase (it goes as far as spec)", e.what());
    }

    @Test
    void whatAFieldCannotTakeIsNamed() {
        SchemaException e = assertThrows(SchemaException.class, () -> map(SERVICE, NODE.replace("Cordoned", "Odd")));
        assertEquals("ServiceStatusPayload.disabled, from spec.phase: expected true or false, found \"Odd\"",
                e.what());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"fields": {}} | the mapping m.json: it has no "event_type"
            {"event_type": {"path": "a"}, "fields": {}} | the mapping m.json: it does not say which payload to fill
            {"event_type": "service.update"} | the mapping m.json: fields is no object with the fields to fill
            {"event_type": "service.update", "feilds": {}} | the mapping m.json: "feilds" is no member of a mapping
            {"event_type": "service.update", "fields": {"hst": "a"}} | the mapping m.json: fields: "hst" is no field of ServiceStatusPayload 1.1
            {"event_type": "service.update", "fields": {"disabled": {"value": 5}}} | the mapping m.json: fields.disabled: expected true or false, found 5
            {"event_type": "service.update", "fields": {"host": {"pth": "a"}}} | the mapping m.json: fields.host is filled in a way that is not known
            {"event_type": "service.update", "fields": {"host": {"fields": {}}}} | the mapping m.json: fields.host is a string, which has no fields
            {"event_type": "service.update", "version": "9.9", "fields": {}} | the mapping m.json: the catalog has no version 9.9 of ServiceStatusPayload
            {"event_type": "service.update", "fields": {"host": "a"}} | the mapping m.json: fields does not fill disabled, forced_down, report_count, uuid, version of ServiceStatusPayload 1.1, which may not be null
            {"event_type": | m.json is no JSON: the text ends in the middle of a JSON value at byte 15 (torn while it was written)
            """)
    void aMappingIsLookedThrough(String text, String what) {
        assertEquals(what, assertThrows(SchemaException.class, () -> mapping(text)).what());
    }
}
