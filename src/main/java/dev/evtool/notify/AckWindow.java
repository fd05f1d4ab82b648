package dev.evtool.notify;

import dev.evtool.stream.Sink;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Messages that were handed on and are not acknowledged yet. They are acknowledged in their order, many at once, when
/// they are safe; those that could not be kept are given back to the broker.
final class AckWindow {

    private static final long NONE = -1;
    /// What is on its way is kept in memory until then.
    private static final long MOST_BYTES = 16 << 20;

    /// A message on its way.
    private record Pending(long tag, int bytes, Sink.Promise promise, Runnable forget) {}

    private final Tap tap;
    private final int most;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private long bytes;
    /// The latest that is safe, and not acknowledged yet.
    private long safe = NONE;
    private boolean refused;

    /// @param prefetch how many the broker sends before it waits for an acknowledgement
    AckWindow(Tap tap, int prefetch) {
        this.tap = tap;
        this.most = Math.max(1, prefetch / 2);
    }

    /// Waits for some of those before if there are many.
    void add(Arrival arrival, NotifyIntake.Taken taken) throws BrokerException, InterruptedException {
        hold(arrival, taken);
        if (pending.size() >= most || bytes >= MOST_BYTES) {
            settle(bytes >= MOST_BYTES ? 0 : most / 2);
        }
    }

    /// Adds without any waiting, which who cannot acknowledge any more has no use for.
    void hold(Arrival arrival, NotifyIntake.Taken taken) {
        pending.add(new Pending(arrival.tag(), arrival.body().length, taken.promise(), taken.forget()));
        bytes += arrival.body().length;
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /// Waits until all of them are safe or refused.
    void settleAll() throws BrokerException, InterruptedException {
        settle(0);
    }

    /// Waits until it is known of all of them, though the broker can no longer be told: it will deliver them again.
    ///
    /// @return how many were refused
    int abandon() throws InterruptedException {
        int lost = 0;
        for (Pending next = removed(); next != null; next = removed()) {
            if (!next.promise().isKept()) {
                next.forget().run();
                lost++;
            }
        }
        return lost;
    }

    /// Whether one was refused since this was asked last.
    boolean wasRefused() {
        boolean was = refused;
        refused = false;
        return was;
    }

    private void settle(int rest) throws BrokerException, InterruptedException {
        while (pending.size() > rest) {
            Pending next = pending.element();
            boolean kept = next.promise().isKept();
            removed();
            if (kept) {
                safe = next.tag();
                continue;
            }
            acknowledge();
            refused = true;
            next.forget().run();
            tap.giveBack(next.tag());
        }
        acknowledge();
    }

    private @Nullable Pending removed() {
        Pending oldest = pending.poll();
        bytes -= oldest == null ? 0 : oldest.bytes();
        return oldest;
    }

    private void acknowledge() throws BrokerException {
        if (safe != NONE) {
            tap.acknowledge(safe);
            safe = NONE;
        }
    }
}
