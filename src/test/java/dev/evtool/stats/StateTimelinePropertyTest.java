package dev.evtool.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must hold of every stream, tried on many random ones.
class StateTimelinePropertyTest {

    private static final int STREAMS = 2_000;
    private static final List<String> STATES = List.of("LOCKED", "SYNC", "HOLDOVER", "FREERUN", "FAILURE");

    /// An observation, or a gap where there is no state; times in milliseconds.
    private record Step(long from, long to, String state, boolean certain) {

        void tell(StateTimeline timeline) {
            if (state.isEmpty()) {
                timeline.gap(at(from), at(to), certain);
            } else {
                timeline.observe(state, at(from), at(to));
            }
        }
    }

    private static Instant at(long millis) {
        return TimelineScript.START.plusMillis(millis);
    }

    /// Steps in the order of time, all at different times, and each received when it happened.
    private static List<Step> steps(Random random, int count, double gaps) {
        List<Step> steps = new ArrayList<>();
        long now = random.nextInt(3_000);
        for (int i = 0; i < count; i++) {
            if (i > 0 && random.nextDouble() < gaps) {
                long to = now + 1 + random.nextInt(5_000);
                steps.add(new Step(now, to, "", random.nextBoolean()));
                now = to + 1;
            } else {
                steps.add(new Step(now, now, STATES.get(random.nextInt(STATES.size())), false));
            }
            now += 1 + (random.nextInt(3) == 0 ? random.nextInt(20_000) : random.nextInt(50));
        }
        return steps;
    }

    private static StateSummary sum(List<Step> steps, long end) {
        StateTimeline timeline = new StateTimeline(TimelineScript.CLOCK, TimelineScript.START);
        steps.forEach(step -> step.tell(timeline));
        return timeline.summary(at(end));
    }

    /// The same sums, found in the simplest way from all steps at once.
    private static Map<String, Long> plainSums(List<Step> steps, long end) {
        Map<String, Long> sums = new HashMap<>();
        String state = "unseen";
        long since = 0;
        for (Step step : steps) {
            if (!(state.equals("unseen") && step.state().isEmpty())) {
                sums.merge(state, step.from() - since, Long::sum);
                since = step.from();
                state = step.state().isEmpty() ? "unknown" : step.state();
            }
        }
        sums.merge(state, end - since, Long::sum);
        return sums;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSumsAreThoseOfThePlainWay(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STREAMS; i++) {
            List<Step> steps = steps(random, 1 + random.nextInt(60), 0.1);
            long end = steps.getLast().to() + random.nextInt(10_000);
            StateSummary s = sum(steps, end);
            Map<String, Long> plain = plainSums(steps, end);
            assertEquals(plain.getOrDefault("unseen", 0L), s.unseen().toMillis());
            assertEquals(plain.getOrDefault("unknown", 0L), s.unknown().toMillis());
            s.states().forEach(in -> assertEquals(plain.get(in.state()), in.total().toMillis(), in.state()));
            assertEquals(Duration.ofMillis(end), s.seen().plus(s.unseen()), "no time is lost or found");
            assertSane(s);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void theOrderOfArrivalDoesNotMatterWithinTheBound(long seed) {
        Random random = new Random(seed);
        int overtaken = 0;
        for (int i = 0; i < STREAMS; i++) {
            List<Step> steps = steps(random, 1 + random.nextInt(60), 0);
            long end = steps.getLast().to() + 100;
            List<Step> shuffled = shuffledWithinTheBound(steps, random);
            overtaken += shuffled.equals(steps) ? 0 : 1;
            assertEquals(sum(steps, end), sum(shuffled, end), () -> "told as " + shuffled);
        }
        assertTrue(overtaken > STREAMS / 4, "shuffled only " + overtaken);
    }

    /// Neighbours change places while they are less than 2 s apart, none going back by more than a few places.
    private static List<Step> shuffledWithinTheBound(List<Step> steps, Random random) {
        List<Step> shuffled = new ArrayList<>();
        for (int from = 0; from < steps.size();) {
            int to = Math.min(steps.size(), from + 1 + random.nextInt(Marks.MOST));
            while (steps.get(to - 1).from() - steps.get(from).from() >= SenderClock.REORDER.toMillis()) {
                to--;
            }
            List<Step> group = new ArrayList<>(steps.subList(from, to));
            java.util.Collections.shuffle(group, random);
            shuffled.addAll(group);
            from = to;
        }
        return shuffled;
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void nothingIsEverNegativeWhateverTheClocksSay(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STREAMS; i++) {
            StateTimeline timeline = new StateTimeline(TimelineScript.CLOCK, TimelineScript.START);
            timeline.observe("LOCKED", wild(random), wild(random));
            for (int k = random.nextInt(80); k > 0; k--) {
                if (random.nextInt(5) == 0) {
                    timeline.gap(wild(random), wild(random), random.nextBoolean());
                } else {
                    timeline.observe(STATES.get(random.nextInt(STATES.size())), wild(random), wild(random));
                }
            }
            assertSane(timeline.summary(wild(random)));
        }
    }

    private static Instant wild(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> TimelineScript.START.plusSeconds(random.nextLong(-10_000_000_000L, 10_000_000_000L));
            case 1 -> TimelineScript.START.plusSeconds(random.nextInt(-4_000, 4_000));
            default -> TimelineScript.START.plusMillis(random.nextInt(20_000));
        };
    }

    private static void assertSane(StateSummary s) {
        for (Duration d : List.of(s.unseen(), s.unknown(), s.lasting(), s.outage(), s.good(), s.notGood())) {
            assertFalse(d.isNegative(), s.toString());
        }
        for (SpentIn in : s.states()) {
            assertFalse(in.total().isNegative() || in.longest().isNegative(), s.toString());
            assertTrue(in.longest().compareTo(in.total()) <= 0, s.toString());
        }
        assertEquals(s.seen(), s.good().plus(s.notGood()).plus(s.unknown()));
        assertTrue(s.outage().compareTo(s.notGood()) <= 0, s.toString());
        assertTrue(s.flaps() <= s.losses() && s.losses() <= s.changes(), s.toString());
        assertEquals(s.outageBegan() != null, s.hadTrouble(), s.toString());
    }
}
