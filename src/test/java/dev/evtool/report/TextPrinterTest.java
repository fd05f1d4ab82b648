package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.terminal.CellWidth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextPrinterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aLineForEachRow() throws IOException {
        Facts twoClocks = Facts.of(List.of(Map.of("node", "node1"), Map.of("node", "node2")));
        assertEquals(List.of("2026-11-22T03:04:05.089Z  node1", "2026-11-22T03:04:05.089Z  node2"),
                lines(Samples.event(0, "ptp:", "t", null, Payload.json("{}"), twoClocks)));
    }

    @Test
    void wideCharactersKeepTheColumnsAligned() throws IOException {
        Random random = new Random(3);
        String[] letters = {"a", "é", "e\u0301", "節", "한", "😀", "👩‍👩‍👧", "❤️", "🇩🇪"};
        Event[] events = new Event[200];
        for (int i = 0; i < events.length; i++) {
            StringBuilder node = new StringBuilder();
            for (int n = random.nextInt(7); n > 0; n--) {
                node.append(letters[random.nextInt(letters.length)]);
            }
            events[i] = Samples.clock(i, node.toString(), "ens1f0", "r", "LOCKED", "1");
        }
        for (String line : lines(events)) {
            assertEquals(40, CellWidth.of(line.substring(0, line.indexOf("ens1f0"))), line);
            assertTrue(line.endsWith("LOCKED             1"), line);
        }
    }

    @Test
    void aColumnGrowsWithWhatWasSeenUpToABound() throws IOException {
        String wide = "n".repeat(20);
        String tooWide = "n".repeat(Layout.GROWTH + 1);
        List<String> lines = lines(clock("n"), clock(wide), clock("n"), clock(tooWide), clock("n"));
        assertEquals(40, lines.get(0).indexOf("eth0"));
        assertEquals(48, lines.get(1).indexOf("eth0"));
        assertEquals(48, lines.get(2).indexOf("eth0"), "stays wide");
        assertEquals(26 + tooWide.length() + 2, lines.get(3).indexOf("eth0"), "shifts its own line");
        assertEquals(48, lines.get(4).indexOf("eth0"), "and no other");
    }

    @Test
    void noBlanksAtTheEnd() throws IOException {
        for (String line : lines(Samples.clock(0, "node1", "", "", "", ""), Samples.clock(0, "", "", "r", "", ""))) {
            assertEquals(line.stripTrailing(), line);
        }
    }

    @Test
    void aValueOfTenMegabytesIsCut() throws IOException {
        String value = "x".repeat(10_000_000);
        String line = lines(Samples.clock(0, "node1", "ens1f0", "r", "LOCKED", value)).getFirst();
        assertTrue(line.endsWith("xxx…"), line.substring(line.length() - 10));
        assertTrue(line.length() < 1_200, "length " + line.length());
        Event strange = Samples.event(0, "x:", "t", "s", Payload.json(value), Facts.NONE);
        assertTrue(lines(strange).getFirst().endsWith("xxx…"));
    }

    @Test
    void noticesAreHandedOnAfterWhatCameBeforeThem() throws IOException {
        List<String> seen = new ArrayList<>();
        TextPrinter printer = new TextPrinter(out, Look.PIPE.theme(), Samples.FAMILIES,
                notice -> seen.add(out.toString(UTF_8).lines().count() + " " + notice.text()), LineStyle.USUAL);
        printer.item(clock("node1"));
        printer.item(new Notice("s", Samples.START, Notice.Kind.WARNING, "beware"));
        assertEquals(List.of("1 beware"), seen);
        assertFalse(out.toString(UTF_8).contains("beware"));
    }

    private static Event clock(String node) {
        return Samples.clock(0, node, "eth0", "r", "LOCKED", "1");
    }

    private List<String> lines(Event... events) throws IOException {
        out.reset();
        TextPrinter printer = new TextPrinter(out, Look.PIPE.theme(), Samples.FAMILIES, _ -> {},
                LineStyle.USUAL);
        printer.begin();
        for (Event event : events) {
            printer.item(event);
        }
        printer.end();
        return out.toString(UTF_8).lines().toList();
    }
}
