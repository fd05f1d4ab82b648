package dev.evtool.container;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The last events of an embedded engine, and its listeners. Who listens misses nothing between what was and what
/// comes; who does not take what waits for him for a while misses the next event, without a word, as with a real engine
/// (`container-events.md`, 2.3).
final class EventRing<T> {

    /// What real engines keep for one listener.
    private static final int WAITING = 1024;
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final int most;
    private final Deque<T> past = new ArrayDeque<>();
    private final List<EventQueue<T>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock telling = new ReentrantLock(true);
    private final AtomicLong dropped = new AtomicLong();

    /// @param most how many events are remembered
    EventRing(int most) {
        this.most = most;
    }

    /// One who listens, from the moment of the call on.
    ///
    /// @param past what was before, oldest first
    record Listening<T>(List<T> past, EventQueue<T> coming, EventRing<T> ring) implements AutoCloseable {

        /// The next event; `null` when the deadline passes, or when it is over.
        @Nullable
        T next(long deadline) throws InterruptedException {
            return coming.next(deadline);
        }

        @Override
        public void close() {
            coming.end();
            ring.listeners.remove(coming);
        }
    }

    Listening<T> listen() {
        lock.lock();
        try {
            EventQueue<T> coming = new EventQueue<>(WAITING);
            listeners.add(coming);
            return new Listening<>(new ArrayList<>(past), coming, this);
        } finally {
            lock.unlock();
        }
    }

    /// Remembers an event and tells it.
    void tell(T event) throws InterruptedException {
        telling.lockInterruptibly();
        try {
            hand(event, remember(event));
        } finally {
            telling.unlock();
        }
    }

    /// Tells something that is not remembered.
    void tellOnce(T event) throws InterruptedException {
        telling.lockInterruptibly();
        try {
            hand(event, listeners);
        } finally {
            telling.unlock();
        }
    }

    /// @return who is to be told
    private List<EventQueue<T>> remember(T event) {
        lock.lock();
        try {
            past.addLast(event);
            if (past.size() > most) {
                past.removeFirst();
            }
            return List.copyOf(listeners);
        } finally {
            lock.unlock();
        }
    }

    private void hand(T event, List<EventQueue<T>> to) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (EventQueue<T> listener : to) {
            if (!listener.offer(event, deadline)) {
                dropped.incrementAndGet();
            }
        }
    }

    int listeners() {
        return listeners.size();
    }

    /// How many events listeners have missed by their own slowness.
    long dropped() {
        return dropped.get();
    }
}
