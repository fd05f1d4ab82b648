package dev.evtool.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Column;
import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Field;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.StateKey;
import dev.evtool.event.Vocabularies;
import dev.evtool.event.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Many subjects in one stream: who is who, whom a gap concerns, what a filter chooses, when it ends.
class StateTimelinesTest {

    private static final StateKey CLASS = new StateKey("clock", TimelineScript.CLOCK.subject(), "clock_class", "class ",
            value -> value.equals(6L) ? Severity.INFO : Severity.ERROR);

    /// A family that anything is of, but for `other:`.
    private static final Vocabulary CLOCKS = new Vocabulary() {
        @Override
        public boolean claims(String source, String type) {
            return !source.startsWith("other:");
        }

        @Override
        public List<Field> fields() {
            return List.of();
        }

        @Override
        public List<Column> columns() {
            return List.of();
        }

        @Override
        public List<StateKey> states() {
            return List.of(TimelineScript.CLOCK, CLASS);
        }

        @Override
        public List<Map<String, Object>> facts(String source, String type, Map<String, Object> extensions,
                Payload payload) {
            return List.of();
        }
    };

    private static final Vocabularies FAMILIES = (source, type) -> Optional.of(CLOCKS)
            .filter(clocks -> clocks.claims(source, type));

    private final StateTimelines timelines = new StateTimelines(FAMILIES, TimelineScript.START, 5);

    private static Map<String, Object> row(String node, Object state) {
        Map<String, Object> row = new HashMap<>(Map.of("resource", "lock-state"));
        if (!node.isEmpty()) {
            row.put("node", node);
        }
        row.put(state instanceof Long ? "clock_class" : "state", state);
        return row;
    }

    private static Event event(double seconds, String source, List<Map<String, Object>> rows) {
        Instant time = TimelineScript.at(seconds);
        return new Event("id", source, "t", null, time, time, Severity.INFO, Map.of(), Payload.json("{}"),
                Facts.of(rows));
    }

    private void tell(double seconds, String source, String node, Object state) {
        Event event = event(seconds, source, List.of(row(node, state)));
        timelines.event(event, Optional.of(event));
    }

    private void gap(String source, double from, double to) {
        timelines.other(Gap.possible(source, TimelineScript.at(from), TimelineScript.at(to), "gone"));
    }

    /// A line for each, such as `ptp://a n1 lock-state: LOCKED 10 now LOCKED 10`.
    private List<String> report(double end) {
        List<StateReport.Line> lines = new ArrayList<>(timelines.report(TimelineScript.at(end)).subjects());
        lines.sort(Comparator.comparing(StateReport.Line::toString));
        return lines.stream().map(line -> line.origin() + " " + String.join(" ", line.subject()) + ": "
                + TimelineScript.text(line.summary())).sorted().toList();
    }

    @Test
    void aSubjectIsItsFactsAndWhoTold() {
        tell(0, "ptp://a:1/sync/lock-state", "n1", "LOCKED");
        tell(1, "ptp://a:1/cluster/node/n1/sync/lock-state", "n1", "FREERUN");
        tell(1, "ptp://b:1/sync/lock-state", "n1", "LOCKED");
        tell(2, "ptp://a:1?x/sync/lock-state", "n1", 6L);
        tell(3, "ptp://a:1/sync/lock-state", "", "LOCKED");
        assertEquals(List.of("ptp://a:1  lock-state: LOCKED 7 unseen 3 now LOCKED 7",
                "ptp://a:1 n1 lock-state: FREERUN 9+LOCKED 1 now FREERUN 9",
                "ptp://a:1 n1 lock-state: class 6 8 unseen 2 now class 6 8",
                "ptp://b:1 n1 lock-state: LOCKED 9 unseen 1 now LOCKED 9"), report(10));
    }

    @ParameterizedTest
    @CsvSource({"ptp://a:1, true, false", "ptp://a:1/, true, false", "ptp://a:1/x, true, false",
            "ptp://a:1/y, false, false",
            "ptp://a, false, false", "ptp://a:11, false, false", "evtool, true, true", "ptp://c:1, false, false"})
    void aGapConcernsWhatComesFromItsSource(String source, boolean a, boolean b) {
        tell(0, "ptp://a:1/x/y", "n1", "LOCKED");
        tell(0, "ptp://b:1/x/y", "n1", "LOCKED");
        gap(source, 4, 5);
        assertEquals(List.of("ptp://a:1 n1 lock-state: LOCKED " + (a ? "4 unknown 6 now ? 6" : "10 now LOCKED 10"),
                "ptp://b:1 n1 lock-state: LOCKED " + (b ? "4 unknown 6 now ? 6" : "10 now LOCKED 10")), report(10));
    }

    @Test
    void aFilterChoosesSubjectsAndHidesNoneOfTheirStates() {
        Event first = event(0, "ptp://a/x", List.of(row("n1", "LOCKED"), row("n2", "LOCKED")));
        timelines.event(first, Optional.empty());
        Event second = event(4, "ptp://a/x", List.of(row("n1", "FREERUN"), row("n2", "LOCKED")));
        timelines.event(second, Optional.of(second.narrowedTo(Facts.of(List.of(second.facts().rows().getFirst())))));
        timelines.event(event(5, "ptp://a/x", List.of(row("n1", "LOCKED"))), Optional.empty());
        assertEquals(List.of("ptp://a n1 lock-state: FREERUN 1+LOCKED 9 now LOCKED 5"), report(10));
    }

    @Test
    void whatTheFilterRefusedUnreadIsNeitherReadNorGuessed() {
        tell(0, "ptp://a/x", "n1", "LOCKED");
        Facts unread = Facts.lazy(() -> {
            throw new AssertionError("decoded");
        });
        Event refused = event(4, "ptp://a/x", List.of()).narrowedTo(unread);
        timelines.event(refused, Optional.empty());
        timelines.event(event(4, "other:x", List.of()).narrowedTo(unread), Optional.empty());
        tell(5, "ptp://a/x", "n1", "LOCKED");
        assertEquals(new StateReport(List.of(), 0, 2), timelines.report(TimelineScript.at(10)));
    }

    @Test
    void aRecordingEndsWithItsLastItemAndALiveStreamNow() {
        tell(-100, "ptp://a/x", "n1", "LOCKED");
        timelines.other(new Notice("ptp://a", TimelineScript.at(-70), Notice.Kind.UNSUBSCRIBED, "bye"));
        tell(2, "ptp://b/x", "n2", "LOCKED");
        assertEquals(List.of("ptp://a n1 lock-state: LOCKED 30 now LOCKED 30",
                "ptp://b n2 lock-state: LOCKED 8 unseen 102 now LOCKED 8"), report(10));
    }

    @Test
    void subjectsAreBoundedAndTheRestIsTold() {
        for (int i = 0; i < 9; i++) {
            tell(i, "ptp://a/x", "n" + i % 6, "LOCKED");
        }
        tell(9, "ptp://a/x", "n".repeat(2_000), "LOCKED");
        StateReport report = timelines.report(TimelineScript.at(10));
        assertEquals(5, report.subjects().size());
        assertEquals(2, report.unfollowed());
    }

    @Test
    void eventsOfNoFamilyAndRowsWithoutStateTellNothing() {
        tell(0, "other:x", "n1", "LOCKED");
        Event event = event(1, "ptp://a/x", List.of(Map.of("node", "n1", "ql", 3L)));
        timelines.event(event, Optional.of(event));
        assertTrue(report(10).isEmpty());
    }
}
