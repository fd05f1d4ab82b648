package dev.evtool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import dev.evtool.Golden;
import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.Tally;
import dev.evtool.schema.UnreadInput;
import dev.evtool.terminal.HostileText;
import dev.evtool.terminal.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON report, against the schema that documents it.
class JsonReportTest {

    private static final Schema SCHEMA = JsonSchemas.of("/dev/evtool/schema/report.schema.json");

    private static final JsonMapper MAPPER = new JsonMapper();

    private static String json(Judged judged) throws IOException {
        return judged.report(out -> new JsonReport(out, "1.2.3"));
    }

    @Test
    void saysAll() throws IOException {
        String json = json(Judged.mixed().cutShort());
        JsonSchemas.check(SCHEMA, json);
        Golden.check("report/validate-json", json(new Judged().newer("a.json", 1).invalid("b.json", Judged.type(),
                Judged.misnamed(), Judged.warning())));
        JsonNode report = MAPPER.readTree(json);
        assertEquals(146, report.get("entries").size());
        assertEquals(146, report.get("totals").get("records").asInt());
        assertEquals(129, report.get("totals").get("verdicts").get("valid").asInt());
        assertEquals(6, report.get("drift").size());
        assertEquals("samples/secret.json", report.get("unread").get(0).get("input").asString());
        assertEquals("refs/other.json", report.at("/entries/140/violations/2/file").asString());
        assertTrue(report.get("cutShort").asBoolean());
    }

    @Test
    void isWholeWhenThereWasNothing() throws IOException {
        JsonSchemas.check(SCHEMA, json(new Judged()));
    }

    /// The schema would not be worth having if it took anything.
    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        String json = json(Judged.mixed());
        for (List<String> change : List.of(List.of("\"format\":1", "\"format\":2"),
                List.of("\"line\":3,", "\"line\":0,"),
                List.of("\"verdict\":\"valid\"", "\"verdict\":\"good\""), List.of("\"kind\":", "\"sort\":"),
                List.of("\"level\":\"error\"", "\"level\":\"fatal\""), List.of("\"cutShort\":false", "\"cut\":1"))) {
            String changed = json.replace(change.get(0), change.get(1));
            assertNotEquals(json, changed, change.toString());
            assertNotEquals(0, SCHEMA.validate(changed, InputFormat.JSON).size(), change.toString());
        }
    }

    @Test
    void textsFromOutsideArriveAndDoNoHarm() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            String text = HostileText.next(random);
            String json = json(Judged.hostile(text));
            JsonSchemas.check(SCHEMA, json);
            assertTrue(json.lines().allMatch(line -> SafeText.of(line).equals(line)), json);
            assertEquals(Clip.wellFormed(text), MAPPER.readTree(json).at("/entries/0/input").asString());
        }
        assertTrue(json(Judged.hostile("\u0001".repeat(10_000_000))).length() < 2_000_000);
    }

    /// A reader that sees a line at a time sees a record at a time, and a report of any length is never held.
    @Test
    void isWrittenAsItComes() throws IOException {
        long[] written = new long[1];
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                written[0] += length;
            }
        };
        long[] before = new long[1];
        new Judged().valid("a", 20_000).report(_ -> {
            JsonReport report = new JsonReport(counting, "1");
            return new Listening(report, () -> before[0] = written[0]);
        });
        assertTrue(written[0] - before[0] < 70_000, () -> before[0] + " of " + written[0] + " before the end");
        assertTrue(written[0] > 3_000_000);
    }

    /// Passes all on, and hears of the end.
    private record Listening(ValidationReport report, Runnable atEnd) implements ValidationReport {
        @Override
        public void begin() throws IOException {
            report.begin();
        }

        @Override
        public void record(JudgedRecord judged) throws IOException {
            report.record(judged);
        }

        @Override
        public void unread(UnreadInput input) throws IOException {
            report.unread(input);
        }

        @Override
        public void end(Tally tally, Ending ending) throws IOException {
            atEnd.run();
            report.end(tally, ending);
        }
    }
}
