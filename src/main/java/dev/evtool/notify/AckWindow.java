package dev.evtool.notify;

import dev.evtool.stream.Sink;
import java.util.ArrayDeque;

/// Messages that were handed on and are not acknowledged yet. They are acknowledged in their order, many at once, when
/// they are safe; those that could not be kept are given back to the broker.
final class AckWindow {

    /// A message on its way.
    private record Pending(long tag, Sink.Promise promise, Runnable forget) {}

    private final Tap tap;
    private final int most;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private boolean refused;

    /// @param prefetch how many the broker sends before it waits for an acknowledgement
    AckWindow(Tap tap, int prefetch) {
        this.tap = tap;
        this.most = Math.max(1, prefetch / 2);
    }

    /// @param forget undoes what was noted of the message, if it will come again
    void add(long tag, Sink.Promise promise, Runnable forget) throws BrokerException, InterruptedException {
        pending.add(new Pending(tag, promise, forget));
        if (pending.size() >= most) {
            settle(most / 2);
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /// Waits until all of them are safe or refused.
    void settleAll() throws BrokerException, InterruptedException {
        settle(0);
    }

    /// Whether one was refused since this was asked last.
    boolean wasRefused() {
        boolean was = refused;
        refused = false;
        return was;
    }

    private void settle(int rest) throws BrokerException, InterruptedException {
        long safe = -1;
        while (pending.size() > rest) {
            Pending next = pending.remove();
            if (next.promise().isKept()) {
                safe = next.tag();
                continue;
            }
            if (safe >= 0) {
                tap.acknowledge(safe);
                safe = -1;
            }
            refused = true;
            next.forget().run();
            tap.giveBack(next.tag());
        }
        if (safe >= 0) {
            tap.acknowledge(safe);
        }
    }
}
