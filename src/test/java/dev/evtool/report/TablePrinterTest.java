package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Gap;
import dev.evtool.event.StreamItem;
import dev.evtool.terminal.CellWidth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TablePrinterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void headerFitsTheRowsOfTheFirstBatch() throws IOException {
        List<String> lines = print(OptionalInt.empty(), Samples.clock(0, "n", "eth0", "r", "LOCKED", "1"),
                Samples.clock(0, "a-name-of-twenty-two-c", "eth0", "r", "LOCKED", "1"));
        assertEquals(50, lines.get(0).indexOf("INTERFACE"));
        assertEquals(50, lines.get(1).indexOf("eth0"));
        assertEquals(50, lines.get(2).indexOf("eth0"));
    }

    @Test
    void onlyTheChangeToSeveralFamiliesGivesASecondHeader() throws IOException {
        TablePrinter printer = printer(OptionalInt.empty());
        printer.begin();
        for (int round = 0; round < 3; round++) {
            for (StreamItem item : Samples.mixedStream()) {
                printer.item(item);
                printer.flush();
            }
        }
        printer.end();
        List<String> headers = out.toString(UTF_8).lines().filter(line -> line.startsWith("TIME")).toList();
        assertEquals(2, headers.size());
        assertTrue(headers.getFirst().contains("INTERFACE"), headers.getFirst());
        assertTrue(headers.getLast().contains("DETAIL"), headers.getLast());
    }

    @Test
    void nothingIsHeldBackForEver() throws IOException {
        TablePrinter printer = printer(OptionalInt.empty());
        for (int i = 0; i < 40_000; i++) {
            printer.item(Samples.clock(i, "n", "eth0", "r", "LOCKED", "1"));
        }
        assertTrue(out.size() > 1_000_000, "written without a flush: " + out.size());
    }

    @Test
    void gapsNeedNoHeader() throws IOException {
        List<String> lines = print(OptionalInt.empty(), Gap.possible("s", Samples.START, Samples.START, "why"));
        assertEquals(List.of("2026-11-22T03:04:05.089Z  gap  2026-11-22T03:04:05.089Z..2026-11-22T03:04:05.089Z  0.0 s"
                + "  possible  s: why"), lines);
    }

    @Test
    void eightyCellsAreEnoughForClocks() throws IOException {
        List<String> lines = print(OptionalInt.of(80),
                Samples.clock(0, "node1", "ens1f0", "lock-state", "HOLDOVER", "-12345"),
                Samples.clock(1, "node-with-a-very-long-name.example.com", "ens1f0", "lock-state", "LOCKED", "-1"));
        assertTrue(lines.get(1).contains("HOLDOVER") && lines.get(1).endsWith("-12345"), lines.get(1));
        assertTrue(lines.get(2).contains("…") && lines.get(2).contains("LOCKED") && lines.get(2).endsWith("    -1"),
                lines.get(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 26, 40, 60, 80, 88, 100, 200})
    void noRowIsWiderThanTheTerminal(int columns) throws IOException {
        Random random = new Random(columns);
        StreamItem[] items = new StreamItem[50];
        for (int i = 0; i < items.length; i++) {
            items[i] = Samples.clock(i, "節".repeat(random.nextInt(30)), "i".repeat(random.nextInt(50)), "r", "LOCKED",
                    "v".repeat(random.nextInt(50)));
        }
        for (String line : print(OptionalInt.of(columns), items)) {
            assertTrue(CellWidth.of(line) <= Math.max(columns, TimeColumn.WIDTH), columns + ": " + line);
        }
    }

    private TablePrinter printer(OptionalInt columns) {
        return new TablePrinter(out, Look.PIPE.theme(), columns, Samples.FAMILIES, _ -> {});
    }

    private List<String> print(OptionalInt columns, StreamItem... items) throws IOException {
        out.reset();
        TablePrinter printer = printer(columns);
        printer.begin();
        for (StreamItem item : items) {
            printer.item(item);
        }
        printer.end();
        return out.toString(UTF_8).lines().toList();
    }
}
