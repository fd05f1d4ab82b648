package dev.evtool.ptp;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Posts events, one try each, counts what becomes of them, and gives up clients that fail too often (`ptp.md`, sections
/// 3.3 and 8). May be used by many threads.
final class ProxyPusher implements AutoCloseable {

    static final int FAILURES_TO_REMOVAL = 10;
    /// Clients whose failures are counted; who subscribes under ever new endpoints shall not fill our memory.
    private static final int MOST_COUNTED = 1000;

    private final Map<ProxyPost.Outcome, LongAdder> outcomes = new EnumMap<>(ProxyPost.Outcome.class);
    private final LongAdder dropped = new LongAdder();
    /// Failures in a row of each client.
    private final Map<String, Integer> failures = new HashMap<>();
    private final ProxyAudience audience;
    private final ProxyPost post;

    ProxyPusher(ProxyAudience audience, ProxyPost post) {
        this.audience = audience;
        this.post = post;
        for (ProxyPost.Outcome outcome : ProxyPost.Outcome.values()) {
            outcomes.put(outcome, new LongAdder());
        }
    }

    ProxyAudience audience() {
        return audience;
    }

    void push(ProxySubscription to, PtpMessage message) throws InterruptedException {
        ProxyPost.Outcome outcome = post.post(audience.push(to, message)).outcome();
        adder(outcome).increment();
        if (judge(to.endpoint(), outcome)) {
            audience.dropClient(to.endpoint());
        }
    }

    /// Whether a client is given up.
    private synchronized boolean judge(String endpoint, ProxyPost.Outcome outcome) {
        if (outcome == ProxyPost.Outcome.ACCEPTED) {
            failures.remove(endpoint);
        } else if (audience.failures().contains(outcome)) {
            if (failures.size() >= MOST_COUNTED) {
                failures.clear();
            }
            if (failures.merge(endpoint, 1, Integer::sum) >= FAILURES_TO_REMOVAL) {
                failures.remove(endpoint);
                return true;
            }
        }
        return false;
    }

    /// Takes note of an event that nobody will be told of.
    void dropped() {
        dropped.increment();
    }

    ProxyCounts counts() {
        return new ProxyCounts(adder(ProxyPost.Outcome.ACCEPTED).sum(), adder(ProxyPost.Outcome.REFUSED).sum(),
                adder(ProxyPost.Outcome.UNREACHABLE).sum(), adder(ProxyPost.Outcome.BROKEN).sum(), dropped.sum());
    }

    private LongAdder adder(ProxyPost.Outcome outcome) {
        LongAdder adder = outcomes.get(outcome);
        if (adder == null) {
            throw new IllegalStateException("no counter of " + outcome);
        }
        return adder;
    }

    /// Ends what is under way.
    @Override
    public void close() {
        post.close();
    }
}
