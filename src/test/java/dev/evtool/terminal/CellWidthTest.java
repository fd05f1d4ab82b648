package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellWidthTest {

    @ParameterizedTest
    @CsvSource({"'', 0", "abc, 3", "Müller, 6", "節点, 4", "é, 1", "한국, 4", "😀, 2", "👩‍👩‍👧, 2", "👍🏽, 2", "❤️, 2",
            "❤, 1", "🇩🇪, 2", "🇩🇪🇫🇷, 4",
            "1️⃣, 2", "● LOCKED, 8", "◐, 1", "…, 1", "கி, 2", "ﬀ, 1", "Ａ, 2"})
    void countsCells(String text, int cells) {
        assertEquals(cells, CellWidth.of(text));
    }

    @Test
    void marksTakeNoCell() {
        assertEquals(3, CellWidth.of("e\u0301te\u0301"));
        assertEquals(1, CellWidth.of("e\u0301\u0302"));
    }

    @Test
    void padsByCells() {
        assertEquals("節  |", CellWidth.pad("節", 4) + "|");
        assertEquals("  節", CellWidth.padLeft("節", 4));
        assertEquals("abcde", CellWidth.pad("abcde", 3), "never shorter");
    }

    @ParameterizedTest
    @CsvSource({"abcdef, 6, abcdef", "abcdef, 5, abcd…", "abcdef, 1, …", "abcdef, 0, ''", "節点節点, 5, 節点…", "節点節点, 4, 節…",
            "👩‍👩‍👧👩‍👩‍👧, 3, 👩‍👩‍👧…"})
    void cutsByCellsAndNeverThroughAPicture(String text, int cells, String expected) {
        assertEquals(expected, CellWidth.cut(text, cells));
    }

    @Test
    void anEllipsisOfThreeDotsIsCutItselfInVeryNarrowPlaces() {
        assertEquals("ab...", CellWidth.cut("abcdef", 5, "..."));
        assertEquals("..", CellWidth.cut("abcdef", 2, "..."));
        assertEquals("", CellWidth.cut("abcdef", -1, "..."));
    }

    @Test
    void cutIsNeverTooWideNorShorterThanItMustBe() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            String text = SafeText.of(HostileText.next(random));
            int cells = random.nextInt(25);
            int width = CellWidth.of(CellWidth.cut(text, cells));
            assertTrue(width <= cells && width >= Math.min(CellWidth.of(text), cells - 1), text + " at " + cells);
            assertEquals(Math.max(cells, CellWidth.of(text)), CellWidth.of(CellWidth.pad(text, cells)));
        }
    }
}
