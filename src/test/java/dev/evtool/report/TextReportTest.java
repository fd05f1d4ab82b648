package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import dev.evtool.schema.Rule;
import dev.evtool.schema.UnreadInput;
import dev.evtool.terminal.HostileText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What people read of a validation.
class TextReportTest {

    private static String text(Judged judged, Look look) throws IOException {
        return judged.report(out -> new TextReport(out, look.theme()));
    }

    @ParameterizedTest
    @EnumSource
    void looks(Look look) throws IOException {
        Golden.check("report/validate-text-" + look.word(), text(Judged.mixed(), look));
    }

    @Test
    void nothingIsSaidOfValidRecords() throws IOException {
        assertEquals("3 records in 1 input: 3 valid\n", text(new Judged().valid("a", 3), Look.PIPE));
        assertEquals("0 records in 0 inputs\n", text(new Judged(), Look.PIPE));
    }

    /// A night's worth of one mistake.
    @Test
    void whatIsWrongInTheSameWayIsCounted() throws IOException {
        Judged judged = new Judged();
        for (int i = 0; i < 5_000; i++) {
            judged.invalid("a.ndjson", Judged.error(Rule.TYPE, "/payload/list/" + i + "/uuid", "found " + i, null));
        }
        judged.invalid("b.ndjson", Judged.misnamed()).newer("b.ndjson", 50).newer("c.ndjson", 3).cutShort();
        Golden.check("report/validate-text-many", text(judged, Look.PIPE));
    }

    /// Ten of each of a thousand kinds are said, however many there are.
    @Test
    void whatIsWrongInManyWaysIsBounded() throws IOException {
        Judged judged = new Judged();
        for (int i = 0; i < 30_000; i++) {
            judged.invalid("f" + i, Judged.error(Rule.UNKNOWN_FIELD, "/payload/name" + i, "no such field", null));
        }
        String text = text(judged, Look.PIPE);
        assertTrue(text.lines().count() < 1_100, () -> text.lines().count() + " lines");
        assertTrue(text.contains("28980 more errors of other kinds"), text.substring(text.length() - 2_000));
        assertTrue(text.contains("failed: 30000 records\n") && text.contains("29980 in further files"));
    }

    @Test
    void manyInputsThatCannotBeReadAreCounted() throws IOException {
        Judged judged = new Judged();
        for (int i = 0; i < 5_000; i++) {
            judged.unread(new UnreadInput("f" + i, "cannot read f" + i, null, null));
        }
        assertEquals("""

                not listed above, being alike (all of it: --report json=FILE)
                  4900 more files not read

                0 records in 5000 inputs; 5000 inputs not read
                """, text(judged, Look.PIPE).lines().skip(100).map(line -> line + "\n")
                .collect(Collectors.joining()));
        String github = judged.report(GithubReport::new);
        assertTrue(github.endsWith("4950 of the findings are in none of these annotations\n"), github);
    }

    @ParameterizedTest
    @EnumSource
    void isSafeWhateverRecordsHold(Look look) throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            String text = text(Judged.hostile(HostileText.next(random)), look).replaceAll("\u001b\\[[0-9;]*m", "");
            assertTrue(text.lines().allMatch(line -> look.theme().safe(line).equals(line)), text);
            assertEquals(text.lines().count(), text(Judged.hostile("x"), look).lines().count(), text);
        }
        assertTrue(text(Judged.hostile("x".repeat(10_000_000)), look).length() < 30_000);
    }

    @Test
    void driftIsATable() throws IOException {
        for (Look look : Look.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new DriftTable(out, look.theme()).print(Judged.mixed().tally().drift());
            Golden.check("report/drift-" + look.word(), out.toString(UTF_8));
        }
    }
}
