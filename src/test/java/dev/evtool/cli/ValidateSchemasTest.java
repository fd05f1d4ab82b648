package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.schema.RegistryImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `--schemas`: which schema is for which record, through all that a record is packed into.
class ValidateSchemasTest {

    private static final String ORDER = """
            {"$id": "https://acme.example/Order/1.2", "properties": {"acme_object.data": {"required": ["id"],
             "properties": {"id": {"type": "integer"}}, "additionalProperties": false}}}""";
    private static final String PAID = """
            {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"sum": {"type": "number"}},
             "properties": {"sum": {"$ref": "#/definitions/sum", "description": "alone in draft-07"}}, "required": ["sum"]}""";
    private static final String REGISTRY = """
            {"packages": {"python3-shop": "1.2"},
             "objects": {"BasketPayload": {"namespace": "shop", "serial_namespace": "shop_object", "version": "1.4",
              "fields": {"owner": {"type": "string"}, "item": {"type": "object", "object": "ItemPayload"}}},
              "ItemPayload": {"namespace": "shop", "serial_namespace": "shop_object", "version": "2.10",
              "fields": {"count": {"type": "integer"}}}},
             "notifications": {"BasketNotification": {"payload": "BasketPayload",
              "events": [{"event_type": "basket.fill"}]}}}""";

    @TempDir
    Path folder;

    @BeforeEach
    void schemas() throws Exception {
        write("mixed/order.json", ORDER);
        write("mixed/deeper/com.acme.paid.json", PAID);
        write("mixed/shop.json", RegistryImport
                .catalog(new ByteArrayInputStream(REGISTRY.getBytes(StandardCharsets.UTF_8))));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// The records against schemas in the folder.
    private Call validate(String records, String... schemas) {
        Stream<String> options = Stream.of(schemas)
                .flatMap(s -> Stream.of("--schemas", folder.resolve(s).toString()));
        return Call.with(records + '\n', Map.of("LANG", "C.UTF-8"),
                Stream.concat(Stream.of("validate", "-"), options).toArray(String[]::new));
    }

    private static String first(Call call) {
        return call.out().lines().findFirst().orElse("");
    }

    private static String order(String version, String data) {
        return "{\"acme_object.name\":\"Order\",\"acme_object.version\":\"" + version + "\",\"acme_object.data\":"
                + data
                + '}';
    }

    private static String notification(String payload) {
        return "{\"message_id\":\"57c0d8a4-1ed5-4a8b-9b7d-0d4b4f6e9f8a\",\"publisher_id\":\"a:b\",\"event_type\":\"x.y\","
                + "\"priority\":\"INFO\",\"timestamp\":\"2026-01-01 00:00:00.000000\",\"payload\":" + payload + '}';
    }

    private static String quoted(String json) {
        return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String envelope(String message) {
        return "{\"oslo.version\":\"2.0\",\"oslo.message\":" + quoted(message) + '}';
    }

    private static String cloudEvent(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\"," + more + '}';
    }

    @Test
    void aSingleFileIsForEveryRecordAsAWhole() throws Exception {
        write("one.json", "{\"type\": \"object\", \"required\": [\"id\", \"kind\"]}");
        String event = cloudEvent("\"type\":\"t\",\"data\":{}");
        Call call = validate(event + '\n' + "{\"id\":1,\"kind\":2}" + '\n' + envelope("{}"), "one.json");
        assertEquals(1, call.exit());
        assertEquals(List.of("standard input:1:1: error: cloudevent /kind: the property \"kind\" is missing [schema]",
                "standard input:3:1: error: envelope /id: the property \"id\" is missing [schema]"),
                call.out().lines().filter(line -> line.startsWith("standard input:"))
                        .filter(line -> !line.contains("3:1: error: envelope /kind"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            1.2 # {"id":1} # 0 # ``
            1.2 # {"id":"a"} # 1 # standard input:1:82: error: Order 1.2 /acme_object.data/id: is of type string, the schema asks for integer [schema]
            1.3 # {"id":1,"new":1} # 0 # standard input:1:1: newer-minor: Order 1.3: later than 1.2; new: new
            2.0 # {"id":1} # 1 # standard input:1:1: error: Order 2.0: Order 2.0 is of another major than the schemas given [major]
            """)
    void aVersionedPayloadGetsTheSchemaThatItClaims(String version, String data, int exit, String told) {
        Call call = validate(order(version, data), "mixed");
        assertEquals(exit, call.exit());
        assertEquals(told, first(call).startsWith("standard input:") ? first(call) : "");
    }

    @Test
    void payloadsAreFoundInAllThatTheyArePackedInto() {
        String broken = order("1.2", "{\"id\":\"a\"}");
        String message = notification(broken);
        String dump = "{\"exchange\":\"nova\",\"routing_key\":\"k\",\"properties\":{},";
        String base64 = Base64.getEncoder().encodeToString(envelope(message).getBytes(StandardCharsets.UTF_8));
        List<String> records = List.of(message, envelope(message), dump + "\"body\":" + quoted(envelope(message)) + '}',
                dump + "\"body_base64\":\"" + base64 + "\"}", cloudEvent("\"type\":\"x\",\"data\":" + message),
                "{\"path\":\"/\",\"headers\":{},\"body\":" + message + '}');
        List<String> pointers = List.of("", "/oslo.message", "/body/oslo.message", "/body_base64/oslo.message", "/data",
                "/body");
        for (int i = 0; i < records.size(); i++) {
            String record = records.get(i);
            Call call = validate(record, "mixed");
            String pointer = " " + pointers.get(i) + "/payload/acme_object.data/id: is of type string";
            Matcher wrong = Pattern.compile("(?<=:)\\\\*\"a\\\\*\"").matcher(record);
            int column = 1 + (wrong.find() ? wrong.start() : record.indexOf('"' + base64)); // in base64 places are lost
            String line = call.out().lines().filter(l -> l.contains(pointer)).findFirst().orElse(call.out());
            assertTrue(line.startsWith("standard input:1:" + column + ':'), column + " in " + line);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            "type":"com.acme.paid","data":{"sum":"x"} # 1 # error: com.acme.paid /data/sum: is of type string
            "type":"other","dataschema":"https://acme.example/Order/1.2","data":{"acme_object.data":{}} # 1 # /data/acme_object.data/id: the property
            "type":"com.acme.paid","data":{"sum":1.5} # 0 # 1 record in
            "type":"com.acme.payed","data":{"sum":1.5} # 0 # warning: CloudEvent 1.0 /data: none of the schemas given is for com.acme.payed
            """)
    void theDataOfACloudEventGetsTheSchemaOfItsType(String more, int exit, String told) {
        Call call = validate(cloudEvent(more), "mixed");
        assertEquals(exit, call.exit());
        assertTrue(call.out().contains(told), call.out());
    }

    private static String basket(String owner, String count) {
        return """
                {"shop_object.name":"BasketPayload","shop_object.namespace":"shop","shop_object.version":"1.4",\
                "shop_object.data":{"owner":%s,"item":{"shop_object.name":"ItemPayload","shop_object.namespace":"shop",\
                "shop_object.version":"2.11","shop_object.data":{"count":%s,"new":1}}}}""".formatted(owner, count);
    }

    @Test
    void aCatalogCountsAtEveryLevel() {
        for (String given : List.of("mixed", "mixed/shop.json")) {
            Call newer = validate(notification(basket("\"me\"", "1")), given);
            assertEquals(0, newer.exit());
            assertTrue(newer.out().contains("newer-minor: BasketPayload 1.4"), newer.out());
            Call broken = validate(envelope(notification(basket("1", "\"two\""))), given);
            assertEquals(1, broken.exit());
            assertTrue(broken.out().contains("/oslo.message/payload/shop_object.data/item/shop_object.data/count"),
                    broken.out());
        }
    }

    @Test
    void theShippedCatalogJudgesTheRest() {
        Call call = validate("{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":1},\"time\":1}", "mixed");
        assertEquals(1, call.exit());
        assertTrue(call.out().contains("docker /Actor/ID: expected"), call.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '`', textBlock = """
            {"type":"strng"} # s.json:1:9: at /type: no schema:
            {"type": # s.json:1:9: no JSON
            {"$ref":"other.json"} # s.json:1:9: at /$ref:
            {"catalog":"x","format":2} # s.json is a catalog of format 2, this evtool reads 1
            {"catalog":"x","format":1} # s.json has no objects
            {"catalog":"x","format":1,"objects":{"A":{"versions":{"1.0":{"fields":{"a":"strng"}}}}}} # s.json has an unreadable type for A.a
            {"catalog":"x","format":1,"objects":{"A":{"versions":{"1.0":{"fields":["a"]}}}}} # s.json is broken: line 1, column 71: expected an object
            {"catalog":"x","format":1,"objects":{"A":{"versions":["1.0"]}}} # s.json has no versions of A
            {"catalog":"x","format":1,"objects":{},"kinds":[{"kind":"k","members":["a"],"packing":"box"}]} # s.json is broken: line 1, column 87: expected one of [json, string, text, base64]
            {"catalog":"x","format":1,"objects":{"A":{"choose":{"by":"b","of":{},"otherwise":"A"},"versions":{"1":{}}}}} # s.json lets A choose itself
            """)
    void aSchemaThatCannotBeUsedIsSaidBeforeAnythingIsRead(String schema, String told) throws Exception {
        write("s.json", schema);
        for (Call call : List.of(validate("{}", "s.json"), validate("{}", "mixed", "s.json"),
                Call.of("tail", "-", "--schemas", folder.resolve("s.json").toString()))) {
            assertEquals(5, call.exit());
            assertTrue(call.err().contains(told), call.err());
            assertEquals("", call.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "missing"})
    void aPlaceWithoutSchemasIsAnError(String name) throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Call call = validate("{}", name);
        assertEquals(5, call.exit());
        assertTrue(call.err().contains(name) && call.err().contains("likely cause: "), call.err());
    }

    @Test
    void aKindCanBeForcedForManySchemasButNotForOne() {
        String[] words = {"validate", "-", "--as", "notification", "--schemas", folder.resolve("mixed").toString()};
        Call many = Call.with("{\"payload\":" + order("1.2", "{\"id\":\"a\"}") + "}\n", Map.of(), words);
        assertTrue(many.out().contains("/payload/acme_object.data/id: is of type string"), many.out());
        words[5] = folder.resolve("mixed/order.json").toString();
        assertEquals(2, Call.of(words).exit());
        words[5] = folder.resolve("mixed/shop.json").toString();
        assertEquals(1, Call.with("{}\n", Map.of(), words).exit());
    }

    @Test
    void eventsOfAStreamAreHeldAgainstThem() throws Exception {
        write("paid/com.acme.paid.json", PAID);
        String event = cloudEvent(
                "\"type\":\"com.acme.paid\",\"received\":\"2026-01-01T00:00:00Z\",\"data\":{\"sum\":\"x\"}");
        write("capture.ndjson", event + '\n');
        Call call = Call.of("tail", folder.resolve("capture.ndjson").toString(), "--schemas",
                folder.resolve("paid").toString(), "--fail-on-invalid", "-o", "ndjson");
        assertEquals(1, call.exit());
        assertTrue(call.out().contains("\"verdict\":\"invalid\""), call.out());
        assertTrue(call.out().contains("/data/sum: is of type string"), call.out());
    }
}
