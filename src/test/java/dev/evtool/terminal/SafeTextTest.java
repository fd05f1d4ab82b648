package dev.evtool.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

class SafeTextTest {

    private static final String NEVER = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\u200e\u200f"
            + "\u061c\u200b\u200c\u2060\ufeff\u00ad\u3164\uffff";

    @Test
    void printableAsciiIsTheSameInstance() {
        String text = "node1/ens1f0 ~!\\x1b {}";
        assertSame(text, SafeText.of(text));
        assertSame(text, SafeText.of(text, 40));
    }

    static Stream<Arguments> unsafe() {
        return Stream.of(Arguments.of("\u001b]52;c;ZXZpbA==\u0007", "\\x1b]52;c;ZXZpbA==\\x07"),
                Arguments.of("\u001b[2Jgone", "\\x1b[2Jgone"), Arguments.of("a\u009b31mred", "a\\u009b31mred"),
                Arguments.of("a\u007fb\0", "a\\x7fb\\x00"), Arguments.of("a\tb\nc\rd", "a\\tb\\nc\\rd"),
                Arguments.of("rtl\u202eoverride", "rtl\\u202eoverride"),
                Arguments.of("iso\u2066late\u2069", "iso\\u2066late\\u2069"),
                Arguments.of("mark\u200f\u200e\u061c", "mark\\u200f\\u200e\\u061c"),
                Arguments.of("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
                Arguments.of("soft\u00adhyphen", "soft\\u00adhyphen"),
                Arguments.of("line\u2028para\u2029", "line\\u2028para\\u2029"),
                Arguments.of("tag\udb40\udc41", "tag\\U000e0041"), Arguments.of("blank\u3164", "blank\\u3164"),
                Arguments.of("non\uffffchar", "non\\uffffchar"), Arguments.of("lone\ud800 high", "lone\\ud800 high"),
                Arguments.of("lone\udc00 low", "lone\\udc00 low"), Arguments.of("x\ufe0f", "x\\ufe0f"),
                Arguments.of("a\u200db", "a\\u200db"), Arguments.of("👩\u200dx", "👩\\u200dx"));
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void spellsOutWhatIsUnsafe(String unsafe, String expected) {
        assertEquals(expected, SafeText.of(unsafe));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Müller", "節点", "e\u0301", "עברית", "●◐✗…", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🇩🇪",
            "กำ", "C:\\temp"})
    void lettersAndPicturesOfAnyScriptPass(String text) {
        assertEquals(text, SafeText.of(text));
        assertEquals(text, SafeText.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void marksNeedALetterAndMustNotStack() {
        assertEquals("\\u0301a", SafeText.of("\u0301a"),
                "a mark at the start would sit on what stands before the value");
        assertEquals("a\u0301\u0301\u0301\u0301\\u0301\\u0301b", SafeText.of("a" + "\u0301".repeat(6) + "b"));
    }

    @Test
    void joinersHaveAnEnd() {
        String endless = SafeText.of("👩\u200d".repeat(1000) + "👩");
        assertTrue(CellWidth.of(endless) > 1000, endless.substring(0, 40));
    }

    @ParameterizedTest
    @CsvSource({"41ff42, A\\xffB", "c080, \\xc0\\x80", "eda080, \\xed\\xa0\\x80", "c3, \\xc3",
            "f09f98, \\xf0\\x9f\\x98",
            "9b324a, \\x9b2J", "c29b324a, \\u009b2J", "c3a4, ä"})
    void bytesThatAreNoUtf8AreSpelledOut(String hex, String expected) {
        assertEquals(expected, SafeText.of(HexFormat.of().parseHex(hex)));
    }

    @Test
    void asciiTerminalsGetAsciiOnly() {
        assertEquals("M\\u00fcller \\u7bc0 \\U0001f600", SafeText.ascii("Müller 節 😀"));
    }

    @Test
    void hugeValuesAreCutWithoutBeingReadWhole() {
        byte[] huge = new byte[10_000_000];
        Arrays.fill(huge, (byte) 'x');
        huge[3] = 27;
        String expected = "xxx\\x1bxxx…";
        assertEquals(expected, SafeText.of(huge, 11));
        assertEquals(expected, SafeText.of(new String(huge, StandardCharsets.ISO_8859_1), 11));
    }

    @Test
    void cuttingEndsEvenWhereNothingHasWidth() {
        String cut = SafeText.of("a" + "\u0301".repeat(10_000_000), 20);
        assertEquals(20, CellWidth.of(cut));
        assertTrue(cut.endsWith("…"), cut);
    }

    /// Random text of what is most likely to slip through.
    @Test
    void nothingUnsafeEverPasses() {
        Random random = new Random(20261122);
        for (int round = 0; round < 20_000; round++) {
            String unsafe = HostileText.next(random);
            String clean = SafeText.of(unsafe);
            assertSafe(clean);
            assertEquals(clean, SafeText.of(clean), "cleaning twice is cleaning once");
            int cells = random.nextInt(30);
            String cut = SafeText.of(unsafe, cells);
            assertSafe(cut);
            assertTrue(CellWidth.of(cut) <= cells, cut);
            assertTrue(SafeText.ascii(unsafe).chars().allMatch(c -> c >= 0x20 && c < 0x7f));
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertSafe(SafeText.of(bytes));
            assertSafe(SafeText.of(bytes, cells));
        }
    }

    @Test
    void jsonKeepsItsValue() {
        Random random = new Random(7);
        for (int round = 0; round < 5_000; round++) {
            byte[] json = HostileText.json(random).getBytes(StandardCharsets.UTF_8);
            for (boolean ascii : new boolean[] {false, true}) {
                byte[] safe = SafeText.ofJson(json, ascii);
                assertEquals(value(json), value(safe));
                assertSafe(new String(safe, StandardCharsets.UTF_8));
            }
        }
        byte[] plain = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        assertSame(plain, SafeText.ofJson(plain, true));
        assertArrayEquals("{ \"a\":\"\\u202e\"}".getBytes(StandardCharsets.UTF_8),
                SafeText.ofJson("{\t\"a\":\"\u202e\"}".getBytes(StandardCharsets.UTF_8), false));
    }

    private static Object value(byte[] json) {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return Json.value(parser);
        }
    }

    static void assertSafe(String text) {
        assertFalse(text.chars().anyMatch(c -> Character.isISOControl(c) || NEVER.indexOf(c) >= 0),
                () -> "unsafe: " + SafeText.ascii(text));
        assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(text),
                () -> "lone surrogate: " + SafeText.ascii(text));
    }
}
