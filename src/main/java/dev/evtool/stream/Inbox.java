package dev.evtool.stream;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.StreamItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The queue between sources and pipeline, bounded by items and by bytes.
final class Inbox implements Sink {

    private static final int MOST_ITEMS = 8192;
    private static final long MOST_BYTES = 64 << 20;
    private static final int BATCH = 512;
    private static final long ITEM_OVERHEAD = 512L;
    /// As long as the clock's difference of two times can be; 146 years.
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final Overflow overflow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private final ArrayDeque<Handover> queue = new ArrayDeque<>();
    /// Those whose sources wait to hear of them.
    private final ArrayDeque<Handover> promised = new ArrayDeque<>();
    private long bytes;
    private volatile boolean ending;
    private boolean finished;
    private boolean waking;
    private boolean overflowed;
    private long dropped;
    private long droppedNow;
    private @Nullable Instant firstDropped;
    private @Nullable Instant lastDropped;

    Inbox(Overflow overflow) {
        this.overflow = overflow;
    }

    @Override
    public void put(StreamItem item) throws InterruptedException {
        enqueue(new Handover(item, Long.MAX_VALUE), Long.MAX_VALUE, false);
    }

    @Override
    public boolean putSafely(StreamItem item, Duration limit) throws InterruptedException {
        Handover handover = new Handover(item, System.nanoTime() + limit.toNanos());
        // who drops the oldest has no promise to wait for: the loss, if any, will be shown
        boolean promise = overflow != Overflow.DROP_OLDEST;
        boolean taken = enqueue(handover, limit.toNanos(), promise) && (!promise || handover.isKept());
        if (!taken && !ending && overflow == Overflow.FAIL) {
            locked(() -> {
                overflowed = true;
                filled.signal();
            });
        }
        return taken;
    }

    @Override
    public Promise promise(StreamItem item) throws InterruptedException {
        // who drops the oldest has no promise to wait for: the loss, if any, will be shown
        boolean promise = overflow != Overflow.DROP_OLDEST;
        Handover handover = new Handover(item, System.nanoTime() + NEVER);
        boolean taken = enqueue(handover, Long.MAX_VALUE, promise);
        return promise && taken ? handover::isKept : () -> taken;
    }

    private boolean enqueue(Handover handover, long limitNanos, boolean promise) throws InterruptedException {
        long left = limitNanos;
        lock.lockInterruptibly();
        try {
            while (isFull() && !ending && overflow == Overflow.BLOCK) {
                if (left <= 0) {
                    return false;
                }
                left = emptied.awaitNanos(left);
            }
            if (ending && handover.item() instanceof Event) {
                return false;
            }
            if (isFull() && !ending) {
                makeRoom();
            }
            if (overflowed && handover.item() instanceof Event) {
                return false;
            }
            queue.add(handover);
            bytes += weight(handover.item());
            if (promise) {
                promised.add(handover);
            }
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return queue.size() >= MOST_ITEMS || bytes >= MOST_BYTES;
    }

    /// Drops the oldest event; gaps and notices are few, and are what the drop must not hide.
    private void makeRoom() {
        if (overflow == Overflow.FAIL) {
            overflowed = true;
            filled.signal();
            return;
        }
        for (Iterator<Handover> oldest = queue.iterator(); oldest.hasNext();) {
            Handover candidate = oldest.next();
            if (candidate.item() instanceof Event event) {
                oldest.remove();
                bytes -= weight(event);
                candidate.settle(false);
                countDrop(event);
                return;
            }
        }
    }

    private void countDrop(Event event) {
        dropped++;
        droppedNow++;
        firstDropped = firstDropped == null ? event.received() : firstDropped;
        lastDropped = event.received();
    }

    private static long weight(StreamItem item) {
        return ITEM_OVERHEAD + (item instanceof Event e ? e.payload().bytes().length : 0);
    }

    /// The next items, as many as wait up to a bound; empty when the time is over, all sources are done, or the stream
    /// has begun to end.
    List<Handover> take(long limitNanos) throws InterruptedException {
        long left = limitNanos;
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && droppedNow == 0 && !finished && !(overflowed && !ending) && left > 0 && !waking) {
                left = filled.awaitNanos(left);
            }
            waking = false;
            List<Handover> batch = new ArrayList<>(Math.min(queue.size(), BATCH) + 1);
            dropGap(batch);
            while (batch.size() < BATCH && !queue.isEmpty()) {
                Handover next = queue.remove();
                bytes -= weight(next.item());
                if (next.take()) {
                    batch.add(next);
                }
            }
            emptied.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void dropGap(List<Handover> batch) {
        if (droppedNow > 0 && firstDropped != null && lastDropped != null) {
            Handover gap = new Handover(Gap.certain("evtool", firstDropped, lastDropped,
                    "the output is slower than the events: the oldest were dropped (--on-overflow drop-oldest)",
                    droppedNow), Long.MAX_VALUE);
            gap.take();
            batch.add(gap);
        }
        droppedNow = 0;
        firstDropped = null;
    }

    /// Lets go of sources whose time is over.
    void expire() {
        locked(() -> promised.removeIf(handover -> handover.expire(System.nanoTime())));
    }

    @Override
    public boolean isEnding() {
        return ending;
    }

    /// No more items will come: what waits can still be taken.
    void finish() {
        locked(() -> {
            finished = true;
            filled.signalAll();
        });
    }

    /// The stream ends: events are refused from now on, those that wait too, so that no peer is told otherwise. What
    /// the sources have to say of their end still gets through.
    ///
    /// @param unwanted whether what waits is no longer wanted; else it is a loss if its source was told that it was taken
    void refuseEvents(boolean unwanted) {
        locked(() -> {
            ending = true;
            waking = true;
            filled.signalAll();
            emptied.signalAll();
            for (Iterator<Handover> waiting = queue.iterator(); waiting.hasNext();) {
                Handover handover = waiting.next();
                if (handover.item() instanceof Event event) {
                    handover.settle(false);
                    waiting.remove();
                    if (overflow == Overflow.DROP_OLDEST && !unwanted) {
                        countDrop(event);
                    }
                }
            }
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    boolean isDrained() {
        lock.lock();
        try {
            return finished && queue.isEmpty() && droppedNow == 0;
        } finally {
            lock.unlock();
        }
    }

    boolean isOverflowed() {
        lock.lock();
        try {
            return overflowed;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
