package dev.evtool.ptp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Sends events to subscribers as real proxies do (`ptp.md`, section 3.3): one event after the other, its subscribers
/// one after the other in random order, one try each. A consumer that takes its time delays all others.
final class ProxyDelivery implements AutoCloseable {

    static final int QUEUE = 100;
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final int FAILURES_TO_REMOVAL = 10;

    /// How an event is spelled for a subscriber; v1 puts the subscription's id into it, v2 does not.
    interface Spelling {
        byte[] push(ProxySubscription to, PtpMessage message);
    }

    private record Outgoing(String address, PtpMessage message) {}

    private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Map<ProxyPost.Outcome, LongAdder> outcomes = new EnumMap<>(ProxyPost.Outcome.class);
    private final LongAdder dropped = new LongAdder();
    /// Failures in a row of each client, touched by the delivering thread only.
    private final Map<String, Integer> failures = new HashMap<>();
    private final ProxySubscriptions subscriptions;
    private final ProxyPost post;
    private final Spelling spelling;
    private final Random random;
    private final Thread thread;

    ProxyDelivery(ProxySubscriptions subscriptions, ProxyPost post, Spelling spelling, Random random) {
        this.subscriptions = subscriptions;
        this.post = post;
        this.spelling = spelling;
        this.random = random;
        for (ProxyPost.Outcome outcome : ProxyPost.Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
        this.thread = Thread.ofVirtual().name("proxy-delivery").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Queues an event for the subscribers its resource will have when its turn comes.
    ///
    /// @return false if the queue stayed full for five seconds, or delivery has ended: the event is dropped, as releases
    ///         since 4.19 do
    boolean send(String address, PtpMessage message) throws InterruptedException {
        boolean queued = thread.isAlive()
                && queue.offer(new Outgoing(address, message), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (!queued) {
            dropped.increment();
        }
        return queued;
    }

    ProxyCounts counts() {
        return new ProxyCounts(count(ProxyPost.Outcome.ACCEPTED), count(ProxyPost.Outcome.REFUSED),
                count(ProxyPost.Outcome.UNREACHABLE), count(ProxyPost.Outcome.BROKEN), dropped.sum());
    }

    private long count(ProxyPost.Outcome outcome) {
        LongAdder adder = outcomes.get(outcome);
        return adder == null ? 0 : adder.sum();
    }

    private void run() {
        try {
            while (true) {
                deliver(queue.take());
            }
        } catch (InterruptedException closed) {
            // the only stop signal; what is still queued is lost, as with a real proxy that ends
            queue.clear();
        }
    }

    private void deliver(Outgoing event) throws InterruptedException {
        List<ProxySubscription> to = new ArrayList<>(subscriptions.of(event.address()));
        Collections.shuffle(to, random);
        for (ProxySubscription subscription : to) {
            ProxyPost.Outcome outcome = post.post(subscription.endpoint(),
                    spelling.push(subscription, event.message()));
            outcomes.computeIfAbsent(outcome, o -> new LongAdder()).increment();
            judge(subscription.endpoint(), outcome);
        }
    }

    /// Removes a client at the tenth failure in a row, without a word to it. Answers with a wrong status, and broken
    /// connections, neither count nor reset the count.
    private void judge(String endpoint, ProxyPost.Outcome outcome) {
        switch (outcome) {
            case ACCEPTED -> failures.remove(endpoint);
            case UNREACHABLE -> {
                if (failures.size() > ProxySubscriptions.MOST) {
                    failures.keySet().retainAll(subscriptions.all().stream().map(ProxySubscription::endpoint).toList());
                }
                if (failures.merge(endpoint, 1, Integer::sum) >= FAILURES_TO_REMOVAL) {
                    failures.remove(endpoint);
                    subscriptions.dropClient(endpoint);
                }
            }
            case REFUSED, BROKEN -> {}
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        post.close();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
