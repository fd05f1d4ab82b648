package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each judgement of a version step.
class SchemaDiffTest {

    private static final Path CORPUS = Path.of("..", "shared", "corpus", "nova");

    private static SchemaSide catalog(String objects) throws SchemaException {
        String text = """
                {"catalog": "shop", "format": 1, "prefix": "versioned_object", "namespace": "shop",
                 "enums": {"Red": ["a", "b"], "RedMore": ["a", "b", "c"]}, "objects": {%s}}
                """.formatted(objects.replace('\'', '"'));
        return SchemaSide.file("shop.json", text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static String object(String name, String version, String fields) {
        return "'" + name + "': {'versions': {'" + version + "': {'fields': {" + fields + "}}}}";
    }

    private static SchemaSide one(String version, String fields) throws SchemaException {
        return catalog(object("Basket", version, fields));
    }

    private static SchemaSide seen(String... records) {
        Inference inference = new Inference(Catalog.shipped(), 100, 0);
        inference.input("records.ndjson");
        for (String record : records) {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            assertEquals(Verdict.VALID,
                    inference.check().check(bytes, 0, bytes.length, Places.counted(bytes, 0, 1, 1)).verdict(), record);
        }
        return SchemaSide.seen("records.ndjson", inference.draft("seen", "records.ndjson"));
    }

    private static String basket(String version, String data) {
        return ("{'shop.name': 'Basket', 'shop.namespace': 'shop', 'shop.version': '" + version + "', 'shop.data': {"
                + data + "}}").replace("shop.", "versioned_object.").replace('\'', '"');
    }

    private static List<SchemaStep> steps(SchemaSide before, SchemaSide after) {
        return SchemaDiff.of(before, after, Map.of(), Set.of());
    }

    private static String said(List<SchemaStep> steps) {
        return steps.stream().map(step -> step.judged() + " "
                + step.changes().stream().map(c -> c.what() + ":" + c.field()).collect(Collectors.joining(" ")))
                .map(String::strip).collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // before                 | after                              | same version             | minor bump             | major bump
            "'a':'string'             | 'a':'string'                       |                          | broken                 | broken",
            "'a':'string'             | 'a':'string','b':'integer'         | broken added:b           | kept added:b           | kept added:b",
            "'a':'string','b':'any'   | 'a':'string'                       | broken removed:b         | broken removed:b       | kept removed:b",
            "'a':'string'             | 'a':'integer'                      | broken retyped:a         | broken retyped:a       | kept retyped:a",
            "'a':'string?'            | 'a':'string'                       | broken not-nullable:a    | broken not-nullable:a  | kept not-nullable:a",
            "'a':'string'             | 'a':'string?'                      | broken nullable:a        | broken nullable:a      | kept nullable:a",
            "'a':'Red'                | 'a':'RedMore'                      | broken value-added:a     | kept value-added:a     | kept value-added:a",
            "'a':'RedMore'            | 'a':'Red'                          | broken value-removed:a   | broken value-removed:a | kept value-removed:a",
            "'a':'list<Red>'          | 'a':'list<RedMore>'                | broken value-added:a[]   | kept value-added:a[]   | kept value-added:a[]",
            "'a':'list<string>'       | 'a':'list<string?>'                | broken nullable:a[]      | broken nullable:a[]    | kept nullable:a[]",
            "'a':'map<string>'        | 'a':'map<integer>'                 | broken retyped:a{}       | broken retyped:a{}     | kept retyped:a{}",
            "'a':'list<string>'       | 'a':'set<string>'                  |                          | broken                 | broken",
            "'a':'Other'              | 'a':'Another'                      | broken retyped:a         | broken retyped:a       | kept retyped:a",
            "'a':'string'             | 'a':{'type':'string','optional':true} | broken optional:a     | kept optional:a        | kept optional:a",
            "'a':{'type':'string','optional':true} | 'a':'string'          | broken always:a          | kept always:a          | kept always:a",
            "'a':'string','b':'any'   | 'a':'string','c':'any'             | broken removed:b added:c | broken removed:b added:c | kept removed:b added:c"})
    void judgesEachStep(String before, String after, String same, String minor, String major) throws SchemaException {
        assertEquals(same == null ? "" : same, said(steps(one("1.4", before), one("1.4", after))));
        assertEquals(minor, said(steps(one("1.4", before), one("1.5", after))));
        assertEquals(minor, said(steps(one("1.9", before), one("1.10", after))));
        assertEquals(major, said(steps(one("1.4", before), one("2.0", after))));
    }

    @Test
    void aVersionThatGoesBackIsBroken() throws SchemaException {
        assertEquals("broken", said(steps(one("1.10", "'a':'string'"), one("1.9", "'a':'string'"))));
        assertEquals("broken added:b", said(steps(one("2.0", "'a':'string'"), one("1.9", "'a':'string','b':'any'"))));
    }

    @Test
    void aBumpForAnotherMeaningIsFineIfItIsSaid() throws SchemaException {
        SchemaSide before = one("1.4", "'a':'string'");
        SchemaSide after = one("1.5", "'a':'string'");
        assertEquals("kept", said(SchemaDiff.of(before, after, Map.of(), Set.of("Basket"))));
        assertTrue(steps(before, after).getFirst().why().contains("--meaning Basket"));
    }

    @Test
    void aPureRenameKeepsTheVersion() throws SchemaException {
        SchemaSide before = catalog(object("Basket", "1.4", "'a':'string'"));
        SchemaSide same = catalog(object("Cart", "1.4", "'a':'string'"));
        SchemaSide bumped = catalog(object("Cart", "1.5", "'a':'string'"));
        Map<String, String> renamed = Map.of("Basket", "Cart");
        assertEquals("kept", said(SchemaDiff.of(before, same, renamed, Set.of())));
        assertEquals("broken", said(SchemaDiff.of(before, bumped, renamed, Set.of())));
    }

    @Test
    void aFieldFollowsTheRenamedClass() throws SchemaException {
        SchemaSide before = catalog(
                object("Basket", "1.4", "'a':'string'") + "," + object("Shop", "1.0", "'b':'Basket'"));
        SchemaSide after = catalog(object("Cart", "1.4", "'a':'string'") + "," + object("Shop", "1.0", "'b':'Cart'"));
        assertEquals("kept", said(SchemaDiff.of(before, after, Map.of("Basket", "Cart"), Set.of())));
        List<SchemaStep> unsaid = steps(before, after);
        assertEquals("told; broken retyped:b; told", said(unsaid));
        assertTrue(unsaid.getFirst().why().contains("--renamed Basket=Cart"), unsaid.getFirst().why());
    }

    @Test
    void whatComesAndGoesIsTold() throws SchemaException {
        SchemaSide before = catalog(object("Basket", "1.4", "'a':'string'") + "," + object("Old", "1.0", "'x':'any'"));
        SchemaSide after = catalog(object("Basket", "1.4", "'a':'string'") + "," + object("New", "1.0", "'y':'any'"));
        assertEquals(List.of("Old is gone", "New is new"),
                steps(before, after).stream().map(s -> s.object() + ' ' + s.why()).toList());
    }

    @Test
    void eachStepOnTheWayIsJudged() throws SchemaException {
        SchemaSide after = catalog("'Basket': {'versions': {'1.5': {'fields': {'a':'string','b':'any'}}, "
                + "'1.6': {'fields': {'a':'integer','b':'any'}}, '2.0': {'fields': {'a':'integer'}}}}");
        assertEquals("kept added:b; broken retyped:a; kept removed:b",
                said(steps(one("1.4", "'a':'string'"), after)));
    }

    @Test
    void plainObjectsHaveNoVersionToTellOfAChange() throws SchemaException {
        String plain = "'Row': {'plain': true, 'versions': {'%s': {'fields': {%s}}}}";
        SchemaSide before = catalog(plain.formatted("1.0", "'a':'string'"));
        assertEquals("kept added:b", said(steps(before, catalog(plain.formatted("1.0", "'a':'string','b':'any'")))));
        assertEquals("broken retyped:a", said(steps(before, catalog(plain.formatted("2.0", "'a':'integer'")))));
        assertEquals("broken optional:a",
                said(steps(before, catalog(plain.formatted("1.0", "'a':{'type':'string','optional':true}")))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            // known                              | a record of the same version | judged
            "'a':'string','b':'integer?'          | 'a':'x'                      | kept not-seen:b",
            "'a':'string?'                        | 'a':'x'                      | ",
            "'a':'string'                         | 'a':null                     | broken nullable:a",
            "'a':'string'                         | 'a':1                        | broken retyped:a",
            "'a':'string'                         | 'a':'x','c':1                | broken added:c",
            "'a':'Red'                            | 'a':'a'                      | ",
            "'a':'Red'                            | 'a':'z'                      | broken value-added:a",
            "'a':'number'                         | 'a':1                        | ",
            "'a':'integer'                        | 'a':1.5                      | broken retyped:a",
            "'a':'map<string>'                    | 'a':{'k':'v'}                | ",
            "'a':'map<string>'                    | 'a':{'k':1}                  | broken retyped:a.k",
            "'a':'object'                         | 'a':{'k':1}                  | ",
            "'a':'list<integer>'                  | 'a':[]                       | ",
            "'a':'list<integer>'                  | 'a':[1,'x']                  | broken retyped:a",
            "'a':'any'                            | 'a':[1,'x']                  | ",
            "'a':'list<integer>'                  | 'a':['x']                    | broken retyped:a[]",
            "'a':'datetime'                       | 'a':'2026-03-04T05:06:07Z'   | ",
            "'a':'rfc3339'                        | 'a':'2026-03-04T05:06:07Z'   | ",
            "'a':'datetime'                       | 'a':'tomorrow'               | broken retyped:a",
            "'a':'uuid'                           | 'a':'admin'                  | ",
            "'a':'decimal'                        | 'a':'12.5'                   | "})
    void whatWasSeenMustBeAllowed(String known, String data, String judged) throws SchemaException {
        assertEquals(judged == null ? "" : judged, said(steps(one("1.4", known), seen(basket("1.4", data)))));
    }

    @Test
    void whatWasNotSeenIsNotGone() throws SchemaException {
        SchemaSide known = one("1.4", "'a':'string','b':'any'");
        SchemaSide records = seen(basket("1.4", "'a':'x'"));
        List<SchemaStep> steps = steps(known, records);
        assertEquals("kept not-seen:b", said(steps));
        assertTrue(steps.getFirst().changes().getFirst().text().contains("none of the 1 records"), steps.toString());
        assertEquals("kept not-seen:b", said(steps(records, known)));
        assertEquals("kept added:c", said(steps(one("1.4", "'a':'string'"), seen(basket("1.5", "'a':'x','c':1")))));
    }

    @Test
    void whatWasSeenAndIsNotKnownAnyMoreIsRemoved() throws SchemaException {
        SchemaSide records = seen(basket("1.4", "'a':'x','old':1"));
        assertEquals("broken removed:old", said(steps(records, one("1.5", "'a':'string'"))));
        assertEquals("kept removed:old", said(steps(records, one("2.0", "'a':'string'"))));
        assertEquals("broken not-nullable:a",
                said(steps(seen(basket("1.4", "'a':null"), basket("1.4", "'a':'x'")), one("1.5", "'a':'string'"))));
    }

    @Test
    void ofTwoCapturesOnlyWhatExcludesEachOtherCounts() {
        SchemaSide monday = seen(basket("1.4", "'a':'x','b':1,'c':null"));
        assertEquals("kept not-seen:b not-seen:d",
                said(steps(monday, seen(basket("1.4", "'a':'2026-03-04T05:06:07Z','c':7,'d':1")))));
        assertEquals("broken retyped:a", said(steps(monday, seen(basket("1.4", "'a':1,'b':1,'c':1")))));
    }

    @Test
    void theRegistryAndTheShippedCatalogKeepTheContract() throws Exception {
        Path dump = CORPUS.resolve("registry-26.2.json");
        assumeTrue(Files.exists(dump), "no dump of Nova's registry beside this folder");
        SchemaSide registry = SchemaSide.file("registry", Files.readAllBytes(dump)).orElseThrow();
        List<SchemaStep> steps = steps(registry, SchemaSide.all("shipped", Catalog.shipped()));
        assertEquals(List.of(), steps.stream().filter(s -> s.judged() == SchemaStep.Judged.BROKEN).toList());
        assertTrue(steps.stream().anyMatch(s -> s.object().equals("InstancePayload") && s.to().equals("1.9")
                && s.changes().getFirst().field().equals("shares")), steps.toString());
        assertTrue(steps.stream().noneMatch(s -> s.object().startsWith("Ptp")), "of other catalogs nothing is said");
    }

    @Test
    void recordsOfRealServicesDoNotContradictTheCatalog() throws Exception {
        for (String path : List.of("nova/wire.jsonl", "oslo/v2.jsonl", "ptp/v2-main-ptp.events.jsonl",
                "ptp/v1-4.18.events.jsonl", "container-events/podman-4.3/compat-events-api1.41.jsonl",
                "container-events/isulad/events.jsonl")) {
            CorpusVerdicts corpus = CorpusVerdicts.ALL.stream().filter(c -> c.path().equals(path)).findFirst()
                    .orElseThrow();
            SchemaSide records = seen(corpus.rows().stream().map(CorpusVerdicts.Row::text).toArray(String[]::new));
            assertTrue(records.objects().size() > 0, path);
            assertEquals(List.of(), steps(SchemaSide.all("shipped", Catalog.shipped()), records).stream()
                    .filter(s -> s.judged() == SchemaStep.Judged.BROKEN).toList(), path);
        }
    }
}
