package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PastMergeTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final CollectingSink target = new CollectingSink();
    private final Source first = new Named("first", true);
    private final Source second = new Named("second", true);
    private final Source live = new Named("live", false);
    private PastMerge merge = new PastMerge(target, List.of(first, second, live), Subscription.LIVE);

    private record Named(String name, boolean past) implements Source {
        @Override
        public boolean hasPast(Subscription subscription) {
            return past;
        }

        @Override
        public void run(Subscription subscription, Sink sink) {
            throw new IllegalStateException("never run");
        }
    }

    @AfterEach
    void close() {
        merge.close();
    }

    private static Event at(int second) {
        return new Event("e" + second, "test:source", "t", null, NOON.plusSeconds(second), NOON, Severity.INFO,
                Map.of(),
                Payload.json("{}"), Facts.NONE);
    }

    private List<String> ids() {
        return target.events().stream().map(Event::id).toList();
    }

    @Test
    void pastsAreMergedByTime() throws Exception {
        merge.sink(first).put(at(1));
        merge.sink(first).put(at(4));
        assertEquals(List.of(), ids(), "the second may still bring an earlier one");
        merge.sink(second).put(at(2));
        assertEquals(List.of("e1", "e2"), ids());
        merge.sink(second).put(at(3));
        merge.sink(second).caughtUp();
        assertEquals(List.of("e1", "e2", "e3", "e4"), ids());
        merge.sink(first).put(at(6));
        merge.sink(second).put(at(5));
        assertEquals(List.of("e1", "e2", "e3", "e4", "e6"), ids(),
                "the second is in the present already and waits for the first");
        merge.sink(first).caughtUp();
        assertEquals("e5", ids().getLast());
        merge.sink(second).put(at(7));
        merge.sink(first).put(at(6));
        assertEquals(List.of("e7", "e6"), ids().subList(6, 8), "from now on as it comes");
    }

    @Test
    void sourcesWithoutAPastAndNoticesNeverWait() throws Exception {
        merge.sink(first).put(at(1));
        merge.sink(first).put(new Notice("first", NOON, Notice.Kind.WARNING, "listen"));
        merge.sink(live).put(at(9));
        assertEquals(List.of("e9"), ids());
        assertEquals(1, target.notices(Notice.Kind.WARNING).size());
    }

    @Test
    void aSourceThatHasEndedHoldsUpNobody() throws Exception {
        merge.sink(first).put(at(1));
        merge.ended(second);
        assertEquals(List.of("e1"), ids());
    }

    @Test
    void aSourceFromWhichNothingComesIsNotWaitedForForEver() throws Exception {
        merge.sink(first).put(at(1));
        target.await("the event of the first", s -> !s.events().isEmpty());
        merge.sink(second).put(at(0));
        merge.sink(first).caughtUp();
        target.await("what came late", s -> s.events().size() == 2);
    }

    @Test
    void aSourceThatHasReachedItsPeerIsWaitedForLonger() throws Exception {
        merge.close();
        Source third = new Named("third", true);
        merge = new PastMerge(target, List.of(first, second, third), Subscription.LIVE,
                new PastMerge.Patience(Duration.ofMillis(50), Duration.ofMinutes(10)));
        merge.sink(second).put(new Notice("second", NOON, Notice.Kind.CONNECTED, "there"));
        merge.sink(first).put(new Notice("first", NOON, Notice.Kind.CONNECTED, "there"));
        merge.sink(first).put(at(5));
        merge.sink(second).put(at(1));
        target.await("the third to be given up", s -> !s.events().isEmpty());
        assertEquals(List.of("e1"), ids(), "the second has more to tell");
        merge.sink(second).put(at(2));
        merge.sink(second).caughtUp();
        target.await("all", s -> s.events().size() == 3);
        assertEquals(List.of("e1", "e2", "e5"), ids());
    }

    @Test
    void oneSourceAloneIsPassedOnAtOnce() throws Exception {
        merge.close();
        merge = new PastMerge(target, List.of(first), Subscription.LIVE);
        merge.sink(first).put(at(1));
        assertEquals(List.of("e1"), ids());
    }

    @Test
    void manyEventsOfManyThreadsComeInOrder() throws Exception {
        merge.close();
        List<Source> sources = Stream.of("a", "b", "c").<Source>map(n -> new Named(n, true)).toList();
        merge = new PastMerge(target, sources, Subscription.LIVE);
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            Source source = sources.get(s);
            Random random = new Random(s);
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    int time = 0;
                    for (int i = 0; i < 10_000; i++) {
                        time += random.nextInt(3);
                        merge.sink(source).put(at(time));
                    }
                    merge.sink(source).caughtUp();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            assertTrue(thread.join(Duration.ofSeconds(20)));
        }
        List<Instant> times = target.events().stream().map(Event::when).toList();
        assertEquals(30_000, times.size());
        assertEquals(times.stream().sorted().toList(), times);
    }
}
