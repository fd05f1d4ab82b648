package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evtool.schema.Mutation.Target;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Another validator with an exported JSON Schema says the same as evtool's own.
class JsonSchemaExportTest {

    private static final int TRIES = 100;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry REGISTRY = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final RecordCheck check = RecordJudge.of(Catalog.shipped(), null, false).get();

    private static Schema schema(String name) throws SchemaException {
        return REGISTRY.getSchema(JsonSchemaExport.of(Catalog.shipped(), name, false), InputFormat.JSON);
    }

    private boolean isAccepted(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return !new Strictness(false, false)
                .fails(check.check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1)));
    }

    private void assertAgrees(Schema schema, String text) {
        List<String> errors = schema.validate(text, InputFormat.JSON).stream().map(Object::toString).toList();
        assertEquals(isAccepted(text), errors.isEmpty(), () -> errors + " of " + text);
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void agreesOnNotificationsThatWereChanged(Mutation mutation) throws SchemaException {
        Random random = new Random(mutation.name().hashCode());
        SamplePayloads samples = new SamplePayloads(random);
        Schema schema = schema("notification");
        for (int i = 0; i < TRIES; i++) {
            Map<String, Object> message = samples.message();
            List<Target> targets = new ArrayList<>();
            collect(message.get("payload"), random, samples, targets);
            if (mutation.change(targets.get(random.nextInt(targets.size())))) {
                assertAgrees(schema, JSON.writeValueAsString(message));
            }
        }
    }

    private static void collect(Object value, Random random, SamplePayloads samples, List<Target> targets) {
        if (value instanceof Map<?, ?> map) {
            if (map.containsKey("nova_object.name")) {
                Map<String, Object> object = Target.map(map);
                targets.add(new Target(random, samples.schema(object), object,
                        Target.map(object.get("nova_object.data"))));
            }
            map.values().forEach(v -> collect(v, random, samples, targets));
        } else if (value instanceof List<?> list) {
            list.forEach(v -> collect(v, random, samples, targets));
        }
    }

    @ParameterizedTest
    @CsvSource({"nova/resolved, notification-sample, ''", "nova/wire.jsonl, notification, body",
            "ptp/v2-main-ptp.events.jsonl, ptp, body", "ptp/v2-4.18-ptp.events.jsonl, ptp, body",
            "ptp/v1-4.18.events.jsonl, ptp-v1, body",
            "container-events/dockerd-20.10/events-api1.41.jsonl, docker, ''",
            "container-events/podman-4.3/podman-cli-events-json.jsonl, podman, ''",
            "container-events/isulad/events.jsonl, isulad-row, ''"})
    void agreesOnRecordsOfRealPrograms(String path, String kind, String inside) throws SchemaException {
        Schema schema = schema(kind);
        int records = 0;
        for (CorpusVerdicts.Row row : corpus(path).rows()) {
            JsonNode record = inside.isEmpty() ? row.json() : row.json().path(inside);
            if (record.isString()) {
                record = JSON.readTree(JSON.readTree(record.asString()).path("oslo.message").asString());
            }
            assertTrue(isAccepted(record.toString()), record.toString());
            assertAgrees(schema, record.toString());
            records++;
        }
        assertTrue(records >= 10, records + " records");
    }

    private static CorpusVerdicts corpus(String path) {
        return CorpusVerdicts.ALL.stream().filter(c -> c.path().equals(path)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{'Type':'container','Action':'die','Actor':{'ID':'a','Attributes':{'x':'1'}},'time':1,'timeNano':2} | docker",
            "{'Type':'container','Action':'die','Actor':{'ID':'a','Attributes':{'x':1}},'time':1,'timeNano':2} | docker",
            "{'Type':'container','Action':'die','Actor':{'Attributes':{}},'time':1,'timeNano':2} | docker",
            "{'Type':'','Action':'die','Actor':{'ID':'a'},'time':1,'timeNano':2,'more':[1]} | docker",
            "{'Type':'container','Action':'die','Actor':{'ID':'a'},'time':1} | docker",
            "{'specversion':'1.0','id':'a','source':'s','type':'t','ext':1} | cloudevent",
            "{'specversion':'1.7','id':'a','source':'s','type':'t','time':'2026-02-29T00:00:00Z'} | cloudevent",
            "{'specversion':'1.0','id':'a','source':'s','type':'t','time':'2024-02-29T00:00:00+01:00'} | cloudevent",
            "{'specversion':'0.2','id':'a','source':'s','type':'t'} | cloudevent",
            "{'specversion':'2.0','id':'a','source':'s','type':'t'} | cloudevent",
            "{'specversion':'1','id':'a','source':'s','type':'t'} | cloudevent",
            "{'specversion':'1.0','id':'','source':'s','type':'t'} | cloudevent",
            "{'timestamp':'2026-01-01T00:00:00Z','namespace':'n','topic':'/x','event':{'@type':'who.knows'}} | containerd",
            "{'timestamp':'2026-01-01T00:00:00Z','namespace':'n','topic':'/x','event':{'@type':'containerd.events.TaskStart','pid':'1'}} | containerd",
            "{'timestamp':'2026-01-01T00:00:00Z','namespace':'n','topic':'/x','event':{}} | containerd",
            "{'timestamp':'2026-01-01 00:00:00Z','namespace':'n','topic':'/x'} | containerd",
            "{'publisher_id':'p','event_type':'e','priority':'INFO','payload':{'nova_object.name':'Nobody'}} | notification-sample",
            "{'publisher_id':'p','event_type':'e','priority':'INFO','payload':{'any':1}} | notification-sample",
            "{'publisher_id':'p','event_type':'e','priority':'LOUD','payload':{'any':1}} | notification-sample"})
    void agreesOnOtherRecords(String text, String kind) throws SchemaException {
        assertAgrees(schema(kind), text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({"1.8, true, true", "1.8.3, true, true", "01.008, true, true", "1.9, true, false", "1.7, true, false",
            "1.10, true, false", "2.0, false, false", "1, false, false"})
    void aVersionIsOnlyThatVersion(String version, boolean any, boolean one) throws SchemaException {
        SamplePayloads samples = new SamplePayloads(new Random(3));
        Map<String, Object> payload = Target.map(samples.message().get("payload"));
        while (!payload.get("nova_object.name").equals("InstanceActionPayload")
                || !payload.get("nova_object.version").equals("1.8")) {
            payload = Target.map(samples.message().get("payload"));
        }
        payload.put("nova_object.version", version);
        String text = JSON.writeValueAsString(payload);
        assertEquals(any, isAccepted(text), text);
        assertEquals(any, schema("InstanceActionPayload").validate(text, InputFormat.JSON).isEmpty(), text);
        assertEquals(any, schema("payload").validate(text, InputFormat.JSON).isEmpty(), text);
        assertEquals(one, schema("InstanceActionPayload@1.8").validate(text, InputFormat.JSON).isEmpty(), text);
    }

    @Test
    void theMessageOfAnEventBringsItsPayload() throws SchemaException {
        String schema = JsonSchemaExport.of(Catalog.shipped(), "instance.create.end", false);
        assertTrue(schema.contains("\"event_type\": {\"const\": \"instance.create.end\"}"), schema.substring(0, 400));
        assertTrue(schema.contains("\"payload\": {\"$ref\": \"#/$defs/InstanceCreatePayload\"}"),
                schema.substring(0, 400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InstancePayload", "payload", "ptp", "ptp-v1", "containerd", "capture", "notification"})
    void isTheSameEachTimeAndObeysItsOwnSchema(String name) throws SchemaException {
        String text = JsonSchemaExport.of(Catalog.shipped(), name, false);
        assertEquals(text, JsonSchemaExport.of(Catalog.shipped(), name, false));
        Schema meta = REGISTRY.getSchema(
                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertEquals(List.of(), meta.validate(text, InputFormat.JSON));
    }
}
