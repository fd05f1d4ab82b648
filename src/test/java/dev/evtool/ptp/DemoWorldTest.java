package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoWorldTest {

    private static final Duration LONG = Duration.ofMinutes(20);
    private static final String SENTINEL = "-9999999999999999";
    private static final List<String> GOOD_TO_BAD = List.of("LOCKED", "HOLDOVER", "FREERUN");

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    private static List<DemoHappening> until(long seed, Duration end) {
        DemoWorld world = new DemoWorld(seed);
        List<DemoHappening> happenings = new ArrayList<>();
        for (DemoHappening h = world.next(); h.at().compareTo(end) < 0; h = world.next()) {
            happenings.add(h);
        }
        return happenings;
    }

    private static String word(DemoHappening h) {
        return h.values().getFirst().value();
    }

    private static Stream<DemoHappening> of(List<DemoHappening> all, String node, PtpResource resource) {
        return all.stream().filter(h -> h.node().equals(node) && h.resource() == resource);
    }

    @Test
    void sameSeedSameWorld() {
        assertEquals(until(7, LONG), until(7, LONG));
        assertNotEquals(until(7, LONG), until(8, LONG));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void timeNeverRunsBackwards(long seed) {
        Duration last = Duration.ZERO;
        for (DemoHappening h : until(seed, LONG)) {
            assertTrue(h.at().compareTo(last) >= 0, h::toString);
            last = h.at();
        }
    }

    /// LOCKED may go anywhere, HOLDOVER comes of LOCKED only, and only a grandmaster's LOCKED is told twice.
    @ParameterizedTest
    @MethodSource("seeds")
    void lockStatesAreLegal(long seed) {
        for (String node : List.of(DemoWorld.GRANDMASTER, DemoWorld.FOLLOWER)) {
            String before = "";
            String offset = "";
            for (DemoHappening h : of(until(seed, LONG), node, PtpResource.LOCK_STATE).toList()) {
                String now = word(h);
                String measured = h.values().getLast().value();
                boolean legal = switch (now) {
                    case "LOCKED" -> !before.equals("LOCKED") || node.equals(DemoWorld.GRANDMASTER);
                    case "HOLDOVER" -> before.equals("LOCKED") && measured.equals(offset);
                    default -> before.equals("LOCKED") || before.equals("HOLDOVER");
                };
                assertTrue(legal, before + " " + offset + " and then " + h);
                before = now;
                offset = measured;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void syncStateIsTheWorstOfTheTwo(long seed) {
        List<DemoHappening> all = until(seed, LONG);
        for (String node : List.of(DemoWorld.GRANDMASTER, DemoWorld.FOLLOWER)) {
            Map<PtpResource, String> known = new HashMap<>();
            String worst = "LOCKED";
            for (DemoHappening h : all.stream().filter(h -> h.node().equals(node)).toList()) {
                if (!worst.equals(known.getOrDefault(PtpResource.SYNC_STATE, worst))) {
                    assertEquals(PtpResource.SYNC_STATE, h.resource(), "must follow at once: " + h);
                }
                known.put(h.resource(), word(h));
                worst = GOOD_TO_BAD
                        .get(Math.max(GOOD_TO_BAD.indexOf(known.getOrDefault(PtpResource.LOCK_STATE, "LOCKED")),
                                GOOD_TO_BAD.indexOf(known.getOrDefault(PtpResource.OS_CLOCK, "LOCKED"))));
                if (h.resource() == PtpResource.SYNC_STATE) {
                    assertEquals(worst, word(h), h::toString);
                }
            }
        }
    }

    @Test
    void theSyncStateOf414IsThatOfTheClockThatChanged() {
        DemoWorld world = new DemoWorld(1, PtpSpelling.OLD);
        DemoHappening before = world.next();
        int told = 0;
        while (told < 50) {
            DemoHappening h = world.next();
            assertTrue(h.resource() != PtpResource.SYNCE && h.resource() != PtpResource.SYNCE_QUALITY, h::toString);
            if (h.resource() == PtpResource.SYNC_STATE && !h.at().isZero()) {
                assertEquals(List.of(before.values().getFirst()), h.values());
                told++;
            }
            before = h;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyChangesAreTold(long seed) {
        Map<String, String> words = new HashMap<>();
        for (DemoHappening h : until(seed, LONG)) {
            String key = h.node() + h.resource();
            boolean changed = !word(h).equals(words.put(key, word(h)));
            assertTrue(changed || h.resource() == PtpResource.LOCK_STATE, h::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void offsetsArePlausible(long seed) {
        Map<String, String> last = new HashMap<>();
        for (DemoHappening h : until(seed, LONG)) {
            if (h.resource() == PtpResource.LOCK_STATE || h.resource() == PtpResource.OS_CLOCK) {
                String text = h.values().getLast().value();
                long offset = Math.abs(Long.parseLong(text));
                switch (word(h)) {
                    case "LOCKED" -> assertTrue(offset <= 40, h::toString);
                    case "HOLDOVER" -> assertEquals(last.get(h.node() + h.resource()), text, h::toString);
                    default -> assertTrue(text.equals(SENTINEL) || (offset > 100 && offset < 10_000)
                            || text.equals(last.get(h.node() + h.resource())), h::toString);
                }
                last.put(h.node() + h.resource(), text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void classesAndGnssAreThoseOfTheWire(long seed) {
        List<DemoHappening> all = until(seed, LONG);
        assertEquals(Set.of("6", "7", "248"), words(all, DemoWorld.GRANDMASTER, PtpResource.CLOCK_CLASS));
        assertEquals(Set.of("6", "7", "165", "248"), words(all, DemoWorld.FOLLOWER, PtpResource.CLOCK_CLASS));
        assertEquals(Set.of("SYNCHRONIZED", "ACQUIRING-SYNC", "FAILURE-NOFIX"),
                words(all, DemoWorld.GRANDMASTER, PtpResource.GNSS));
        assertEquals(Set.of(), words(all, DemoWorld.FOLLOWER, PtpResource.GNSS));
        of(all, DemoWorld.GRANDMASTER, PtpResource.GNSS).forEach(h -> {
            int fix = Integer.parseInt(h.values().getLast().value());
            assertTrue(h.values().getLast().address().endsWith("/gpsFix"));
            assertEquals(word(h).equals("FAILURE-NOFIX"), fix == 0, h::toString);
            assertTrue(fix >= 0 && fix <= 5);
        });
    }

    private static Set<String> words(List<DemoHappening> all, String node, PtpResource resource) {
        return new HashSet<>(of(all, node, resource).map(DemoWorldTest::word).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void processesDieNowAndThenAndComeBack(long seed) {
        List<DemoHappening> all = until(seed, Duration.ofHours(1));
        for (PtpResource resource : List.of(PtpResource.LOCK_STATE, PtpResource.OS_CLOCK)) {
            long deaths = all.stream()
                    .filter(h -> h.resource() == resource && h.values().getLast().value().equals(SENTINEL))
                    .count();
            assertTrue(deaths > 5 && deaths < 300, () -> resource + ": " + deaths);
        }
    }

    /// `ptp watch --demo --limit 20`: eleven states at the start, and nine more within seconds, though the consumer may
    /// need one to two itself until it is subscribed.
    @ParameterizedTest
    @MethodSource("seeds")
    void isInterestingAtOnceAndStaysSo(long seed) {
        List<DemoHappening> all = until(seed, LONG);
        assertEquals(11, all.stream().filter(h -> h.at().isZero()).count());
        long soon = all.stream().filter(h -> h.at().toMillis() > 2000 && h.at().toMillis() < 7000).count();
        assertTrue(soon >= 9, () -> soon + " happenings");
        for (int minute = 0; minute < LONG.toMinutes(); minute++) {
            long from = minute;
            long count = all.stream().filter(h -> h.at().toMinutes() == from).count();
            assertTrue(count > 50 && count < 400, () -> count + " in minute " + from);
        }
    }
}
