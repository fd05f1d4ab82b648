package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.JsonDumps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Payloads made from the catalog, and fields set in them.
class PayloadsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.891Z");
    private final Catalog catalog = Catalog.shipped();
    private final Payloads payloads = new Payloads(catalog);

    private Map<String, @Nullable Object> example(String type, @Nullable String version) throws SchemaException {
        return payloads.example(type, version, NOW, new Random(7));
    }

    private Judgement judged(String type, Object payload) {
        byte[] json = JsonDumps.bytes(new TreeMap<>(Map.of("publisher_id", "nova-compute:h1", "event_type", type,
                "priority", "INFO", "payload", payload)));
        return RecordJudge.of(catalog, null, true).get().check(json, 0, json.length,
                Places.counted(json, 0, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", Payloads.OLDEST})
    void everyEventTypeHasAValidExample(String version) throws SchemaException {
        List<String> types = payloads.eventTypes("*");
        assertTrue(types.size() > 120, types.toString());
        Map<String, Object> bad = new TreeMap<>();
        for (String type : types) {
            Judgement judgement = judged(type, example(type, version.equals("newest") ? null : version));
            if (judgement.verdict() != Verdict.VALID || !judgement.violations().isEmpty()) {
                bad.put(type, judgement);
            }
        }
        assertEquals(Map.of(), bad);
    }

    /// Also those that no event carries by itself.
    @Test
    void everyObjectOfTheCatalogHasAValidExample() {
        List<String> bad = new ArrayList<>();
        for (CatalogFile file : catalog.files().stream().filter(f -> f.prefix() != null).toList()) {
            for (String name : file.objects()) {
                for (ObjectSchema version : catalog.object(name).orElseThrow().versions()) {
                    Object example = ExampleMaker.of(catalog, false, true, NOW, new Random(7)).object(version);
                    byte[] json = JsonDumps.bytes(example);
                    Judgement judgement = RecordJudge.of(catalog, "payload", true).get().check(json, 0, json.length,
                            Places.counted(json, 0, 1, 1));
                    if (judgement.verdict() != Verdict.VALID) {
                        bad.add(version + " " + judgement.violations());
                    }
                }
            }
        }
        assertEquals(List.of(), bad);
    }

    @Test
    void aSeedMakesTheSameAgain() throws SchemaException {
        assertEquals(example("instance.create.end", null), example("instance.create.end", null));
        assertNotEquals(example("instance.create.end", null),
                payloads.example("instance.create.end", null, NOW, new Random(8)));
    }

    @Test
    void anErrorHasItsFault() throws SchemaException {
        assertTrue(Payloads.fields(example("instance.create.error", null)).get("fault") instanceof Map);
        assertEquals(null, Payloads.fields(example("instance.create.end", null)).get("fault"));
    }

    @Test
    void versionsAreThoseOfTheCatalog() throws SchemaException {
        assertEquals("1.8", example("instance.pause.end", "1.8").get("nova_object.version"));
        assertEquals("1.9", example("instance.pause.end", null).get("nova_object.version"));
        assertEquals("it has 1.8, 1.9", assertThrows(SchemaException.class, () -> example("instance.pause.end", "1.7"))
                .next());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            service.update      | host                     | h1                   | "h1"
            service.update      | host                     | 5                    | "5"
            service.update      | host                     | null                 | null
            service.update      | disabled                 | true                 | true
            service.update      | report_count             | 12345678901          | 12345678901
            service.update      | last_seen_up             | 2026-01-02T03:04:05Z | "2026-01-02T03:04:05Z"
            service.update      | last_seen_up             | 2026-01-02T03:04:05.678+01:00 | "2026-01-02T02:04:05Z"
            instance.pause.end  | flavor.memory_mb         | 2048                 | 2048
            instance.pause.end  | flavor.rxtx_factor       | 1.5                  | 1.5
            instance.pause.end  | state                    | paused               | "paused"
            instance.pause.end  | state                    | null                 | null
            instance.pause.end  | metadata.colour          | 5                    | "5"
            instance.pause.end  | metadata["a.b"]          | c                    | "c"
            instance.pause.end  | fault.exception          | Boom                 | "Boom"
            instance.pause.end  | ip_addresses[0].address  | fe80::1              | "fe80::1"
            instance.pause.end  | ip_addresses[1].label    | public               | "public"
            instance.create.end | tags[0]                  | blue                 | "blue"
            instance.create.end | tags                     | ["a","b"]            | ["a", "b"]
            """)
    void setsWhatTheSchemaSays(String type, String path, String value, String expected) throws SchemaException {
        Object changed = payloads.set(example(type, null), path, value, false);
        assertEquals(Verdict.VALID, judged(type, changed).verdict());
        assertEquals(expected, JsonDumps.text(at(changed, path)));
    }

    private static @Nullable Object at(Object payload, String path) throws SchemaException {
        Object value = payload;
        for (FieldPath.Step step : FieldPath.parse(path).steps()) {
            value = new FieldPath("", List.of(step)).in(Payloads.fields(value).isEmpty() ? value
                    : Payloads.fields(value)).value();
        }
        return value;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hst                | h1    | hst: "hst" is no field of InstanceActionPayload 1.9     | did you mean "host"?
            flavor.memry_mb    | 1     | flavor.memry_mb: "memry_mb" is no field of FlavorPayload 1.4 | did you mean "memory_mb"?
            locked             | yes   | locked: expected true or false, found "yes"             | give true or false
            flavor.swap        | null  | flavor.swap: may not be null                            | give integer
            flavor.memory_mb   | 1.5   | flavor.memory_mb: expected an integer, found 1.5        | give an integer
            power_state        | runing | power_state: "runing" is no InstancePowerState         | did you mean "running"? It takes pending, running, paused, shutdown, crashed, suspended
            launched_at        | today | launched_at: is not a time like 2026-03-04T05:06:07Z: "today" | give a time like 2026-03-04T05:06:07Z
            ip_addresses[2]    | {}    | ip_addresses[2]: there are 1 elements                   | [1] adds one
            host.name          | a     | host.name: there is no "name" in a string               |
            a..b               | a     | "a..b" is no path to a field | write flavor.memory_mb, ip_addresses[0].address or labels["a.b"]
            """)
    void saysWhatIsAllowed(String path, String value, String what, @Nullable String next) throws SchemaException {
        Object payload = example("instance.pause.end", null);
        SchemaException e = assertThrows(SchemaException.class, () -> payloads.set(payload, path, value, false));
        assertEquals(what, e.what());
        assertEquals(next, e.next());
    }

    @Test
    void whatHasNoSchemaTakesAnything() throws SchemaException {
        Object payload = payloads.set(new LinkedHashMap<>(), "a.b[0].c", "5", false);
        payload = payloads.set(payload, "d", "plain words", false);
        assertEquals("{\"a\": {\"b\": [{\"c\": 5}]}, \"d\": \"plain words\"}", JsonDumps.text(payload));
    }

    @Test
    void patternsFindEventTypes() throws SchemaException {
        assertEquals(List.of("service.create", "service.delete", "service.update"), payloads.eventTypes("service.*"));
        assertEquals("did you mean service.update?",
                assertThrows(SchemaException.class, () -> payloads.eventTypes("service.updaet")).next());
    }
}
