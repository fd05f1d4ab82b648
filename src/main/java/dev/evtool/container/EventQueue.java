package dev.evtool.container;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for one listener of an embedded engine: so much and no more.
final class EventQueue<T> {

    private final int most;
    private final Deque<T> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean over;

    EventQueue(int most) {
        this.most = most;
    }

    /// Adds an event, waiting for room until the deadline.
    ///
    /// @param deadline by [System#nanoTime]
    /// @return false if the event found no room
    boolean offer(T event, long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() >= most && !over) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                changed.awaitNanos(left);
            }
            if (!over) {
                waiting.add(event);
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// The next event; `null` when the deadline passes, or when it is over.
    @Nullable
    T next(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !over) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return null;
                }
                changed.awaitNanos(left);
            }
            changed.signalAll();
            return over ? null : waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Nobody listens any more.
    void end() {
        lock.lock();
        try {
            over = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }
}
