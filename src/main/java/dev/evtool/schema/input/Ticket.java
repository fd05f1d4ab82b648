package dev.evtool.schema.input;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A step in the queue: known to be next before it is prepared.
final class Ticket {

    private final @Nullable Step step;
    private final CountDownLatch prepared;
    private volatile @Nullable Throwable failure;

    private Ticket(@Nullable Step step, int steps, @Nullable Throwable failure) {
        this.step = step;
        this.prepared = new CountDownLatch(steps);
        this.failure = failure;
    }

    static Ticket of(Step step) {
        return new Ticket(step, 1, null);
    }

    /// Behind the last step.
    static Ticket end() {
        return new Ticket(null, 0, null);
    }

    /// Behind the last step, because of a mistake in the program.
    static Ticket failed(Throwable failure) {
        return new Ticket(null, 0, failure);
    }

    boolean isLast() {
        return step == null;
    }

    Step step() {
        return Objects.requireNonNull(step);
    }

    /// How much memory it holds.
    int kib() {
        return step == null ? 0 : step.size() >> 10;
    }

    /// What goes wrong is told to who waits for it.
    void prepare(Judge judge) {
        try {
            step().prepare(judge);
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            prepared.countDown();
        }
    }

    void await() throws InterruptedException {
        prepared.await();
        Throwable wrong = failure;
        if (wrong != null) {
            throw new IllegalStateException("a worker failed", wrong);
        }
    }
}
