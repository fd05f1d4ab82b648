package dev.evtool.stream;

import dev.evtool.event.StreamItem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// One item on its way from a source to the outputs, and what became of it.
final class Handover {

    private enum State {
        WAITING, TAKEN, KEPT, REFUSED
    }

    private final StreamItem item;
    private final long deadline;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CountDownLatch settled = new CountDownLatch(1);

    /// @param deadline when its source gives up on it, by [System#nanoTime]
    Handover(StreamItem item, long deadline) {
        this.item = item;
        this.deadline = deadline;
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

    /// Lets the source go if the time is over; an item that still waits is withdrawn. The pipeline calls this now and
    /// then: a timer for each item would cost more than all the rest of its way.
    ///
    /// @return whether nobody waits for it any more
    boolean expire(long now) {
        if (now - deadline >= 0) {
            state.compareAndSet(State.WAITING, State.REFUSED);
            settled.countDown();
        }
        return settled.getCount() == 0;
    }

    /// Waits until the item is settled or its time is over.
    boolean isKept() throws InterruptedException {
        settled.await();
        return state.get() == State.KEPT;
    }
}
