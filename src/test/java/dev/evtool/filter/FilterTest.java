package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Field;
import dev.evtool.event.Field.Kind;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FilterTest {

    private static final Map<String, Object> FREE = Map.of("node", "w1", "state", "FREERUN", "offset", 900L);
    private static final Map<String, Object> LOCKED = Map.of("node", "w2", "state", "LOCKED");

    @Test
    void withoutExpressionEverythingPasses() throws FilterException {
        Event event = Samples.bare();
        assertSame(event, Filter.compile(List.of(), List.of()).apply(event).orElseThrow());
    }

    @Test
    void anEventPassesWithTheRowsThatPass() throws FilterException {
        Event event = Samples.event(List.of(FREE, LOCKED, Map.of()));
        Filter filter = filter("state == \"FREERUN\"");
        assertEquals(List.of(FREE), filter.apply(event).orElseThrow().facts().rows());
        assertTrue(filter.test(event));
        assertEquals(0, filter.errors(), "a row without state is no error where another passes");
    }

    @Test
    void whereAllRowsPassTheEventIsTheSame() throws FilterException {
        Event event = Samples.event(List.of(FREE, LOCKED));
        assertSame(event, filter("has(state)").apply(event).orElseThrow());
    }

    @Test
    void allExpressionsLookAtTheSameRow() throws FilterException {
        Event event = Samples.event(List.of(FREE, LOCKED));
        assertFalse(filter("state == \"FREERUN\"", "node == \"w2\"").test(event));
        assertTrue(filter("state == \"FREERUN\"", "node == \"w1\"", "severity == \"error\"").test(event));
    }

    @Test
    void aPlainNoOutweighsWhatIsMissing() throws FilterException {
        Event event = Samples.event(LOCKED);
        for (Filter filter : List.of(filter("offset > 5", "state == \"X\""), filter("state == \"X\"", "offset > 5"),
                filter("offset > 5", "severity == \"info\""), filter("data.nothing == 1", "severity == \"info\""))) {
            assertFalse(filter.test(event));
            assertEquals(0, filter.errors());
        }
    }

    @Test
    void refusedEventsAreCountedOnceByTheirReason() throws FilterException {
        Filter filter = filter("offset > 5 && state > \"A\"", "data.n > 0");
        filter.test(Samples.event(List.of(LOCKED, LOCKED)));
        filter.test(Samples.event(List.of(Map.of("offset", 6L, "state", 5L), LOCKED)));
        filter.test(Samples.event(FREE));
        assertEquals(1, filter.missing());
        assertEquals(1, filter.failed());
        assertEquals(2, filter.errors());
    }

    @Test
    void attributesOfAnEventMayBeMissing() throws FilterException {
        Event bare = Samples.bare();
        assertEquals("missing", FilterLanguageTest.answer(filter("time > timestamp(0)"), bare));
        assertEquals("missing", FilterLanguageTest.answer(filter("subject == \"x\""), bare));
        assertEquals("missing", FilterLanguageTest.answer(filter("data.x == 1"), bare));
        assertEquals("yes", FilterLanguageTest.answer(filter("!has(time) && !has(subject) && has(received)"), bare));
        assertEquals("yes", FilterLanguageTest.answer(filter("severity == \"info\" && received > timestamp(0)"), bare));
    }

    @Test
    void aPayloadThatIsNoJsonIsText() throws FilterException {
        Event event = Samples.with(new Payload("plain words".getBytes(StandardCharsets.UTF_8), "text/plain"),
                List.of());
        assertEquals("yes", FilterLanguageTest.answer(filter("data.contains(\"words\")"), event));
        assertEquals("missing", FilterLanguageTest.answer(filter("data.values == 1"), event));
        assertEquals("missing", FilterLanguageTest.answer(filter("has(data.values)"), event));
    }

    @Test
    void factsAreDecodedOnlyForExpressionsThatReadThem() throws FilterException {
        Event event = new Event("i", "s", "t", null, null, Samples.TIME, Severity.WARN, Map.of(), Payload.json("{}"),
                Facts.lazy(() -> {
                    throw new AssertionError("nobody asked for these");
                }));
        assertTrue(filter("severity == \"warn\" && has(data)").test(event));
        assertFalse(filter("severity == \"error\"", "state == \"LOCKED\"").test(event));
        Filter reads = filter("severity == \"warn\"", "has(state)");
        assertThrows(AssertionError.class, () -> reads.test(event));
    }

    @Test
    void familiesShareNames() throws FilterException {
        List<Field> same = List.of(Samples.field("name", Kind.TEXT), Samples.field("name", Kind.TEXT));
        assertTrue(Filter.compile(List.of("name == \"a\""), same).test(Samples.event(Map.of("name", "a"))));
        assertThrows(FilterException.class, () -> Filter.compile(List.of("name == 5"), same));
        List<Field> other = List.of(Samples.field("name", Kind.TEXT), Samples.field("name", Kind.NUMBER));
        Filter either = Filter.compile(List.of("name == \"a\" || name == 5"), other);
        assertTrue(either.test(Samples.event(Map.of("name", "a"))));
        assertTrue(either.test(Samples.event(Map.of("name", 5L))));
    }

    @Test
    void numbersTooLargeForFloatingPointStayExact() throws FilterException {
        Event event = Samples.event(Map.of("offset", 9007199254740993L));
        assertTrue(filter("offset == 9007199254740993").test(event));
        assertFalse(filter("offset == 9007199254740992").test(event));
    }

    @Test
    void oneFilterServesManyThreads() throws Exception {
        Filter filter = filter("offset > 5 && node.matches(\"w[\" + string(data.n) + \"-9]\")");
        List<Event> events = new ArrayList<>();
        IntStream.range(0, 3000).forEach(i -> events.add(switch (i % 3) {
            case 0 -> Samples.event(Map.of("node", "w" + i % 10, "offset", 6L));
            case 1 -> Samples.event(Map.of("node", "w3"));
            default -> Samples.event(Map.of("node", "w3", "offset", "text"));
        }));
        long expected = IntStream.range(0, 3000).filter(i -> i % 3 == 0 && i % 10 >= 2).count();
        assertEquals(expected, events.parallelStream().filter(filter::test).count());
        assertEquals(1000, filter.missing());
        assertEquals(1000, filter.failed());
    }

    private static Filter filter(String... expressions) throws FilterException {
        return Filter.compile(List.of(expressions), Samples.FIELDS);
    }
}
