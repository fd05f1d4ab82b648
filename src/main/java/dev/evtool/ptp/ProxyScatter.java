package dev.evtool.ptp;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Sends each event to each subscriber by a thread of its own, as v1 publishers do: events a millisecond apart arrive in
/// any order (`ptp.md`, section 5.2), here by a delay that the seed gives.
final class ProxyScatter implements ProxyDelivery {

    private static final long MOST_DELAY_NANOS = 3_000_000;

    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("proxy-scatter-", 0).factory());
    private final ProxyPusher pusher;
    private final Random random;
    private final Semaphore turns;

    /// @param random the delays
    /// @param atOnce how many are posted at once: sidecars post one event after the other, in the order in which their
    ///        publisher's threads brought them, so that a slow consumer delays all that is behind it
    ProxyScatter(ProxyPusher pusher, Random random, int atOnce) {
        this.pusher = pusher;
        this.random = random;
        this.turns = new Semaphore(atOnce, true);
    }

    @Override
    public boolean send(String address, PtpMessage message) throws InterruptedException {
        List<ProxySubscription> all = pusher.audience().of(address);
        boolean sent = true;
        for (ProxySubscription to : all) {
            sent &= send(to, message);
        }
        return sent && !threads.isShutdown();
    }

    private boolean send(ProxySubscription to, PtpMessage message) throws InterruptedException {
        if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            pusher.dropped();
            return false;
        }
        long delay = delay();
        try {
            threads.execute(() -> arrive(to, message, delay));
            return true;
        } catch (RejectedExecutionException closed) {
            room.release();
            pusher.dropped();
            return false;
        }
    }

    private synchronized long delay() {
        return random.nextLong(MOST_DELAY_NANOS);
    }

    private void arrive(ProxySubscription to, PtpMessage message, long delay) {
        try {
            TimeUnit.NANOSECONDS.sleep(delay);
            turns.acquire();
            try {
                pusher.push(to, message);
            } finally {
                turns.release();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    @Override
    public ProxyCounts counts() {
        return pusher.counts();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        pusher.close();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
