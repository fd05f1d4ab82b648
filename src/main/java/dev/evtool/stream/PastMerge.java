package dev.evtool.stream;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Puts what several sources know of the past in the order of time, on its way to the pipeline. Each source has a lane;
/// an event goes on when no lane can bring an earlier one. That is over when all sources have caught up with the
/// present, or when those that are late have been waited for long enough: then each item goes on as it comes. Gaps and
/// notices never wait.
final class PastMerge implements AutoCloseable {

    /// How long the others wait for sources from which nothing comes.
    ///
    /// @param unconnected for one that has not reached its peer: a host that is down must not hold up the others for long
    /// @param connected for one that has, and is still being told
    record Patience(Duration unconnected, Duration connected) {

        static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    private static final int MOST_WAITING = 4096;
    private static final long MOST_BYTES = 16 << 20;

    private final Sink target;
    private final Patience patience;
    private final IdentityHashMap<Source, Lane> lanes = new IdentityHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Thread clock;
    private long lastMove = System.nanoTime();
    private volatile boolean done;

    /// @param target where everything goes on to
    PastMerge(Sink target, List<Source> sources, Subscription subscription) {
        this(target, sources, subscription, Patience.USUAL);
    }

    /// The same with another patience.
    PastMerge(Sink target, List<Source> sources, Subscription subscription, Patience patience) {
        this.target = target;
        this.patience = patience;
        sources.stream().filter(source -> source.hasPast(subscription))
                .forEach(source -> lanes.put(source, new Lane()));
        this.done = lanes.size() < 2;
        this.clock = Thread.ofVirtual().name("past").start(this::loosePatience);
    }

    /// The way for one of the sources; those without a past go straight on.
    Sink sink(Source source) {
        Lane lane = lanes.get(source);
        return lane == null ? target : lane;
    }

    /// Nothing more comes from this one.
    void ended(Source source) {
        sink(source).caughtUp();
    }

    /// One source's way through.
    private final class Lane implements Sink {

        private final ArrayDeque<Event> waiting = new ArrayDeque<>();
        private long bytes;
        private boolean caughtUp;
        private volatile boolean connected;

        @Override
        public void put(StreamItem item) throws InterruptedException {
            if (done || !(item instanceof Event event)) {
                connected |= item instanceof Notice notice && notice.kind() == Notice.Kind.CONNECTED;
                target.put(item);
                return;
            }
            lock.lockInterruptibly();
            try {
                while (!done && (waiting.size() >= MOST_WAITING || bytes >= MOST_BYTES)) {
                    moved.await();
                }
                waiting.add(event);
                bytes += event.payload().bytes().length;
                release();
            } finally {
                lock.unlock();
            }
        }

        private long patience() {
            return (connected ? patience.connected() : patience.unconnected()).toNanos();
        }

        @Override
        public boolean putSafely(StreamItem item, Duration limit) throws InterruptedException {
            return target.putSafely(item, limit);
        }

        @Override
        public Promise promise(StreamItem item) throws InterruptedException {
            return target.promise(item);
        }

        @Override
        public boolean isEnding() {
            return target.isEnding();
        }

        @Override
        public void caughtUp() {
            lock.lock();
            try {
                caughtUp = true;
                release();
            } catch (InterruptedException toldToStop) {
                Thread.currentThread().interrupt();
            } finally {
                lock.unlock();
            }
        }
    }

    /// Lets go of all that nothing earlier can come before any more.
    private void release() throws InterruptedException {
        boolean allCaughtUp = lanes.values().stream().allMatch(lane -> lane.caughtUp);
        Lane first = earliest();
        while (first != null
                && (allCaughtUp || lanes.values().stream().noneMatch(l -> !l.caughtUp && l.waiting.isEmpty()))) {
            target.put(first.waiting.getFirst());
            first.bytes -= first.waiting.removeFirst().payload().bytes().length;
            lastMove = System.nanoTime();
            moved.signalAll();
            first = earliest();
        }
        if (allCaughtUp) {
            done = true;
            moved.signalAll();
        }
    }

    private @Nullable Lane earliest() {
        Lane first = null;
        for (Lane lane : lanes.values()) {
            Event head = lane.waiting.peek();
            if (head != null && (first == null || head.when().isBefore(first.waiting.getFirst().when()))) {
                first = lane;
            }
        }
        return first;
    }

    private void loosePatience() {
        try {
            while (!done) {
                TimeUnit.MILLISECONDS.sleep(100);
                lock.lockInterruptibly();
                try {
                    long still = System.nanoTime() - lastMove;
                    lanes.values().stream().filter(lane -> lane.waiting.isEmpty() && still >= lane.patience())
                            .forEach(lane -> lane.caughtUp = true);
                    release();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody waits any longer.
    @Override
    public void close() {
        clock.interrupt();
    }
}
