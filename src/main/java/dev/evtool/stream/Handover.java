package dev.evtool.stream;

import dev.evtool.event.StreamItem;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// One item on its way from a source to the outputs, and what became of it.
final class Handover {

    private enum State {
        WAITING, TAKEN, KEPT, REFUSED
    }

    private final StreamItem item;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch settled = new CountDownLatch(1);

    Handover(StreamItem item) {
        this.item = item;
    }

    StreamItem item() {
        return item;
    }

    /// The pipeline takes the item; false if its source has given up on it.
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    void settle(boolean kept) {
        state.set(kept ? State.KEPT : State.REFUSED);
        settled.countDown();
    }

    /// Waits until the item is settled. When the time is over, an item that still waits is withdrawn.
    boolean isKeptWithin(Duration limit) throws InterruptedException {
        if (!settled.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            state.compareAndSet(State.WAITING, State.REFUSED);
        }
        return state.get() == State.KEPT;
    }
}
