package dev.evtool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import dev.evtool.Golden;
import dev.evtool.schema.Rule;
import dev.evtool.schema.UnreadInput;
import dev.evtool.schema.Verdict;
import dev.evtool.terminal.HostileText;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The SARIF report, against the part of SARIF that it keeps to.
class SarifReportTest {

    private static final Schema SCHEMA = JsonSchemas.of("/report/sarif-part.schema.json");

    private static final JsonMapper MAPPER = new JsonMapper();

    /// The run, after a look at what a schema cannot say.
    private static JsonNode run(Judged judged) throws IOException {
        String json = judged.report(out -> new SarifReport(out, "1.2.3"));
        JsonSchemas.check(SCHEMA, json);
        JsonNode run = MAPPER.readTree(json).get("runs").get(0);
        JsonNode rules = run.at("/tool/driver/rules");
        for (JsonNode result : run.get("results")) {
            assertEquals(result.get("ruleId"), rules.get(result.get("ruleIndex").asInt()).get("id"));
            String text = result.at("/message/text").asString();
            assertFalse(text.replace("{{", "").replace("}}", "").matches("(?s).*[{}].*"), text);
            URI.create(result.at("/locations/0/physicalLocation/artifactLocation/uri").asString());
        }
        return run;
    }

    private static List<String> of(JsonNode list, String pointer) {
        List<String> values = new ArrayList<>();
        list.forEach(node -> values.add(node.at(pointer).asString()));
        return values;
    }

    @Test
    void mixed() throws IOException {
        JsonNode run = run(Judged.mixed());
        assertEquals(List.of("newer-minor", "type", "unknown-field", "event", "unknown-schema", "unversioned", "event",
                "major", "newer-minor"), of(run.get("results"), "/ruleId"));
        assertEquals(List.of("note", "error", "error", "warning", "note", "error", "warning", "error", "error"),
                of(run.get("results"), "/level"));
        assertFalse(run.at("/invocations/0/executionSuccessful").asBoolean());
        assertEquals("samples/secret.json", run
                .at("/invocations/0/toolExecutionNotifications/0/locations/0/physicalLocation/artifactLocation/uri")
                .asString());
        Golden.check("report/validate-sarif", new Judged().invalid("a b/ü:1.json", Judged.misnamed())
                .unread(new UnreadInput("/b.json", "cannot read /b.json", null, null))
                .report(out -> new SarifReport(out, "1.2.3")));
    }

    @Test
    void everyRuleIsDescribed() throws IOException {
        JsonNode run = run(new Judged().valid("a", 3));
        Set<String> ids = new HashSet<>(of(run.at("/tool/driver/rules"), "/id"));
        for (Rule rule : Rule.values()) {
            assertTrue(ids.contains(rule.toString()), rule.toString());
        }
        assertEquals(0, run.get("results").size());
        assertTrue(run.at("/invocations/0/executionSuccessful").asBoolean());
    }

    @Test
    void namesOfFilesBecomeUris() throws IOException {
        for (String name : List.of("a b.json", "x:y/ü#?%.json", "[1].json", "100%25", "c:\\d")) {
            String uri = run(new Judged().invalid(name, Judged.type()))
                    .at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asString();
            assertEquals(name, URI.create(uri).getPath(), uri);
            assertFalse(URI.create(uri).isAbsolute(), uri);
        }
        assertEquals("file:///tmp/a%20b", FileUri.of("/tmp/a b"));
        assertEquals("a.json", FileUri.of("./a.json"));
    }

    @Test
    void bracesAndBracketsOfRecordsMeanNothing() throws IOException {
        String text = run(new Judged().invalid("a",
                Judged.error(Rule.TYPE, "/x", "found {0} and [here](javascript:x)", null)))
                .at("/results/0/message/text").asString();
        assertEquals("InstanceCreatePayload 1.8 /x: found {{0}} and \\[here\\](javascript:x)", text);
    }

    @Test
    void aFingerprintStaysWhenLinesAreAddedBeforeIt() throws IOException {
        String pointer = "/partialFingerprints/evtoolViolation~1v1";
        List<String> before = of(run(new Judged().invalid("a", Judged.type(), Judged.misnamed())).get("results"),
                pointer);
        List<String> after = of(run(new Judged().valid("a", 7).invalid("a", Judged.type(), Judged.misnamed()))
                .get("results"), pointer);
        assertEquals(before, after);
        assertNotEquals(before.get(0), before.get(1));
    }

    /// GitHub refuses a run of more than 25,000 results.
    @Test
    void keepsToWhatGithubTakes() throws IOException {
        Judged judged = new Judged();
        for (int i = 0; i < 24_000; i++) {
            judged.record("a", Judged.judgement("1.1", Verdict.VALID, List.of(Judged.warning()), List.of()), false);
            judged.invalid("a", Judged.type());
        }
        JsonNode run = MAPPER.readTree(judged.report(out -> new SarifReport(out, "1"))).at("/runs/0");
        List<String> levels = of(run.get("results"), "/level");
        assertEquals(20_000, levels.stream().filter("error"::equals).count());
        assertEquals(25_000, levels.size());
        assertTrue(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asString()
                .startsWith("23000 results left out"), run.get("invocations").toString());
    }

    @Test
    void isValidWhateverRecordsHold() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 50; i++) {
            run(Judged.hostile(HostileText.next(random)));
        }
        run(Judged.hostile("\ud800{".repeat(5_000_000)));
    }
}
