package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is drafted from records.
class InferenceTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Inference inference = new Inference(Catalog.shipped(), 0, 5);

    private static void give(Inference to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(Verdict.VALID, to.check().check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1)).verdict());
    }

    private Inferred drafted(List<String> records) {
        inference.input("shop/orders.ndjson");
        records.forEach(record -> give(inference, record.replace('\'', '"')));
        return inference.draft("shop", "a test");
    }

    private static JsonNode fields(Inferred drafted, String object) {
        JsonNode versions = JSON.readTree(drafted.catalog()).path("objects").path(object).path("versions");
        return versions.path(versions.propertyNames().iterator().next()).path("fields");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1 | 2 | integer", "1 | 2.5 | number",
            "1 | 9223372036854775808 | number",
            "1 | null | integer?", "null | null | any?", "true | false | boolean", "'a' | 'b' | string",
            "'' | '2026-03-04T05:06:07Z' | string", "'2026-03-04T05:06:07Z' | '2026-03-04T05:06:08Z' | datetime",
            "'2026-03-04T05:06:07Z' | '2026-03-04T05:06:08.5Z' | rfc3339",
            "'2026-03-04 05:06:07' | '2026-03-04 05:06:07.5' | oslotime",
            "'788608ec-ebdc-45c5-bc7f-e5f24ab92c80' | '788608ec-ebdc-45c5-bc7f-e5f24ab92c81' | uuid",
            "'192.168.1.3' | 'fe80::1' | ip", "'fa:16:3e:4c:2c:30' | null | mac?", "[1] | [2,null] | list<integer?>",
            "[] | [] | list<any>", "[[1]] | [[]] | list<list<integer>>", "{} | {} | object", "1 | 'a' | any",
            "{'0':1} | {'1':2} | map<integer>", "{'a/b':'x'} | {'c':'y'} | map<string>",
            "{'a/b':'x'} | {'c':1} | OrdersF", "{'a':1} | {'a':2} | OrdersF", "[{'a':1}] | [] | list<OrdersF>"})
    void tellsTypes(String first, String second, String type) {
        Inferred drafted = drafted(List.of("{'f':" + first + "}", "{'f':" + second + "}"));
        assertEquals(type, fields(drafted, "Orders").path("f").asString());
    }

    @Test
    void whatWasMissingIsOptional() {
        Inferred drafted = drafted(List.of("{'a':1,'b':{'c':1}}", "{'a':1,'b':{'c':1,'d':1}}", "{'a':1}"));
        JsonNode fields = fields(drafted, "Orders");
        assertEquals("integer", fields.path("a").asString());
        assertEquals("{\"type\":\"OrdersB\",\"optional\":true}", fields.path("b").toString());
        assertEquals("{\"c\":\"integer\",\"d\":{\"type\":\"integer\",\"optional\":true}}",
                fields(drafted, "OrdersB").toString());
        assertTrue(drafted.catalog().contains("inferred from 3 records"), drafted.catalog());
    }

    @Test
    void conflictsAreWarnedOf() {
        Inferred drafted = drafted(List.of("{'a':1,'n':null}", "{'a':'x','n':null}", "{'a':'x','n':null}"));
        assertTrue(drafted.warnings().contains("Orders.a was an integer 1 times, a string 2 times: drafted as any"),
                drafted.warnings().toString());
        assertTrue(drafted.warnings().contains("drafted as any, being null in all records: Orders.n"),
                drafted.warnings().toString());
    }

    @ParameterizedTest
    @CsvSource({"2, 10, OrdersState", "2, 9, string", "1, 20, string", "0, 20, string"})
    void enumerationsNeedEnoughRecords(int most, int records, String type) {
        Inference enums = new Inference(Catalog.shipped(), most, 5);
        enums.input("orders.json");
        for (int i = 0; i < records; i++) {
            give(enums, "{\"state\":\"" + (i % 2 == 0 ? "open" : "closed") + "\"}");
        }
        Inferred drafted = enums.draft("shop", "a test");
        assertEquals(type, fields(drafted, "Orders").path("state").asString());
        assertEquals(type.equals("string") ? "" : "[\"closed\",\"open\"]",
                JSON.readTree(drafted.catalog()).path("enums").path("OrdersState").toString());
    }

    @Test
    void recordsAreWhatTheyClaimToBe() {
        Inferred drafted = drafted(List.of(
                "{'specversion':'1.0','id':'1','source':'s','type':'com.example.order','data':{'n':1}}",
                "{'specversion':'1.0','id':'1','source':'s','type':'com.example.order','data':{'n':2}}",
                "{'Type':'container','Action':'die','Actor':{'ID':'a','Attributes':{'x':'1'}},'time':1,'timeNano':2}",
                "{'publisher_id':'p','event_type':'volume.create.end','priority':'INFO','payload':{'size':1}}",
                "{'publisher_id':'p','event_type':'basket.fill','priority':'INFO','payload':"
                        + "{'nova_object.name':'Basket','nova_object.namespace':'nova','nova_object.version':'1.2',"
                        + "'nova_object.data':{'in':{'nova_object.name':'Shop','nova_object.namespace':'nova',"
                        + "'nova_object.version':'2.0','nova_object.data':{'a':1}}}}}",
                "{'anything':1}"));
        assertEquals("[Basket 1.2, ComExampleOrder 1.0, DockerEvent 1.41, Orders 1.0, Shop 2.0, VolumeCreateEnd 1.0]",
                drafted.objects().stream().map(o -> o.name() + ' ' + o.version()).toList().toString());
        assertEquals("Shop", fields(drafted, "Basket").path("in").asString());
        JsonNode tree = JSON.readTree(drafted.catalog());
        assertEquals("{\"basket.fill\":\"Basket\",\"volume.create.end\":\"VolumeCreateEnd\"}",
                tree.path("events").toString());
        assertEquals("nova_object", tree.path("prefix").asString());
        assertEquals(List.of("com.example.order", "Orders"),
                tree.path("kinds").valueStream().map(k -> k.path("kind").asString()).toList());
    }

    @Test
    void recordsAreValidByWhatWasDraftedFromThem() throws SchemaException {
        SamplePayloads samples = new SamplePayloads(new Random(11));
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            texts.add(JSON.writeValueAsString(samples.message()));
        }
        Inferred drafted = drafted(texts.stream().map(t -> t.replace("'", "\\u0027")).toList());
        CatalogFile file = new CatalogFile("drafted", drafted.catalog().getBytes(StandardCharsets.UTF_8));
        RecordCheck check = RecordJudge.of(Catalog.with(List.of(file)), null, true).get();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(drafted.jsonSchema(), InputFormat.JSON);
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            Judgement judgement = check.check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1));
            assertEquals("valid []", judgement.verdict() + " " + judgement.violations(), () -> text);
            String payload = JSON.readTree(text).path("payload").toString();
            assertEquals(List.of(), schema.validate(payload, InputFormat.JSON), payload);
        }
    }

    @Test
    void recordsOfTheCorporaAreValidByTheirOwnDraft() throws SchemaException {
        for (CorpusVerdicts corpus : CorpusVerdicts.ALL) {
            if (!corpus.path().endsWith("wire.jsonl") && !corpus.path().startsWith("container-events")) {
                continue;
            }
            Inference own = new Inference(Catalog.shipped(), 10, 5);
            own.input(corpus.path());
            corpus.rows().forEach(row -> give(own, row.text()));
            CatalogFile file = new CatalogFile("drafted", own.draft("own", corpus.path()).catalog()
                    .getBytes(StandardCharsets.UTF_8));
            RecordCheck check = RecordJudge.of(Catalog.with(List.of(file)), null, true).get();
            for (CorpusVerdicts.Row row : corpus.rows()) {
                byte[] bytes = row.text().getBytes(StandardCharsets.UTF_8);
                Judgement judgement = check.check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1));
                assertEquals("valid []", judgement.verdict() + " " + judgement.violations(), row::text);
            }
        }
    }

    @Test
    void memoryIsBoundedWhateverTheRecordsHold() {
        inference.input("x");
        Random random = new Random(1);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder("{\"specversion\":\"1.0\",\"type\":\"t").append(i)
                    .append("\",\"data\":{");
            for (int m = 0; m < 100; m++) {
                text.append(m == 0 ? "" : ",").append('"').append(Long.toString(random.nextLong(), 36)).append("\":1");
            }
            give(inference, text.append("}}").toString());
        }
        Inferred drafted = inference.draft("x", "x");
        assertEquals(1_000, drafted.objects().size());
        assertTrue(drafted.catalog().length() < 10_000_000, drafted.catalog().length() + " characters");
        assertTrue(drafted.warnings().stream().anyMatch(w -> w.contains("beyond the 1000")),
                drafted.warnings().toString());
    }

    @Test
    void manyNamesAreData() {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            records.add("{'labels':{'label" + i + "':'x'}}");
        }
        assertEquals("map<string>", fields(drafted(records), "Orders").path("labels").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'nova_object.name':'<x>','nova_object.version':'1.0','nova_object.data':{}}",
            "{'nova_object.name':'Basket','nova_object.version':'one','nova_object.data':{'a':1}}",
            "{'nova_object.name':'Basket','nova_object.version':'1.0','nova_object.data':3}",
            "{'f':{'nova_object.name':'basket','nova_object.version':'1.0','nova_object.data':{}}}",
            "{'\\u0000\\u001b[31m<?>':{'':{'?':1}}}", "{'specversion':'1.0','type':'<script>','data':1}",
            "{'specversion':'1.0','type':'','data':null}", "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':"
                    + "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':1}}}}}}}}}}}}}}}}}}}}}",
            "{'oslo.version':'2.0','oslo.message':'no JSON'}", "[1]", "3", "{}"})
    void hostileRecordsDoNoHarm(String record) throws SchemaException {
        Inferred drafted = drafted(List.of(record, record));
        CatalogFile file = new CatalogFile("x", drafted.catalog().getBytes(StandardCharsets.UTF_8));
        for (String name : file.objects()) {
            assertTrue(file.object(name) != null, name);
        }
        assertEquals(Map.of(), Map.copyOf(file.events()));
        assertTrue(drafted.jsonSchema().contains("$defs"));
    }

    @Test
    void nothingIsDraftedFromNothing() {
        assertTrue(inference.isEmpty());
        give(inference, "[1]");
        assertTrue(inference.isEmpty());
        give(inference, "{}");
        assertFalse(inference.isEmpty());
    }
}
