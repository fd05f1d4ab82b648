package dev.evtool.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Time in state, told in seconds: what happened, when it ended, what it came to.
class StateTimelineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # the state is not known before the first observation, then lasts
            0:LOCKED                                        | 10 | LOCKED 10 now LOCKED 10
            4:LOCKED                                        | 10 | LOCKED 6 unseen 4 now LOCKED 6
            # a repeat is no change
            0:LOCKED, 3:LOCKED, 5:LOCKED                    | 10 | LOCKED 10 now LOCKED 10
            0:LOCKED, 3:HOLDOVER, 8:FREERUN, 9:LOCKED       | 20 | FREERUN 1+HOLDOVER 5+LOCKED 14 now LOCKED 11
            # worst first, of equals the longest
            0:FREERUN, 2:FAILURE, 9:SYNC, 10:LOCKED         | 12 | FAILURE 7+FREERUN 2+LOCKED 2+SYNC 1 now LOCKED 2
            # a gap ends what was known, until something is known again
            0:LOCKED, gap 4..8, 9:LOCKED                    | 10 | LOCKED 5 unknown 5 now LOCKED 1
            0:LOCKED, gap 4..8?, 9:LOCKED                   | 10 | LOCKED 5 unknown 5 now LOCKED 1
            0:LOCKED, gap 4..8                              | 10 | LOCKED 4 unknown 6 now ? 6
            0:LOCKED, gap 4..8, gap 9..9, 9.5:LOCKED        | 10 | LOCKED 4.5 unknown 5.5 now LOCKED 0.5
            # a gap before anything was known changes nothing
            gap 0..2, 4:LOCKED                              | 10 | LOCKED 6 unseen 4 now LOCKED 6
            # the gap is told when it is over: the state asked for at its end comes before it
            0:LOCKED, 8:FREERUN, gap 4..8.1?                | 10 | FREERUN 2+LOCKED 4 unknown 4 now FREERUN 2
            # but of a certain one, what was lost may have come after that
            0:LOCKED, 6:FREERUN, gap 4..8                   | 10 | FREERUN 2+LOCKED 4 unknown 4 now ? 2
            # overtaken by a newer one
            0:LOCKED, 5.001:FREERUN, 5:HOLDOVER             | 10 | FREERUN 4.999+HOLDOVER 0.001+LOCKED 5 now FREERUN 4.999
            0:LOCKED, 5:LOCKED, 4:HOLDOVER                  | 10 | HOLDOVER 1+LOCKED 9 now LOCKED 5
            1:LOCKED, 0:HOLDOVER                            | 10 | HOLDOVER 1+LOCKED 9 now LOCKED 9
            # of two at the same time the later arrival counts
            0:LOCKED, 5:FREERUN, 5:HOLDOVER                 | 10 | FREERUN 0+HOLDOVER 5+LOCKED 5 now HOLDOVER 5
            """)
    void timeInState(String script, double end, String expected) {
        StateSummary summary = TimelineScript.run(script, end);
        assertEquals(expected, TimelineScript.text(summary));
        assertEquals(Duration.ofMillis(Math.round(end * 1000)), summary.unseen().plus(summary.seen()));
    }

    /// `TIME/RECEIVED`: by the sender's clock, by ours.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # it is always an hour ahead, or behind: nothing to see, and the end is by our clock
            3600/0:LOCKED, 3605/5:HOLDOVER                   | 10 | HOLDOVER 5+LOCKED 5 now HOLDOVER 5 | 0
            -3600/0:LOCKED, -3595/5:HOLDOVER                 | 10 | HOLDOVER 5+LOCKED 5 now HOLDOVER 5 | 0
            # and so are gaps
            3600/0:LOCKED, gap 2..4, 3605/5:LOCKED           | 10 | LOCKED 7 unknown 3 now LOCKED 5 | 0
            # set forth and back: the time across is that by our clock
            0/0:LOCKED, 3605/5:HOLDOVER, 3607/7:LOCKED       | 10 | HOLDOVER 2+LOCKED 8 now LOCKED 3 | 1
            0/0:LOCKED, -3595/5:HOLDOVER, -3593/7:LOCKED     | 10 | HOLDOVER 2+LOCKED 8 now LOCKED 3 | 1
            # set back a little, so that the event looks overtaken, were it not so late
            0/0:LOCKED, 8/8:LOCKED, 7/18:FREERUN             | 20 | FREERUN 2+LOCKED 18 now FREERUN 2 | 1
            # both clocks set back, as on one machine
            0/0:LOCKED, 5/5:LOCKED, -100/-100:FREERUN, -99/-99:LOCKED | -90 | FREERUN 1+LOCKED 14 now LOCKED 9 | 1
            # a backlog is told late, in one go
            -100/0:LOCKED, -60/0.001:HOLDOVER, -50/0.002:LOCKED, 0/0.003:LOCKED | 10 | HOLDOVER 10+LOCKED 99.997 now LOCKED 59.997 | 0
            # delayed once
            0/0:LOCKED, 5/35:HOLDOVER, 36/36:LOCKED          | 40 | HOLDOVER 31+LOCKED 9 now LOCKED 4 | 0
            # never set: 1970 tells no time
            0/0:LOCKED, -1795230000/5:HOLDOVER               | 10 | HOLDOVER 5+LOCKED 5 now HOLDOVER 5 | 0
            """)
    void aSendersClock(String script, double end, String expected, long sets) {
        StateSummary summary = TimelineScript.run(script, end);
        assertEquals(expected, TimelineScript.text(summary));
        assertEquals(sets, summary.clockSets());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0:LOCKED                                         | changes 0 losses 0 flaps 0
            0:FREERUN, 5:LOCKED                              | changes 1 losses 0 flaps 0
            0:LOCKED, 5:HOLDOVER, 6:LOCKED                   | changes 2 losses 1 flaps 1
            # one loss, whatever it goes through
            0:LOCKED, 5:HOLDOVER, 10:FREERUN, 15:LOCKED      | changes 3 losses 1 flaps 1
            0:LOCKED, 5:HOLDOVER, 10:FREERUN, 15.1:LOCKED    | changes 3 losses 1 flaps 0
            0:LOCKED, 5:HOLDOVER                             | changes 1 losses 1 flaps 0
            # between good states nothing is lost
            0:LOCKED, 5:SYNC, 6:LOCKED                       | changes 2 losses 0 flaps 0
            # over a gap: at least one change, but nobody knows how short
            0:LOCKED, gap 4..5, 6:FREERUN, 7:LOCKED          | changes 2 losses 1 flaps 0
            0:LOCKED, 3:FREERUN, gap 4..5, 6:LOCKED          | changes 2 losses 1 flaps 0
            0:LOCKED, gap 4..5, 6:LOCKED                     | changes 0 losses 0 flaps 0
            """)
    void losses(String script, String expected) {
        assertEquals(expected, TimelineScript.counts(TimelineScript.run(script, 20)));
    }

    @Test
    void theLongestIntervals() {
        StateSummary s = TimelineScript.run(
                "0:LOCKED, 5:HOLDOVER, 9:LOCKED, 20:HOLDOVER, 21:FREERUN, 27:LOCKED, 30:HOLDOVER, gap 32..33, 34:HOLDOVER",
                35);
        SpentIn holdover = s.states().get(1);
        assertEquals("HOLDOVER", holdover.state());
        assertEquals(Severity.WARN, holdover.severity());
        assertEquals(Duration.ofSeconds(8), holdover.total());
        assertEquals(Duration.ofSeconds(4), holdover.longest());
        assertEquals(3, holdover.entered());
        assertEquals(Duration.ofSeconds(7), s.outage());
        assertEquals(TimelineScript.at(20), s.outageBegan());
        assertEquals(1, s.gaps());
    }

    @Test
    void theOpenIntervalIsTheLongest() {
        StateTimeline timeline = TimelineScript.tell("0:LOCKED, 5:FREERUN");
        assertEquals(Duration.ofSeconds(5), timeline.summary(TimelineScript.at(10)).outage());
        assertEquals(Duration.ofSeconds(95), timeline.summary(TimelineScript.at(100)).outage());
        timeline.observe("LOCKED", TimelineScript.at(7), TimelineScript.at(7));
        assertEquals(Duration.ofSeconds(2), timeline.summary(TimelineScript.at(10)).outage(), "asking does not end it");
    }

    @Test
    void anEndBeforeTheLastObservationTakesNothingBack() {
        assertEquals("FREERUN 0+LOCKED 5 now FREERUN 0",
                TimelineScript.text(TimelineScript.run("0:LOCKED, 5:FREERUN", 3)));
    }

    @Test
    void whatComesTooLateIsToldAndNotCounted() {
        String many = IntStream.range(0, 3 * Marks.MOST).mapToObj(i -> (10 + i / 100.0) + ":LOCKED")
                .collect(Collectors.joining(", "));
        StateSummary s = TimelineScript.run(many + ", 9.9:FREERUN", 20);
        assertEquals("LOCKED 10 unseen 10 now LOCKED 10", TimelineScript.text(s));
        assertEquals(1, s.late());
    }

    @Test
    void statesWithoutEndShareOneSum() {
        String many = IntStream.range(0, 1000).mapToObj(i -> i + ":S" + i).collect(Collectors.joining(", "));
        StateSummary s = TimelineScript.run(many + ", 1000:" + "x".repeat(StateTimeline.LONGEST_WORD + 1), 1001);
        assertEquals(StateTimeline.MOST_STATES + 1, s.states().size());
        assertEquals(Duration.ofSeconds(1001), s.seen());
        assertEquals("other states", s.states().getLast().state());
        assertTrue(s.states().stream().noneMatch(state -> state.state().length() > StateTimeline.LONGEST_WORD));
    }

    @ParameterizedTest
    @CsvSource({"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59Z",
            "2262-04-12T00:00:00Z"})
    void timesFromAnywhereDoNoHarm(Instant anywhere) {
        StateTimeline timeline = new StateTimeline(TimelineScript.CLOCK, TimelineScript.START);
        timeline.observe("LOCKED", TimelineScript.at(0), TimelineScript.at(0));
        for (int i = 1; i < 100; i++) {
            timeline.observe("FREERUN", anywhere, TimelineScript.at(i));
            timeline.observe("LOCKED", TimelineScript.at(i), i % 2 == 0 ? anywhere : TimelineScript.at(i));
            timeline.gap(anywhere, TimelineScript.at(i), true);
            timeline.gap(TimelineScript.at(i), anywhere, true);
        }
        StateSummary s = timeline.summary(anywhere);
        assertFalse(s.unknown().isNegative());
        assertFalse(s.unseen().isNegative());
        assertTrue(s.states().stream().noneMatch(state -> state.total().isNegative()));
    }

    @Test
    void nothingObservedIsNoSummary() {
        StateTimeline empty = new StateTimeline(TimelineScript.CLOCK, TimelineScript.START);
        empty.gap(TimelineScript.at(0), TimelineScript.at(1), true);
        assertThrows(IllegalStateException.class, () -> empty.summary(TimelineScript.at(2)));
    }
}
