package dev.evtool.schema.custom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.schema.Judgement;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoosingTest {

    @TempDir
    Path folder;

    private GivenSchemas schemas() {
        String ofData = "\"properties\":{\"n_object.name\":{},\"n_object.version\":{},\"n_object.data\":%s}";
        return new Checked(folder)
                .with("disk-1.2.json", "{\"$id\":\"https://e.org/Disk/1.2\"," + ofData.formatted("""
                        {"properties":{"size":{"type":"integer"},"state":{"enum":["on","off"]}},"required":["size"],
                         "additionalProperties":false}""") + "}")
                .with("disk-1.4.json", "{\"$id\":\"https://e.org/Disk@1.4\"," + ofData.formatted("""
                        {"properties":{"size":{"type":"integer"},"name":{}},"required":["size","name"]}""") + "}")
                .with("7/Port-3.json", "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}")
                .with("order.json", "{\"$id\":\"https://e.org/order.json\",\"required\":[\"id\"]}")
                .load("");
    }

    private static String versioned(String name, String version, String data) {
        return "{\"n_object.name\":\"%s\",\"n_object.version\":\"%s\",\"n_object.data\":%s}".formatted(name, version,
                data);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            Disk # 1.2 # {"size":1} # valid
            Disk # 1.2 # {"size":"1"} # invalid schema
            Disk # 1.2 # {"size":1,"new":1} # invalid schema
            Disk # 1.3 # {"size":1,"new":1,"state":"odd"} # newer-minor
            Disk # 1.3 # {"size":"1"} # invalid schema
            Disk # 1.4 # {"size":1,"name":""} # valid
            Disk # 1.4.1 # {"size":1,"name":""} # valid
            Disk # 1.10 # {"size":1,"name":""} # newer-minor
            Disk # 1.0 # {} # valid older-version
            Disk # 1.0 # {"size":"1"} # invalid older-version schema
            Disk # 2.0 # {} # incompatible major
            Disk # abc # {} # invalid version
            Disc # 1.2 # {} # unknown unknown-schema
            Port # 3.0 # {} # valid
            Port # 3.7 # {} # newer-minor
            """)
    void goesByNameAndVersion(String name, String version, String data, String verdict) {
        Judgement judgement = Checked.judge(schemas(), versioned(name, version, data));
        assertEquals(verdict, summary(judgement));
        assertEquals(name + ' ' + version, String.valueOf(judgement.claim()));
    }

    private static String summary(Judgement judgement) {
        StringBuilder summary = new StringBuilder(judgement.verdict().toString());
        judgement.violations().forEach(v -> summary.append(' ').append(v.rule()));
        return summary.toString();
    }

    @Test
    void listsWhatALaterMinorAdds() {
        Judgement judgement = Checked.judge(schemas(),
                versioned("Disk", "1.3", "{\"size\":1,\"new\":1,\"state\":\"odd\"}"));
        assertEquals(List.of("/n_object.data/new", "/n_object.data/state"),
                judgement.additions().stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            {"specversion":"1.0","id":"1","source":"a","type":"any","dataschema":"https://e.org/order.json","data":{}} # /data/id # any
            {"specversion":"1.0","id":"1","source":"a","type":"order","data":{}} # /data/id # order
            {"message_id":"57c0d8a4-1ed5-4a8b-9b7d-0d4b4f6e9f8a","publisher_id":"a:b","priority":"INFO","timestamp":"2026-01-01 00:00:00.000000","event_type":"order","payload":{}} # /payload/id # order
            {"$schema":"https://e.org/order.json"} # /id # null
            """)
    void goesByWhatTheRecordNames(String record, String pointer, String event) {
        Judgement judgement = Checked.judge(schemas(), record);
        assertEquals(pointer, judgement.violations().getFirst().pointer());
        assertEquals(event, String.valueOf(judgement.event()));
    }

    @Test
    void prefersThePayloadsNameToTheEventType() {
        Judgement judgement = Checked.judge(schemas(),
                """
                        {"message_id":"57c0d8a4-1ed5-4a8b-9b7d-0d4b4f6e9f8a","publisher_id":"a:b","priority":"INFO",
                         "timestamp":"2026-01-01 00:00:00.000000","event_type":"order","payload":"""
                        + versioned("Disk", "1.2", "{\"size\":\"a\"}") + '}');
        assertEquals("/payload/n_object.data/size", judgement.violations().getFirst().pointer());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            {"specversion":"1.0","id":"1","source":"a","type":"Disk","data":{}} # unversioned unversioned
            {"specversion":"1.0","id":"1","source":"a","type":"Port","data":{}} # valid
            {"specversion":"1.0","id":"1","source":"a","type":"else","data":{}} # unknown unknown-schema
            {"some":"thing"} # unknown unknown-schema
            [1] # unknown unknown-schema
            """)
    void saysWhyThereIsNone(String record, String summary) {
        assertEquals(summary, summary(Checked.judge(schemas(), record)));
    }

    @Test
    void aSingleFileIsForAllThatARecordIs() {
        Judgement judgement = new Checked(folder).judge("{\"$id\":\"https://e.org/x\",\"required\":[\"z\"]}",
                "{\"specversion\":\"1.0\",\"type\":\"order\",\"data\":{}}");
        assertEquals("/z", judgement.violations().getFirst().pointer());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://e.org/schemas/InstancePayload/1.8, InstancePayload, 1.8
            https://e.org/InstancePayload@1.8.json, InstancePayload, 1.8
            urn:example:order-v2, order, 2.0
            https://e.org/order/v2/, ,
            https://e.org/two-words.schema.json, two-words,
            folder/Disk/1.2.json, Disk, 1.2
            Disk@1.2.3.json#, Disk, 1.2.3
            """)
    void namesAreTheEndsOfIds(String id, String name, String version) {
        SchemaName read = SchemaName.of(id);
        assertEquals(name == null ? "" : name, read.name().replaceFirst(".*:", ""));
        assertEquals(String.valueOf(version), String.valueOf(read.version()));
    }
}
