package dev.evtool.schema.input;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Workers that read and judge. One after the other they take the next piece of the inputs, which also gives it its place in
/// the queue, and then judge it side by side; who delivers waits for the first in the queue. So there is no thread that only
/// reads, and none is without work while there is any.
///
/// They are platform threads: a virtual one that waits for a pipe cannot be interrupted (JDK 25).
final class Crew implements AutoCloseable {

    private static final int AHEAD_EACH = 4;
    private static final int HELD_KIB = 64 << 10;
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final int TRIES = 100;

    private final Reading reading;
    private final BufferPool pool;
    private final BlockingQueue<Ticket> queue;
    private final Semaphore held = new Semaphore(HELD_KIB);
    private final ReentrantLock turn = new ReentrantLock();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean ended;

    Crew(Reading reading, BufferPool pool, Supplier<Judge> judges, int size) {
        this.reading = reading;
        this.pool = pool;
        queue = new ArrayBlockingQueue<>(AHEAD_EACH * size);
        for (int i = 1; i <= size; i++) {
            Judge judge = judges.get();
            workers.add(Thread.ofPlatform().daemon().name("validating " + i).unstarted(() -> work(judge)));
        }
        workers.forEach(Thread::start);
    }

    private void work(Judge judge) {
        try {
            for (Ticket ticket = take(); ticket != null; ticket = take()) {
                ticket.prepare(judge);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Ticket take() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            if (ended) {
                return null;
            }
            Ticket ticket = next();
            ended = ticket.isLast();
            held.acquire(ticket.kib());
            queue.put(ticket);
            return ended ? null : ticket;
        } finally {
            turn.unlock();
        }
    }

    private Ticket next() throws InterruptedException {
        try {
            Step step = reading.next();
            return step == null ? Ticket.end() : Ticket.of(step);
        } catch (RuntimeException | Error e) {
            return Ticket.failed(e);
        }
    }

    /// Delivers until the inputs are over or the delivery is.
    void deliver(Delivery delivery) throws InterruptedException {
        while (!delivery.isOver()) {
            Ticket ticket = queue.poll();
            if (ticket == null) {
                delivery.pause();
                ticket = queue.take();
            }
            ticket.await();
            if (ticket.isLast()) {
                return;
            }
            ticket.step().deliver(delivery);
            ticket.step().recycle(pool);
            held.release(ticket.kib());
        }
    }

    /// Ends the workers. Who waits in a stream that does not give way to an interrupt is left alone after two seconds: it is
    /// a daemon, and ends with the stream or the program.
    @Override
    public void close() {
        ended = true;
        boolean interrupted = false;
        for (Thread worker : workers) {
            boolean alive = true;
            for (int i = 0; alive && i < TRIES; i++) {
                // again and again: a stream may take an interrupt for a failure of its own
                worker.interrupt();
                try {
                    alive = !worker.join(PATIENCE);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
