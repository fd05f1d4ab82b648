package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.evtool.ptp.PtpDoctor;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `evtool ptp doctor` prints, and its exit code.
@Timeout(60)
class PtpDoctorCommandTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static Schema schema() throws IOException {
        try (InputStream in = PtpDoctor.class.getResourceAsStream("/dev/evtool/schema/doctor.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in,
                    InputFormat.JSON);
        }
    }

    private static JsonNode findings(Call call) throws IOException {
        assertEquals(List.of(), schema().validate(call.out(), InputFormat.JSON), call.out());
        return JSON.readTree(call.out());
    }

    @Test
    void theDemoIsWell() {
        Call call = Call.of("ptp", "doctor", "--demo");
        assertEquals(0, call.exit(), call.transcript());
        assertEquals("", call.err());
        assertEquals(PtpDoctor.STEPS.size() + 2, call.out().lines().count(), call.out());
        assertTrue(call.out().lines().skip(1).limit(PtpDoctor.STEPS.size()).allMatch(l -> l.startsWith("  ok ")),
                call.out());
        assertTrue(call.out().endsWith("  events can arrive\n"), call.out());
    }

    @Test
    void jsonIsAsTheSchemaSays() throws IOException {
        Call well = Call.of("ptp", "doctor", "--demo", "-o", "json");
        assertEquals(0, well.exit(), well.transcript());
        JsonNode findings = findings(well);
        assertEquals(PtpDoctor.STEPS, findings.valueStream().map(f -> f.get("step").asString()).toList());
        assertTrue(findings.valueStream().allMatch(f -> f.get("verdict").asString().equals("ok")), well.out());

        Call bad = Call.of("ptp", "doctor", "--proxy", "no-such-host.invalid", "-o", "json");
        assertEquals(1, bad.exit(), bad.transcript());
        JsonNode first = findings(bad).get(0);
        assertEquals("http://no-such-host.invalid:9043", first.get("proxy").asString());
        assertEquals("fail", first.get("verdict").asString());
        assertEquals("getent hosts no-such-host.invalid", first.get("command").asString());
        assertFalse(first.get("next").asString().contains("`"));
    }

    @Test
    void theSchemaNamesEveryStepAndRefusesOthers() throws IOException {
        for (String step : PtpDoctor.STEPS) {
            assertEquals(List.of(), schema().validate(finding(step, "ok"), InputFormat.JSON));
        }
        assertFalse(schema().validate(finding("nonsense", "ok"), InputFormat.JSON).isEmpty());
        assertFalse(schema().validate(finding("name", "fine"), InputFormat.JSON).isEmpty());
    }

    private static String finding(String step, String verdict) {
        return "[{\"proxy\":\"http://h:1\",\"step\":\"%s\",\"verdict\":\"%s\",\"evidence\":\"e\"}]".formatted(step,
                verdict);
    }

    @Test
    void severalProxiesEndWithASummary() {
        Call call = Call.of("ptp", "doctor", "--proxy", "no-such-host.invalid", "--proxy", "nor-this.invalid:1");
        assertEquals(1, call.exit(), call.transcript());
        assertEquals(List.of("0 of 2 proxies: events can arrive", "  http://no-such-host.invalid:9043: name",
                "  http://nor-this.invalid:1: name"), call.out().lines().skip(call.out().lines().count() - 3).toList());
    }

    @Test
    void thePageHasARowForEachStep() {
        String page = Call.of("help", "ptp-doctor").out();
        for (String step : PtpDoctor.STEPS) {
            assertTrue(page.contains("| `" + step + "` |"), step + " is missing in docs/ptp-doctor.md");
        }
    }
}
