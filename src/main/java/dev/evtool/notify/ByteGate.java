package dev.evtool.notify;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Command;
import com.rabbitmq.client.TrafficListener;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bounds what waits here in bytes. The prefetch counts messages, and RabbitMQ knows no other measure; but one of them
/// may have 128 MB. While too much waits, nothing more is read off the network.
final class ByteGate implements TrafficListener {

    private static final long MOST = 16 << 20;
    private static final int HUGE = 1 << 20;
    private static final Duration CALM = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private long waiting;
    /// How many answers are waited for: they come behind the messages, so these have to be let in.
    private int answers;
    private boolean closed;
    private volatile long lastHuge = System.nanoTime() - CALM.toNanos();

    @Override
    public void write(Command outbound) {
        // only what comes in takes room
    }

    /// Runs on the thread that reads the connection, and holds it up.
    @Override
    public void read(Command inbound) {
        if (!(inbound.getMethod() instanceof AMQP.Basic.Deliver)) {
            return;
        }
        lock.lock();
        try {
            // for those before it: this one is not delivered yet, so nobody could take it
            while (waiting > MOST && answers == 0 && !closed) {
                opened.awaitUninterruptibly();
            }
            int length = inbound.getContentBody().length;
            waiting += length;
            lastHuge = length > HUGE ? System.nanoTime() : lastHuge;
        } finally {
            lock.unlock();
        }
    }

    /// A message waits no longer.
    void taken(int bytes) {
        change(() -> waiting -= bytes);
    }

    /// Whether no huge message came of late: each question lets one or two of them in before its answer.
    boolean isCalm() {
        return System.nanoTime() - lastHuge >= CALM.toNanos();
    }

    void answerAwaited() {
        change(() -> answers++);
    }

    void answered() {
        change(() -> answers--);
    }

    /// Lets everything in from now on, so that the connection can come to its end.
    void open() {
        change(() -> closed = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
