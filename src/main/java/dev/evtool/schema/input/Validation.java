package dev.evtool.schema.input;

import dev.evtool.schema.Judgement;
import dev.evtool.schema.RecordCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Has all records of some inputs judged, on as many threads as is worth it, and delivers them in order.
///
/// What little there is in files is judged at once, where it was asked for: for a small file, starting threads takes
/// longer than reading it.
public final class Validation {

    /// The longest record in bytes. The longest text that a message broker takes by default; what is longer is a file
    /// that was taken for a record.
    public static final int LONGEST = 16 << 20;

    /// Records can be of two bytes, each with a verdict of its own: what is ahead of the reports is bounded by this.
    private static final int BUFFER = 1 << 16;
    private static final int WORTH_THREADS = 1 << 19;

    private final Supplier<RecordCheck> checks;
    private final int workers;
    private final Predicate<Judgement> fails;
    private final int longest;
    private final int buffer;

    /// @param checks makes one for each worker
    /// @param workers how many threads may judge
    /// @param fails whether a record with that judgement fails the run
    public Validation(Supplier<RecordCheck> checks, int workers, Predicate<Judgement> fails) {
        this(checks, workers, fails, LONGEST, BUFFER);
    }

    Validation(Supplier<RecordCheck> checks, int workers, Predicate<Judgement> fails, int longest, int buffer) {
        this.checks = checks;
        this.workers = workers;
        this.fails = fails;
        this.longest = longest;
        this.buffer = buffer;
    }

    /// Validates the inputs until they are over or the sink has enough. Nothing that stands in them stops it.
    ///
    /// @throws InterruptedException if the thread is interrupted; no worker is left behind
    public void run(List<Input> inputs, Sink sink) throws InterruptedException {
        BufferPool pool = new BufferPool(buffer);
        Reading reading = new Reading(inputs, pool, longest);
        Delivery delivery = new Delivery(sink, fails);
        try {
            if (alone(reading, pool, delivery)) {
                try (Crew crew = new Crew(reading, pool, this::judge, workers)) {
                    crew.deliver(delivery);
                }
            }
        } finally {
            close(reading);
        }
    }

    private Judge judge() {
        return new Judge(checks.get(), longest);
    }

    /// Judges on this thread as long as that is little, and nothing has to be waited for; `true` if there may be more.
    private boolean alone(Reading reading, BufferPool pool, Delivery delivery) throws InterruptedException {
        Judge judge = judge();
        long done = 0;
        while (!delivery.isOver()) {
            if (reading.mayWait() || (workers > 1 && done > WORTH_THREADS)) {
                return true;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Step step = reading.next();
            if (step == null) {
                return false;
            }
            step.prepare(judge);
            step.deliver(delivery);
            done += step.size();
            step.recycle(pool);
        }
        return false;
    }

    private static void close(Reading reading) {
        try {
            reading.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
