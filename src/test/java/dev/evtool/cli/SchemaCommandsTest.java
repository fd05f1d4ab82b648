package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `evtool schema` from the outside.
class SchemaCommandsTest {

    private static final String BASKET = """
            {"catalog":"shop","format":1,"prefix":"versioned_object","namespace":"shop","objects":
            {"Basket":{"versions":{"1.0":{"fields":{"a":"string"%s}}}}}}
            """;

    @Test
    void listsObjectsEventsAndKinds() {
        assertTrue(Call.of("schema", "list", "--catalog", "nova").out().lines()
                .anyMatch(line -> line.matches("InstancePayload +1\\.8, 1\\.9 +nova +versioned +36")));
        assertTrue(Call.of("schema", "list", "--events", "-o", "ndjson").out()
                .contains(
                        "{\"event\":\"instance.create.end\",\"payload\":\"InstanceCreatePayload\",\"version\":\"1.13\""));
        assertTrue(Call.of("schema", "list", "-o", "json").out().contains("\"versions\":[\"1.8\",\"1.9\"]"));
        assertTrue(Call.of("schema", "list", "--kinds").out().contains("OsloEnvelope"));
    }

    @Test
    void showsAnObject() {
        String page = Call.of("schema", "show", "InstancePayload").out();
        assertTrue(page.startsWith("InstancePayload 1.9\n"), page);
        assertTrue(page.lines().anyMatch(l -> l.matches("flavor +FlavorPayload@1\\.4 +always +<=1\\.8")), page);
        assertTrue(page.lines().anyMatch(l -> l.matches("shares +list<SharePayload@1\\.0> +null +always +1\\.9")),
                page);
        assertTrue(page.contains("InstancePowerState: pending, running"), page);
        assertTrue(Call.of("schema", "show", "FlavorPayload").out().contains("InstancePayload.flavor"));
        assertTrue(Call.of("schema", "show", "instance.create.end").out().startsWith("InstanceCreatePayload 1.13\n"));
        assertTrue(
                Call.of("schema", "show", "InstancePayload@1.8").out().lines().noneMatch(l -> l.startsWith("shares")));
    }

    @ParameterizedTest
    @CsvSource({"InstancePaylod, did you mean InstancePayload?",
            "instance.create.ende, did you mean instance.create.end?",
            "InstancePayload@1.7, 'it has 1.8, 1.9'", "dockr, did you mean docker?", "payload, evtool schema list",
            "zzzzzzzzzzzzz, evtool schema list"})
    void aTypingErrorIsExplained(String name, String next) {
        Call call = Call.of("schema", "show", name);
        assertEquals(2, call.exit());
        assertTrue(call.err().contains(next), call.err());
        assertEquals("", call.out());
    }

    @Test
    void comparesAndJudges(@TempDir Path folder) throws Exception {
        Path before = Files.writeString(folder.resolve("before.json"), BASKET.formatted(""));
        Path after = Files.writeString(folder.resolve("after.json"), BASKET.formatted(",\"b\":\"integer\""));
        Call call = Call.of("schema", "diff", before.toString(), after.toString());
        assertEquals(1, call.exit());
        assertEquals("""
                Basket 1.0: broken: more than before without a minor bump
                  + b: added, integer

                the contract is broken in 1 object
                """, call.out());
        Call json = Call.of("schema", "diff", before.toString(), after.toString(), "-o", "json");
        assertEquals(1, json.exit());
        assertTrue(json.out().contains("\"broken\": true"), json.out());
        assertEquals(0, Call.of("schema", "diff", before.toString(), before.toString()).exit());
        assertEquals("no difference\n", Call.of("schema", "diff", before.toString(), before.toString()).out());
        assertEquals(0, Call.of("schema", "diff", "InstancePayload@1.8", "InstancePayload@1.9").exit());
    }

    @Test
    void comparesWithRecords(@TempDir Path folder) throws Exception {
        Path known = Files.writeString(folder.resolve("known.json"), BASKET.formatted(",\"b\":\"integer\""));
        String record = "{\"versioned_object.name\":\"Basket\",\"versioned_object.namespace\":\"shop\","
                + "\"versioned_object.version\":\"1.0\",\"versioned_object.data\":{\"a\":%s}}%n";
        Call fits = Call.with(record.formatted("\"x\""), Map.of(), "schema", "diff", known.toString(), "-");
        assertEquals("Basket 1.0: kept: the same\n  ? not seen: b\n\nthe contract is kept\n", fits.out());
        assertEquals(0, fits.exit());
        Call broken = Call.with(record.formatted("1"), Map.of(), "schema", "diff", known.toString(), "-");
        assertEquals(1, broken.exit());
        assertTrue(broken.out().contains("~ a: retyped, string -> integer (seen)"), broken.out());
    }

    @Test
    void whatCannotBeReadIsExitFive(@TempDir Path folder) throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.ndjson"));
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"catalog\": \"x\"}");
        for (String word : new String[] {empty.toString(), bad.toString(), folder.resolve("none").toString(),
                "NoSuchPayload@1.0"}) {
            Call call = Call.of("schema", "diff", "shipped", word);
            assertEquals(5, call.exit(), word + ": " + call.err());
            assertTrue(call.err().startsWith("evtool: "), call.err());
        }
        assertEquals(5, Call.of("schema", "infer", folder.resolve("none").toString()).exit());
        assertEquals(5, Call.with("[1]\n", Map.of(), "schema", "infer", "-").exit());
        assertEquals(5, Call.of("schema", "import", bad.toString()).exit());
        assertEquals(5, Call.of("schema", "import", folder.resolve("none").toString()).exit());
    }

    @Test
    void infersFromAPipe() {
        Call call = Call.with("{\"a\":1}\n{\"a\":2,\"b\":null}\nno JSON\n", Map.of(), "schema", "infer", "-");
        assertEquals(5, call.exit(), "a line that is no JSON was left out");
        assertTrue(
                call.out()
                        .contains("\"fields\": {\"a\": \"integer\", \"b\": {\"type\": \"any?\", \"optional\": true}}"),
                call.out());
        assertTrue(call.err().contains("standard input:3:1"), call.err());
        assertTrue(call.err().contains("1 of 3 records were no JSON"), call.err());
        Call schema = Call.with("{\"a\":1}\n", Map.of(), "schema", "infer", "-", "-o", "json-schema", "-q");
        assertEquals("", schema.err());
        assertTrue(schema.out().contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""),
                schema.out());
    }

    @Test
    void importsARegistry(@TempDir Path folder) throws Exception {
        Path dump = Files.writeString(folder.resolve("dump.json"), """
                {"objects": {"BasketPayload": {"namespace": "shop", "serial_namespace": "shop_object", "version": "1.4",
                  "fields": {"owner": {"type": "uuid", "class": "UUID"}}}}, "notifications": {}}
                """);
        Path catalog = folder.resolve("catalog.json");
        assertEquals(0, Call.of("schema", "import", dump.toString(), "-w", catalog.toString()).exit());
        assertEquals(Files.readString(catalog), Call.of("schema", "import", dump.toString()).out());
        assertEquals("no difference\n", Call.of("schema", "diff", dump.toString(), catalog.toString()).out());
        assertEquals(2, Call.of("schema", "import", dump.toString(), "-w", catalog.toString()).exit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "schema shw", "schema list --catalog no", "schema list --kinds --events",
            "schema diff shipped", "schema diff - -", "schema diff a b --renamed x", "schema infer x --enums -1",
            "schema show InstancePayload -o xml", "schema show DockerActor --message"})
    void wrongWordsAreExitTwo(String words) {
        Call call = Call.of(words.split(" "));
        assertEquals(2, call.exit(), call.err());
        assertEquals("", call.out());
        assertTrue(call.err().contains("next: "), call.err());
    }
}
