package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.StreamResult.End;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The way from sources to outputs: order, ends, refusals, drops.
@Timeout(30)
class PipelineTest {

    private final List<StreamException> told = new ArrayList<>();

    private static Event event(int number) {
        return new Event(String.valueOf(number), "s", "t", null, null, Instant.now(), Severity.INFO, Map.of(),
                Payload.json("{}"), Facts.NONE);
    }

    /// A source made of a lambda.
    private record Script(Body body) implements Source {
        interface Body {
            void run(Sink sink) throws StreamException, InterruptedException;
        }

        @Override
        public String name() {
            return "script";
        }

        @Override
        public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
            body.run(sink);
        }
    }

    private static Source counting(int from, int to) {
        return new Script(sink -> {
            for (int i = from; i <= to; i++) {
                sink.put(event(i));
            }
        });
    }

    /// An output that keeps ids and can be made to fail or to wait.
    private static class Kept implements Output {
        final List<StreamItem> items = new ArrayList<>();

        @Override
        public void accept(StreamItem item) throws IOException {
            items.add(item);
        }

        @Override
        public boolean flush() throws IOException {
            return true;
        }

        @Override
        public void close() {
            // nothing to close
        }

        List<String> ids() {
            return items.stream().filter(Event.class::isInstance).map(i -> ((Event) i).id()).toList();
        }
    }

    private Pipeline pipeline(List<Source> sources, Function<Event, Optional<Event>> filter, Output output,
            StopRules rules,
            Overflow overflow) {
        return new Pipeline(sources, filter, List.of(output), rules, overflow, told::add);
    }

    private StreamResult run(Output output, StopRules rules, Overflow overflow, Source... sources) {
        return pipeline(List.of(sources), Optional::of, output, rules, overflow).run(Subscription.LIVE);
    }

    private static StopRules limit(long n) {
        return new StopRules(n, null, null, null, null);
    }

    @Test
    void deliversAllInOrderAndEndsWithItsSources() {
        Kept kept = new Kept();
        StreamResult result = run(kept, StopRules.NEVER, Overflow.BLOCK, counting(1, 30_000));
        assertEquals(End.SOURCES_DONE, result.end());
        assertEquals(IntStream.rangeClosed(1, 30_000).mapToObj(String::valueOf).toList(), kept.ids());
        assertEquals(30_000, result.events());
    }

    @Test
    void theFilterCountsButDoesNotShow() {
        Kept kept = new Kept();
        StreamResult result = pipeline(List.of(counting(1, 10)),
                e -> Integer.parseInt(e.id()) % 2 == 0 ? Optional.of(e) : Optional.empty(), kept, limit(3),
                Overflow.BLOCK)
                .run(Subscription.LIVE);
        assertEquals(List.of("2", "4", "6"), kept.ids());
        assertEquals(End.LIMIT, result.end());
        assertEquals(3, result.shown());
        assertEquals(6, result.events());
    }

    @Test
    void stopsAtMatchAndAtFailure() {
        StopRules match = new StopRules(null, null, null, e -> e.id().equals("3"), e -> e.id().equals("5"));
        Kept kept = new Kept();
        assertEquals(End.MATCH, run(kept, match, Overflow.BLOCK, counting(1, 9)).end());
        assertEquals(List.of("1", "2", "3"), kept.ids());
        Kept second = new Kept();
        assertEquals(End.FAIL_ON, run(second, match, Overflow.BLOCK, counting(4, 9)).end());
        assertEquals(List.of("4", "5"), second.ids());
    }

    @Test
    void stopsWhenTheTimeIsOverOrNothingComes() {
        Source silent = new Script(sink -> new CountDownLatch(1).await());
        StopRules timeout = new StopRules(null, Duration.ofMillis(50), null, null, null);
        assertEquals(End.TIMEOUT, run(new Kept(), timeout, Overflow.BLOCK, silent).end());
        StopRules idle = new StopRules(null, null, Duration.ofMillis(50), null, null);
        assertEquals(End.IDLE, run(new Kept(), idle, Overflow.BLOCK, silent).end());
    }

    @Test
    void oneFailingSourceLeavesTheOthersAlone() {
        StreamException.Unreachable failure = new StreamException.Unreachable(Problem.of("gone"), null);
        Kept kept = new Kept();
        StreamResult result = run(kept, StopRules.NEVER, Overflow.BLOCK, new Script(sink -> {
            throw failure;
        }), counting(1, 5));
        assertEquals(List.of("1", "2", "3", "4", "5"), kept.ids());
        assertSame(failure, result.failures().getFirst());
        assertEquals(List.of(failure), told);
    }

    @Test
    void anErrorOfOursIsACrashAndEndsTheRun() {
        StreamResult result = run(new Kept(), StopRules.NEVER, Overflow.BLOCK, new Script(sink -> {
            throw new IllegalStateException("bug");
        }), new Script(sink -> new CountDownLatch(1).await()));
        assertInstanceOf(IllegalStateException.class, result.crash());
    }

    @Test
    void aClosedOutputEndsTheRun() {
        StreamResult result = run(new Kept() {
            @Override
            public void accept(StreamItem item) throws IOException {
                throw new IOException("Broken pipe");
            }
        }, StopRules.NEVER, Overflow.BLOCK, counting(1, 100_000));
        assertEquals(End.OUTPUT, result.end());
        assertNotNull(result.outputFailure());
    }

    @Test
    void whatAnOutputCouldNotKeepIsNotAcknowledged() {
        AtomicReference<Boolean> first = new AtomicReference<>();
        AtomicReference<Boolean> second = new AtomicReference<>();
        AtomicBoolean full = new AtomicBoolean(true);
        run(new Kept() {
            @Override
            public boolean flush() {
                return !full.get();
            }
        }, StopRules.NEVER, Overflow.BLOCK, new Script(sink -> {
            first.set(sink.putSafely(event(1), Duration.ofSeconds(5)));
            full.set(false);
            second.set(sink.putSafely(event(2), Duration.ofSeconds(5)));
        }));
        assertFalse(first.get());
        assertTrue(second.get());
    }

    @Test
    void anItemThatWaitedTooLongIsWithdrawnAndNeverDelivered() {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Kept kept = new Kept() {
            @Override
            public void accept(StreamItem item) throws IOException {
                super.accept(item);
                inside.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        AtomicReference<Boolean> late = new AtomicReference<>();
        run(kept, StopRules.NEVER, Overflow.BLOCK, new Script(sink -> {
            sink.put(event(1));
            inside.await();
            late.set(sink.putSafely(event(2), Duration.ofMillis(20)));
            release.countDown();
            sink.put(event(3));
        }));
        assertFalse(late.get());
        assertEquals(List.of("1", "3"), kept.ids());
    }

    @Test
    void dropOldestLosesTheOldestAndSaysSo() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        Kept kept = new Kept() {
            @Override
            public void accept(StreamItem item) throws IOException {
                inside.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.accept(item);
            }
        };
        int many = 20_000;
        StreamResult result = run(kept, StopRules.NEVER, Overflow.DROP_OLDEST, new Script(sink -> {
            sink.put(event(0));
            inside.await();
            for (int i = 1; i <= many; i++) {
                sink.put(event(i));
            }
            release.countDown();
        }));
        Gap gap = (Gap) kept.items.stream().filter(Gap.class::isInstance).findFirst().orElseThrow();
        assertEquals(result.dropped(), gap.count());
        assertTrue(gap.certain());
        assertEquals(many + 1, kept.ids().size() + result.dropped());
        assertEquals(String.valueOf(many), kept.ids().getLast());
        assertTrue(result.dropped() > 0);
    }

    @Test
    void overflowUnderFailEndsTheRun() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean released = new AtomicBoolean();
        Kept stuck = new Kept() {
            @Override
            public void accept(StreamItem item) {
                while (!released.get()) {
                    Thread.onSpinWait();
                }
            }
        };
        StreamResult result = run(stuck, StopRules.NEVER, Overflow.FAIL, new Script(sink -> {
            for (int i = 0; i < 20_000; i++) {
                sink.put(event(i));
            }
            released.set(true);
            never.await();
        }));
        assertEquals(End.OVERFLOW, result.end());
    }

    @Test
    void lastWordsOfASourceGetThroughWhenItIsStopped() {
        Kept kept = new Kept();
        StreamResult result = run(kept, limit(1), Overflow.BLOCK, new Script(sink -> {
            try {
                sink.put(event(1));
                new CountDownLatch(1).await();
            } finally {
                Thread.interrupted();
                assertFalse(sink.putSafely(event(2), Duration.ofSeconds(5)), "no event after the end");
                sink.put(new Notice("s", Instant.now(), Notice.Kind.UNSUBSCRIBED, "bye"));
            }
        }));
        assertEquals(End.LIMIT, result.end());
        assertEquals(List.of("1"), kept.ids());
        assertTrue(kept.items.getLast() instanceof Notice n && n.text().equals("bye"), kept.items.toString());
    }

    @Test
    void stopFromOutsideEndsIt() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Pipeline pipeline = pipeline(List.of(new Script(sink -> {
            started.countDown();
            new CountDownLatch(1).await();
        })), Optional::of, new Kept(), StopRules.NEVER, Overflow.BLOCK);
        Thread stopper = Thread.ofVirtual().start(() -> {
            try {
                started.await();
                pipeline.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertEquals(End.STOPPED, pipeline.run(Subscription.LIVE).end());
        stopper.join();
    }
}
