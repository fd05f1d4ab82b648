package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Golden;
import dev.evtool.report.Checklist.Item;
import dev.evtool.report.Checklist.Mark;
import dev.evtool.terminal.CellWidth;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A doctor's findings as each kind of stream gets them.
class ChecklistTest {

    private static final String COMMAND = "evtool ptp doctor --proxy http://a-host-with-a-long-name.example.com:9043"
            + " --node worker-7.example.com --listen 0.0.0.0:9143";

    private static final List<Item> ITEMS = List.of(
            new Item("name", Mark.GOOD, "ok", "node1 is 10.0.0.5", null),
            new Item("reach", Mark.NONE, "skipped", "a publisher does not try the endpoint", null),
            new Item("clock", Mark.DOUBTFUL, "warn",
                    "the proxy's clock is 3600 s ahead of this machine's: event times are the proxy's, so --since and "
                            + "--until will seem wrong by that \u001b[2J節点節点節点節点節点節点節点節点節点節点節点節点節点節点節点",
                    "see which is wrong, here and on the node: `chronyc tracking`"),
            new Item("event", Mark.BAD, "unproven", "none within 10 s",
                    "either `first one`; or else `second one`, too"),
            new Item("publishers", Mark.BAD, "fail", "x".repeat(120),
                    "listen where it can reach you: `" + COMMAND + "`"),
            new Item("kept", Mark.NONE, "skipped", "because of \"event\"", null),
            new Item("state", Mark.NONE, "skipped", "because of \"event\"", null));

    private static String print(Look look, OptionalInt columns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Checklist checklist = new Checklist(out, look.theme(), columns);
        checklist.title("http://node1:9043");
        ITEMS.forEach(checklist::item);
        checklist.conclusion(Mark.BAD, "events cannot arrive: event");
        checklist.title("http://node2:9043");
        checklist.conclusion(Mark.GOOD, "events can arrive");
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void looks(Look look) {
        Golden.check("report/checklist-" + look.word(), print(look, look.columns()));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40, 60, 80, 132, 500})
    void nothingIsCutAndOnlyCommandsAreLongerThanTheTerminal(int columns) {
        String text = print(Look.MONO, OptionalInt.of(columns));
        String joined = text.replaceAll("\\s+", "");
        for (Item item : ITEMS) {
            for (String part : Stream.of(item.evidence(), item.next() == null ? "" : item.next()).toList()) {
                String expected = part.replaceAll("\\s+|`", "").replace("\u001b", "␛");
                assertTrue(joined.contains(expected) || item.mark() == Mark.NONE || expected.contains("␛"),
                        () -> expected + " in " + text);
            }
        }
        if (columns >= 60) {
            assertTrue(text.lines().allMatch(line -> CellWidth.of(line) <= columns || line.contains(COMMAND)), text);
        }
        assertTrue(text.contains(COMMAND), text);
        assertFalse(text.contains("\u001b"), text);
    }

    @Test
    void aFindingIsThereAtOnce() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Checklist checklist = new Checklist(out, Look.PIPE.theme(), OptionalInt.empty());
        checklist.item(ITEMS.getFirst());
        assertEquals("  ok        name        node1 is 10.0.0.5\n", out.toString(UTF_8));
    }
}
