package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Output;
import dev.evtool.stream.Overflow;
import dev.evtool.stream.Pipeline;
import dev.evtool.stream.Source;
import dev.evtool.stream.StopRules;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.StreamResult;
import dev.evtool.stream.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fifty proxies with addresses of their own at one pipeline and one receiver, one of them dead.
@Timeout(120)
class FleetTest {

    private static final int NODES = 50;
    private static final int DEAD = 7;
    private static final int RESOURCES = FleetNode.RESOURCES.size();
    private static final int BURST = (NODES - 1) * RESOURCES;

    private Fleet fleet;
    private final Counting counting = new Counting();
    private Pipeline pipeline;
    private CompletableFuture<StreamResult> result;

    /// Counts how often each event came, and wakes who waits.
    private static final class Counting implements Output {

        private final Map<String, Integer> byId = new HashMap<>();
        /// Sources that are being tried again.
        private final Set<String> missed = new HashSet<>();

        @Override
        public synchronized void accept(StreamItem item) {
            if (item instanceof Event event) {
                byId.merge(event.id(), 1, Integer::sum);
            } else if (item instanceof Notice notice && notice.kind() == Notice.Kind.RECONNECTING) {
                missed.add(notice.source());
            }
            notifyAll();
        }

        @Override
        public boolean flush() {
            return true;
        }

        @Override
        public void close() {
            // nothing is open
        }

        synchronized int size() {
            return byId.size();
        }

        synchronized List<Integer> times() {
            return byId.values().stream().distinct().toList();
        }

        synchronized void await(BooleanSupplier condition, String what) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!condition.getAsBoolean()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                assertTrue(left > 0, () -> "waited in vain for " + what + "; there are " + byId.size() + " events");
                wait(Math.min(left, 50));
            }
        }
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"), "127.10.x.y is loopback on Linux only");
        fleet = Fleet.start(NODES);
        fleet.alive(DEAD, DEAD + 1, false);
        List<PtpSettings> settings = new ArrayList<>();
        for (String uri : fleet.uris()) {
            settings.add(PtpSettings.of(PtpSettings.proxy(uri, null), new Connecting(Duration.ofSeconds(20), false)));
        }
        List<Source> sources = PtpSourceType.sharingReceiver(settings, null);
        pipeline = new Pipeline(sources, Optional::of, List.of(counting), StopRules.NEVER, Overflow.BLOCK, e -> {});
        result = CompletableFuture.supplyAsync(() -> pipeline.run(Subscription.LIVE),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    @AfterEach
    void stop() {
        if (fleet != null) {
            pipeline.stop();
            result.join();
            fleet.close();
        }
    }

    @Test
    void allButTheDeadOneAreSubscribedHeardOnceAndUnsubscribed() throws Exception {
        counting.await(() -> fleet.subscriptions() == BURST, "subscriptions");
        assertEquals(BURST, counting.size(), "initial notifications");
        assertEquals(0, fleet.node(DEAD).subscriptions().size());
        fleet.burst(1);
        counting.await(() -> counting.size() == 2 * BURST, "the burst");
        assertEquals(List.of(1), counting.times());
        counting.await(() -> fleet.delivered() == BURST, "the answers");
        assertEquals(0, fleet.failed());
        pipeline.stop();
        StreamResult ended = result.get(60, TimeUnit.SECONDS);
        assertEquals(0, fleet.subscriptions());
        assertEquals(2L * BURST, ended.events());
        assertEquals(0, ended.gaps());
        assertEquals(1, ended.failures().size());
        assertTrue(ended.failures().getFirst() instanceof StreamException.Unreachable);
        assertTrue(ended.failures().getFirst().problem().what().contains(fleet.uris().get(DEAD)));
    }

    @Test
    void eachHasOneConnectionThatIsKept() throws Exception {
        counting.await(() -> fleet.subscriptions() == BURST, "subscriptions");
        long requests = fleet.requests();
        counting.await(() -> fleet.requests() > requests + NODES, "health checks");
        // subscribing may have a second one: the first was idle for the blink of an eye when it was looked for
        assertTrue(fleet.connections() < 2L * NODES, () -> fleet.connections() + " connections");
    }

    @Test
    void someThatDieAndComeBackAreAGapEach() throws Exception {
        counting.await(() -> fleet.subscriptions() == BURST, "subscriptions");
        int some = 5;
        fleet.alive(NODES - some, NODES, false);
        counting.await(() -> counting.missed.size() == some, "somebody to miss them");
        fleet.alive(NODES - some, NODES, true);
        // the present state anew, by an initial notification for each resource
        // a proxy stores a subscription after its initial notification has been answered
        counting.await(() -> counting.size() == BURST + some * RESOURCES && fleet.subscriptions() == BURST,
                "states after the return");
        fleet.burst(2);
        counting.await(() -> counting.size() == 2 * BURST + some * RESOURCES, "the burst");
        pipeline.stop();
        assertEquals(some, result.get(60, TimeUnit.SECONDS).gaps());
        assertEquals(0, fleet.subscriptions());
    }
}
