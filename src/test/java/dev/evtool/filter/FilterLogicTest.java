package dev.evtool.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Random conditions on random rows, against the truth tables written out here.
class FilterLogicTest {

    /// What a condition says, with CEL's rule that a plain value outweighs what is missing.
    private enum Truth {
        YES, NO, MISSING;

        Truth not() {
            return this == YES ? NO : this == NO ? YES : MISSING;
        }

        Truth and(Truth other) {
            return this == NO || other == NO ? NO : this == MISSING || other == MISSING ? MISSING : YES;
        }

        Truth or(Truth other) {
            return not().and(other.not()).not();
        }
    }

    private record Case(String text, Truth truth) {}

    private final Random random = new Random(42);

    @Test
    void conditionsFollowTheTruthTables() throws FilterException {
        Set<Truth> seen = EnumSet.noneOf(Truth.class);
        for (int i = 0; i < 600; i++) {
            Map<String, Object> row = row();
            Case c = condition(row, 4);
            seen.add(c.truth);
            assertAnswer(c.truth, List.of(c.text), row);
        }
        assertEquals(EnumSet.allOf(Truth.class), seen);
    }

    @Test
    void severalExpressionsAreOneJoinedByAnd() throws FilterException {
        for (int i = 0; i < 200; i++) {
            Map<String, Object> row = row();
            Case a = condition(row, 2);
            Case b = condition(row, 2);
            assertAnswer(a.truth.and(b.truth), List.of(a.text, b.text), row);
            assertAnswer(a.truth.and(b.truth), List.of("(" + a.text + ") && (" + b.text + ")"), row);
        }
    }

    @Test
    void anEventPassesWithExactlyTheRowsThatPassAlone() throws FilterException {
        int narrowed = 0;
        for (int i = 0; i < 200; i++) {
            List<Map<String, Object>> rows = List.of(row(), row(), row());
            Filter filter = Filter.compile(List.of(condition(Map.of(), 3).text), Samples.FIELDS);
            List<Map<String, Object>> alone = rows.stream().filter(r -> filter.test(Samples.event(r))).toList();
            List<Map<String, Object>> together = filter.apply(Samples.event(rows)).map(e -> e.facts().rows())
                    .orElse(List.of());
            assertEquals(alone, together);
            narrowed += together.size() == 1 || together.size() == 2 ? 1 : 0;
        }
        assertTrue(narrowed > 8, "hardly any event was narrowed: " + narrowed);
    }

    private static void assertAnswer(Truth truth, List<String> expressions, Map<String, Object> row)
            throws FilterException {
        Event event = Samples.event(row);
        String expected = switch (truth) {
            case YES -> "yes";
            case NO -> "no";
            case MISSING -> "missing";
        };
        assertEquals(expected, FilterLanguageTest.answer(Filter.compile(expressions, Samples.FIELDS), event),
                () -> expressions + " on " + row);
    }

    private Map<String, Object> row() {
        Map<String, Object> row = new HashMap<>();
        if (random.nextBoolean()) {
            long n = random.nextInt(-3, 4);
            row.put("offset", random.nextBoolean() ? (Object) n : (Object) (n + (random.nextBoolean() ? 0.0 : 0.5)));
        }
        if (random.nextBoolean()) {
            row.put("state", random.nextBoolean() ? "LOCKED" : "FREERUN");
        }
        if (random.nextBoolean()) {
            row.put("running", random.nextBoolean());
        }
        return row;
    }

    private Case condition(Map<String, Object> row, int depth) {
        if (depth == 0) {
            return leaf(row);
        }
        Case a = condition(row, depth - 1);
        Case b = condition(row, random.nextInt(depth));
        return switch (random.nextInt(6)) {
            case 0 -> new Case("!(" + a.text + ")", a.truth.not());
            case 1, 2 -> new Case("(" + a.text + " && " + b.text + ")", a.truth.and(b.truth));
            case 3, 4 -> new Case("(" + a.text + " || " + b.text + ")", a.truth.or(b.truth));
            default -> leaf(row);
        };
    }

    private Case leaf(Map<String, Object> row) {
        return switch (random.nextInt(5)) {
            case 0 -> new Case("has(offset)", row.containsKey("offset") ? Truth.YES : Truth.NO);
            case 1 -> new Case("running", truth(row.get("running") == null, Boolean.TRUE.equals(row.get("running"))));
            case 2 -> new Case("state != \"LOCKED\"",
                    truth(row.get("state") == null, "FREERUN".equals(row.get("state"))));
            default -> comparison(row.get("offset"));
        };
    }

    private Case comparison(Object offset) {
        double limit = random.nextInt(-6, 7) / 2.0;
        String literal = limit == Math.rint(limit) && random.nextBoolean()
                ? Long.toString((long) limit)
                : Double.toString(limit);
        boolean missing = !(offset instanceof Number);
        double value = missing ? 0 : ((Number) offset).doubleValue();
        return switch (random.nextInt(4)) {
            case 0 -> new Case("offset < " + literal, truth(missing, value < limit));
            case 1 -> new Case(literal + " <= offset", truth(missing, limit <= value));
            case 2 -> new Case("offset == " + literal, truth(missing, value == limit));
            default -> new Case("offset * 2 > " + literal, truth(missing, value * 2 > limit));
        };
    }

    private static Truth truth(boolean missing, boolean holds) {
        return missing ? Truth.MISSING : holds ? Truth.YES : Truth.NO;
    }
}
