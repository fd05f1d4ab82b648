package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Payload;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Expressions and payloads that are made to break things.
class HostileTextTest {

    private static final List<String> PIECES = List.of("state", "offset", "data", "time", ".", ".x", "[0]", "[", "]",
            "(", ")", "{", "}", "\"", "'", "\"a\"", "\\", "r\"", "==", "=", "&&", "||", "!", "?", ":", ",", "1", "1.5",
            "-", "+", "/", "%", "in ", "has(", "exists(x, ", "all(y, ", "map(z, ", "matches(\"", "timestamp(\"",
            "duration(\"", "\n", "\t", "\0", "\u001b[2J", "\ud800", "😀", "null", "true", " ", "b'", "0x", "9e999", "u",
            "size(", "type", "@event", "//");

    private static final List<String> VALID = List.of("state == \"LOCKED\" && offset > -100.5",
            "data.values.exists(v, v.value == 'HOLDOVER' || has(v.x))", "node.matches(r\"^worker-\\d+$\") ? 1 : 2",
            "received - time > duration(\"2s\") && !has(ql)", "{\"a\": [1, 2.5, time]}[\"a\"][2] == time");

    @Test
    void anExpressionOfAMegabyteIsTooLong() {
        FilterException e = mistake("x".repeat(1 << 20));
        assertEquals("the expression is too long: 1048576, limit 100000", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "!(", "{1:", "-(", "has(", "size(", "data.exists(x, "})
    void deepNestingIsRefused(String open) {
        assertTrue(mistake(open.repeat(6000)).getMessage().length() < 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "[0]", "+1", ".map(x, x)", "==1", "?1:1"})
    void longChainsAreRefused(String link) {
        assertTrue(mistake("data" + link.repeat(8000)).getMessage().contains("nested too deeply: at most 250 levels"));
    }

    @Test
    void longFlatConditionsAreFine() throws FilterException {
        String or = IntStream.range(0, 4000).mapToObj(i -> "offset == " + i).collect(Collectors.joining(" || "));
        assertTrue(filter(or + " || true").test(Samples.event(Samples.LOCKED)));
        assertFalse(filter("!".repeat(9_001) + "true").test(Samples.event(Samples.LOCKED)));
    }

    @Test
    void loopsOverLargePayloadsEnd() throws FilterException {
        String list = IntStream.range(0, 2000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        Event event = Samples.with(Payload.json(list), List.of());
        Filter loops = filter("data.all(a, data.all(b, data.all(c, a + b + c >= 0)))");
        assertEquals("failed", FilterLanguageTest.answer(loops, event));
        assertEquals("yes", FilterLanguageTest.answer(filter("data.all(a, a >= 0)"), event));
    }

    @Test
    void regexesOfPayloadsCannotStall() throws FilterException {
        Filter filter = filter("data.text.matches(data.regex)");
        String a = "a".repeat(5000);
        assertEquals("no", answer(filter, a, "^(a+)+(a+)+$x"));
        assertEquals("failed", answer(filter, a, "(((a{1000}){1000}){1000}){1000}"));
        assertEquals("failed", answer(filter, a, "a".repeat(6000)));
        assertEquals("failed", answer(filter, a, "(?=a)b"));
        assertEquals("yes", answer(filter, a, "a{5}"));
    }

    @Test
    void deepPayloadsAreComparedAndPrinted() throws FilterException {
        Event event = Samples.with(Payload.json("[".repeat(400) + "]".repeat(400)), List.of());
        assertTrue(filter("data == data && size(data) == 1").test(event));
        assertEquals(List.of("[".repeat(400) + "]".repeat(400)), Template.compile("{{data}}", List.of()).render(event));
    }

    @Test
    void anyTextCompilesOrIsExplained() {
        Random random = new Random(20_261_122);
        Event event = Samples.event(Samples.LOCKED);
        int compiled = 0;
        for (int i = 0; i < 1500; i++) {
            String text = i % 2 == 0
                    ? IntStream.range(0, 1 + random.nextInt(10)).mapToObj(n -> piece(random))
                            .collect(Collectors.joining())
                    : damaged(VALID.get(random.nextInt(VALID.size())), random);
            compiled += explained(text, event) ? 0 : 1;
        }
        assertTrue(compiled > 80 && compiled < 1400, "only one of both was tried: " + compiled);
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    /// With a piece cut out, put in, or both.
    private static String damaged(String text, Random random) {
        int from = random.nextInt(text.length());
        int to = random.nextBoolean() ? from : Math.min(text.length(), from + random.nextInt(4));
        return text.substring(0, from) + (random.nextBoolean() ? piece(random) : "") + text.substring(to);
    }

    private static boolean explained(String text, Event event) {
        boolean explained = false;
        try {
            filter(text).test(event);
        } catch (FilterException e) {
            assertPlace(text, e);
            explained = true;
        }
        try {
            assertEquals(1, Template.compile("{{" + text + "}}", Samples.FIELDS).render(event).size(), text);
        } catch (FilterException e) {
            assertPlace("{{" + text + "}}", e);
        }
        return explained;
    }

    private static void assertPlace(String text, FilterException e) {
        List<String> lines = text.lines().toList();
        assertTrue(e.line() >= 1 && e.line() <= Math.max(1, text.split("\n", -1).length), text + "\n" + e.getMessage());
        assertTrue(e.column() >= 1, text);
        assertFalse(e.what().isBlank(), text);
        assertTrue(e.what().lines().count() == 1, e.what());
        assertTrue(e.getMessage().codePoints().allMatch(c -> c == '\n' || !Character.isISOControl(c)), e.getMessage());
        assertTrue(lines.isEmpty() || e.column() <= text.length() + 1, text);
    }

    private static String answer(Filter filter, String text, String regex) {
        String json = "{\"text\":\"%s\",\"regex\":\"%s\"}".formatted(text, regex);
        return FilterLanguageTest.answer(filter, Samples.with(Payload.json(json), List.of(Map.of())));
    }

    private static Filter filter(String expression) throws FilterException {
        return Filter.compile(List.of(expression), Samples.FIELDS);
    }

    private static FilterException mistake(String expression) {
        return assertThrows(FilterException.class, () -> filter(expression));
    }
}
