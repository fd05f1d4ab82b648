package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every source of a peer must do, whatever its protocol. A family's test gives the peer.
@Timeout(60)
public abstract class SourceContractTest {

    /// A server of the family that the test can make speak, die and come back.
    public interface Peer extends AutoCloseable {
        /// Sends an event with a recognizable number to whoever listens.
        void emit(int number) throws Exception;

        /// Sends something that is no event.
        void emitMalformed() throws Exception;

        /// Ends the server as a crash would.
        void kill() throws Exception;

        /// Starts it again at the same address.
        void restart() throws Exception;

        /// How many consumers, subscriptions or queues of ours it holds.
        int held();

        @Override
        void close();
    }

    private Peer peer;
    private long threadsBefore;

    protected abstract Peer startPeer() throws Exception;

    protected abstract Source source(Peer peer) throws Exception;

    /// The number that [Peer#emit] put into an event.
    protected abstract int number(Event event);

    /// Whether the peer sends events in the order in which they happen.
    protected boolean peerKeepsOrder() {
        return true;
    }

    /// Whether the peer still knows after a crash what happened before it, so that nothing can be missing.
    protected boolean peerRemembers() {
        return false;
    }

    /// Whether the peer pushes events, and wants an answer in time; else the source reads them at our pace.
    protected boolean isPushed() {
        return true;
    }

    /// The name, or part of it, of the threads that the source may have while it runs, but not afterwards.
    protected abstract String threadName();

    @BeforeEach
    void start() throws Exception {
        peer = startPeer();
        threadsBefore = threads();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    /// A source on a thread of its own.
    public static final class Running implements AutoCloseable {
        final CollectingSink sink;
        private final Thread thread;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        public Running(Source source, CollectingSink sink) {
            this.sink = sink;
            this.thread = Thread.ofVirtual().start(() -> {
                try {
                    source.run(Subscription.LIVE, sink);
                } catch (InterruptedException expected) {
                    Thread.currentThread().interrupt();
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                assertTrue(thread.join(Duration.ofSeconds(15)), "the source did not end after an interrupt");
            } catch (InterruptedException e) {
                throw new AssertionError("the test was told to stop", e);
            }
            assertEquals(null, failure.get());
        }
    }

    protected Running running(CollectingSink sink) throws Exception {
        Running running = new Running(source(peer), sink);
        sink.await("a subscription", s -> !s.notices(Notice.Kind.SUBSCRIBED).isEmpty());
        return running;
    }

    private List<Integer> numbers(CollectingSink sink) {
        return sink.events().stream().map(this::number).filter(n -> n > 0).toList();
    }

    @Test
    void deliversInOrderAndGivesEverythingBack() throws Exception {
        CollectingSink sink = new CollectingSink();
        try (Running _ = running(sink)) {
            assertTrue(within(() -> peer.held() > 0));
            for (int i = 1; i <= 20; i++) {
                peer.emit(i);
            }
            sink.await("20 events", s -> numbers(s).size() == 20);
            List<Integer> numbers = numbers(sink);
            assertEquals(IntStream.rangeClosed(1, 20).boxed().toList(),
                    peerKeepsOrder() ? numbers : numbers.stream().sorted().toList());
        }
        assertNothingHeld();
        assertNoThreadLeft();
    }

    @Test
    void canBeRunTwice() throws Exception {
        for (int round = 1; round <= 2; round++) {
            CollectingSink sink = new CollectingSink();
            try (Running _ = running(sink)) {
                peer.emit(round);
                int expected = round;
                sink.await("the event of round " + round, s -> numbers(s).contains(expected));
            }
            assertNothingHeld();
        }
    }

    @Test
    void showsAGapWhenTheServerWasGoneAndGoesOn() throws Exception {
        CollectingSink sink = new CollectingSink();
        try (Running _ = running(sink)) {
            peer.emit(1);
            sink.await("the first event", s -> numbers(s).contains(1));
            peer.kill();
            sink.await("word of the loss", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
            peer.restart();
            if (!peerRemembers()) {
                sink.await("a gap", s -> !s.gaps().isEmpty());
            }
            sink.await("a new subscription", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 2);
            peer.emit(2);
            sink.await("the event after the gap", s -> numbers(s).contains(2));
            Set<String> ids = new HashSet<>();
            assertTrue(sink.events().stream().allMatch(e -> ids.add(e.id())), "an event came twice");
            if (peerRemembers()) {
                assertEquals(List.of(), sink.gaps());
            } else {
                assertTrue(sink.items().indexOf(sink.gaps().getFirst()) < indexOf(sink, 2),
                        "the gap comes before what follows");
            }
        }
        assertNothingHeld();
    }

    @Test
    void tellsTheGapOfAnOutageThatOutlastsTheStream() throws Exception {
        CollectingSink sink = new CollectingSink();
        try (Running _ = running(sink)) {
            peer.kill();
            sink.await("word of the loss", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
        }
        assertEquals(1, sink.gaps().size(), sink.items().toString());
    }

    private int indexOf(CollectingSink sink, int number) {
        List<StreamItem> items = sink.items();
        return (int) items.stream().takeWhile(i -> !(i instanceof Event e && number(e) == number)).count();
    }

    @Test
    void aMalformedMessageIsANoticeAndHarmsNoNeighbour() throws Exception {
        CollectingSink sink = new CollectingSink();
        try (Running _ = running(sink)) {
            peer.emit(1);
            // a peer that remembers may still be about to take us for a listener, and does not remember what is no event
            sink.await("the good neighbour before", s -> numbers(s).contains(1));
            peer.emitMalformed();
            peer.emit(2);
            sink.await("both good neighbours", s -> numbers(s).containsAll(List.of(1, 2)));
            sink.await("a notice", s -> !s.notices(Notice.Kind.MALFORMED).isEmpty());
        }
    }

    @Test
    void aSlowConsumerStopsNeitherSourceNorItsEnd() throws Exception {
        if (isPushed()) {
            aStuckEventOfAPushedSourceIsAGap();
        } else {
            aStuckEventOfAReadSourceHoldsUpTheReading();
            anInterruptEndsAReadSourceThatIsStuck();
        }
    }

    private void aStuckEventOfAPushedSourceIsAGap() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CollectingSink slow = new CollectingSink() {
            @Override
            public boolean putSafely(StreamItem item, Duration limit) throws InterruptedException {
                if (item instanceof Event e && number(e) == 1
                        && !release.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                    return false;
                }
                return super.putSafely(item, limit);
            }
        };
        try (Running _ = running(slow)) {
            peer.emit(1);
            peer.emit(2);
            slow.await("what comes after the stuck event", s -> numbers(s).contains(2));
            slow.await("the gap of the stuck one", s -> !s.gaps().isEmpty());
            assertFalse(numbers(slow).contains(1));
            release.countDown();
        }
        assertNothingHeld();
    }

    private void aStuckEventOfAReadSourceHoldsUpTheReading() throws Exception {
        StuckSink slow = new StuckSink(1);
        try (Running _ = running(slow)) {
            peer.emit(1);
            peer.emit(2);
            slow.stuck.await();
            assertEquals(List.of(), numbers(slow), "one overtook the other");
            slow.release.countDown();
            slow.await("both", s -> numbers(s).size() == 2);
            assertEquals(List.of(1, 2), numbers(slow));
        }
        assertNothingHeld();
    }

    private void anInterruptEndsAReadSourceThatIsStuck() throws Exception {
        StuckSink stuck = new StuckSink(3);
        try (Running _ = running(stuck)) {
            peer.emit(3);
            peer.emit(4);
            stuck.stuck.await();
        }
        assertFalse(numbers(stuck).contains(4), "it went on after it was told to stop");
        assertNothingHeld();
    }

    /// Takes an event of this number only when it is released.
    private final class StuckSink extends CollectingSink {

        final CountDownLatch stuck = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        private final int number;

        StuckSink(int number) {
            this.number = number;
        }

        /// All ways lead here: [#put], and [#promise] of sources that acknowledge many at once.
        @Override
        public boolean putSafely(StreamItem item, Duration limit) throws InterruptedException {
            if (item instanceof Event e && number(e) == number) {
                stuck.countDown();
                release.await();
            }
            return super.putSafely(item, limit);
        }
    }

    /// Peers notice soon, but not at once, that somebody has come or left.
    private static boolean within(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            Thread.sleep(5);
        }
        return condition.getAsBoolean();
    }

    private void assertNothingHeld() throws InterruptedException {
        assertTrue(within(() -> peer.held() == 0), () -> "something was left at the peer: " + peer.held());
    }

    private void assertNoThreadLeft() throws InterruptedException {
        assertTrue(within(() -> threads() == threadsBefore),
                () -> "threads left: " + Thread.getAllStackTraces().keySet());
    }

    private long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().contains(threadName())).count();
    }
}
