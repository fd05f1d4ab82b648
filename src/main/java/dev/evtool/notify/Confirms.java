package dev.evtool.notify;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import dev.evtool.stream.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What was published and is not confirmed yet, in a bounded window; and what the broker says meanwhile: that nobody has a
/// queue for a message, that it takes no more for now, that it closes the channel. Safe for threads.
final class Confirms implements ConfirmListener, ReturnCallback, BlockedListener, ShutdownListener {

    private static final int MOST = 512;
    /// A broker that stops reading must not leave us stuck in a write: less than what sockets hold.
    private static final int MOST_BYTES = 1 << 20;

    /// Qpid may give a message back a moment after it has refused it.
    private static final Duration GIVING_BACK = Duration.ofSeconds(1);

    private final BrokerSettings broker;
    private final Duration patience;
    private final Consumer<String> news;
    private final TreeMap<Long, Integer> pending = new TreeMap<>();
    private final Map<String, Long> unrouted = new TreeMap<>();
    private long bytes;
    private long confirmed;
    private long refused;
    private @Nullable String blocked;
    private @Nullable BrokerException broken;
    private long since = System.nanoTime();

    Confirms(BrokerSettings broker, Duration patience, Consumer<String> news) {
        this.broker = broker;
        this.patience = patience;
        this.news = news;
    }

    /// Notes that a message is about to go, once there is room for it.
    ///
    /// @throws BrokerException if there will be none
    synchronized void begin(long number, int size) throws BrokerException, InterruptedException {
        await(() -> blocked == null && pending.size() < MOST && (bytes + size <= MOST_BYTES || pending.isEmpty()),
                patience);
        if (pending.isEmpty()) {
            since = System.nanoTime();
        }
        pending.put(number, size);
        bytes += size;
    }

    /// Waits until all are confirmed or refused.
    ///
    /// @param most how long the broker may say nothing
    /// @throws BrokerException if they will not be
    synchronized void awaitAll(Duration most) throws BrokerException, InterruptedException {
        await(pending::isEmpty, most);
        long deadline = System.nanoTime() + GIVING_BACK.toNanos();
        while (refused() > 0 && System.nanoTime() < deadline && broken == null) {
            wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    private void await(BooleanSupplier condition, Duration most) throws BrokerException, InterruptedException {
        requireOpen();
        while (!condition.getAsBoolean()) {
            long left = most.toMillis() - (System.nanoTime() - since) / 1_000_000;
            if (left <= 0) {
                throw new BrokerException(silence(most), 0, null);
            }
            wait(left);
            requireOpen();
        }
    }

    private void requireOpen() throws BrokerException {
        if (broken != null) {
            throw broken;
        }
    }

    private Problem silence(Duration most) {
        String time = most.toSeconds() + " s";
        return blocked == null
                ? new Problem(broker.name() + " confirmed nothing for " + time, "it is overloaded, or a node is down",
                        "--timeout waits longer")
                : new Problem(broker.name() + " takes no messages: " + blocked + ", for " + time,
                        "an alarm: the broker is short of memory or disk", "rabbitmqctl status shows its alarms; "
                                + "consumers that drain queues free memory; --timeout waits longer");
    }

    private synchronized void settle(long number, boolean multiple, boolean taken) {
        Map<Long, Integer> settled = multiple ? pending.headMap(number, true) : pending.subMap(number, true, number,
                true);
        for (int size : settled.values()) {
            bytes -= size;
            confirmed += taken ? 1 : 0;
            refused += taken ? 0 : 1;
        }
        settled.clear();
        since = System.nanoTime();
        notifyAll();
    }

    @Override
    public void handleAck(long number, boolean multiple) {
        settle(number, multiple, true);
    }

    @Override
    public void handleNack(long number, boolean multiple) {
        settle(number, multiple, false);
    }

    /// Comes before the confirmation of the same message, if the broker is RabbitMQ.
    @Override
    public synchronized void handle(Return message) {
        unrouted.merge(message.getRoutingKey(), 1L, Long::sum);
        notifyAll();
    }

    @Override
    public void handleBlocked(String reason) {
        synchronized (this) {
            blocked = reason;
            since = System.nanoTime();
            notifyAll();
        }
        news.accept(broker.name() + " takes no messages for now: " + reason + "; waiting up to "
                + patience.toSeconds() + " s");
    }

    @Override
    public void handleUnblocked() {
        synchronized (this) {
            blocked = null;
            since = System.nanoTime();
            notifyAll();
        }
        news.accept(broker.name() + " takes messages again");
    }

    @Override
    public synchronized void shutdownCompleted(ShutdownSignalException signal) {
        if (!signal.isInitiatedByApplication() && broken == null) {
            broken = BrokerFailure.of(signal, broker);
            notifyAll();
        }
    }

    synchronized long confirmed() {
        return confirmed;
    }

    /// Messages that the broker could not keep. RabbitMQ confirms also what it gives back; Qpid refuses it.
    synchronized long refused() {
        return Math.max(0, refused - unrouted.values().stream().mapToLong(Long::longValue).sum());
    }

    /// How many messages came back because no queue is bound, by their routing keys.
    synchronized Map<String, Long> unrouted() {
        return Map.copyOf(unrouted);
    }
}
