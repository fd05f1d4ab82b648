package dev.evtool.ptp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Sends one event after the other, to its subscribers one after the other in random order (`ptp.md`, section 3.3). A
/// consumer that takes its time delays all others.
final class ProxyQueue implements ProxyDelivery {

    private record Outgoing(String address, PtpMessage message) {}

    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final ProxyPusher pusher;
    private final Random random;
    private final Thread thread;

    ProxyQueue(ProxyPusher pusher, Random random) {
        this.pusher = pusher;
        this.random = random;
        this.thread = Thread.ofVirtual().name("proxy-delivery").start(this::run);
    }

    @Override
    public boolean send(String address, PtpMessage message) throws InterruptedException {
        boolean queued = thread.isAlive()
                && queue.offer(new Outgoing(address, message), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (!queued) {
            pusher.dropped();
        }
        return queued;
    }

    @Override
    public ProxyCounts counts() {
        return pusher.counts();
    }

    private void run() {
        try {
            while (true) {
                deliver(queue.take());
            }
        } catch (InterruptedException closed) {
            // the only stop signal
            queue.clear();
        }
    }

    private void deliver(Outgoing event) throws InterruptedException {
        List<ProxySubscription> to = new ArrayList<>(pusher.audience().of(event.address()));
        Collections.shuffle(to, random);
        for (ProxySubscription subscription : to) {
            pusher.push(subscription, event.message());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        pusher.close();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
