package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A v1 sidecar has one subscription for each resource, and says 201 to everybody (`ptp.md`, section 7).
@Timeout(60)
class SidecarSharedTest {

    private static final String NODE = "n";
    private static final String LOCK = PtpResource.LOCK_STATE.address(NODE, PtpApi.V1);

    private TestConsumer consumer;
    private CloudEventProxy proxy;
    private ProxyCaller caller;

    @BeforeEach
    void start() throws Exception {
        consumer = new TestConsumer();
    }

    private void startProxy(PtpSpelling spelling) throws Exception {
        proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK,
                ProxySettings.of("localhost", 1).speaking(PtpApi.V1, spelling));
        caller = new ProxyCaller(proxy.uri());
        proxy.know(PtpResource.LOCK_STATE, NODE, values("LOCKED"));
    }

    @AfterEach
    void stop() {
        caller.close();
        proxy.close();
        consumer.close();
    }

    private static List<PtpValue> values(String state) {
        return List.of(PtpValue.state("/cluster/node/" + NODE + "/ens1fx/master", state));
    }

    private void others(String endpoint) throws Exception {
        String body = endpoint.isEmpty() ? "{\"resource\":\"" + LOCK + "\"}"
                : "{\"endpointUri\":\"" + endpoint + "\",\"resource\":\"" + LOCK + "\"}";
        assertEquals(201, caller.send("POST", PtpApi.V1.basePath() + "subscriptions", body).statusCode());
    }

    private List<String> endpointsOfLock() {
        return proxy.subscriptions().stream().filter(s -> s.address().equals(LOCK)).map(ProxySubscription::endpoint)
                .toList();
    }

    private Watching watch() throws Exception {
        return new Watching(Watching.settings(proxy.uri(), List.of(NODE), List.of("lock-state", "os-clock")));
    }

    @ParameterizedTest
    @EnumSource(PtpSpelling.class)
    void whatAnotherHoldsIsAskedForAndTheRestPushed(PtpSpelling spelling) throws Exception {
        startProxy(spelling);
        String theirs = consumer.url("/event");
        others(theirs);
        try (Watching watching = watch()) {
            String warning = watching.await(Notice.Kind.WARNING, "belongs to").text();
            assertTrue(warning.contains(theirs) && warning.contains(LOCK), warning);
            watching.await(Notice.Kind.WARNING, "asks every");
            assertTrue(Watching.isPulled(watching.await(0, "lock-state", "LOCKED")));

            proxy.publish(PtpResource.LOCK_STATE, NODE, values("FREERUN"));
            assertTrue(Watching.isPulled(watching.await(0, "lock-state", "FREERUN")));
            consumer.await(all -> all.stream().anyMatch(r -> r.body().contains("FREERUN")));

            proxy.publish(PtpResource.OS_CLOCK, NODE,
                    List.of(PtpValue.state("/cluster/node/" + NODE + "/CLOCK_REALTIME", "HOLDOVER")));
            assertFalse(Watching.isPulled(watching.await(0, "os-clock", "HOLDOVER")));
            assertEquals(1, watching.sink.notices(Notice.Kind.WARNING).stream()
                    .filter(n -> n.text().contains("belongs to")).count(), "told once");
        }
        assertEquals(List.of(theirs), endpointsOfLock(), "the other's is still there");
        assertEquals(1, proxy.subscriptions().size(), "ours are not");
    }

    @ParameterizedTest
    @EnumSource(PtpSpelling.class)
    void whatTheOtherGivesUpIsTakenOver(PtpSpelling spelling) throws Exception {
        startProxy(spelling);
        others(consumer.url("/event"));
        try (Watching watching = watch()) {
            watching.await(0, "lock-state", "LOCKED");
            String id = proxy.subscriptions().stream().filter(s -> s.address().equals(LOCK)).findFirst().orElseThrow()
                    .id();
            caller.send("DELETE", PtpApi.V1.basePath() + "subscriptions/" + id, null);
            ProxyCaller.until(() -> endpointsOfLock().stream().anyMatch(e -> e.contains(PtpReceiver.PREFIX)));
            proxy.publish(PtpResource.LOCK_STATE, NODE, values("HOLDOVER"));
            watching.sink.await("a pushed event", s -> s.events().stream().anyMatch(
                    e -> !Watching.isPulled(e) && "HOLDOVER".equals(e.facts().rows().getFirst().get("state"))));
            assertEquals(List.of(), watching.sink.gaps(), "nothing of ours was gone");
        }
        assertEquals(List.of(), proxy.subscriptions());
    }

    @ParameterizedTest
    @EnumSource(PtpSpelling.class)
    void aSubscriptionWithoutEndpointIsNotOurs(PtpSpelling spelling) throws Exception {
        startProxy(spelling);
        others("");
        try (Watching watching = watch()) {
            watching.await(Notice.Kind.WARNING, "nobody");
            proxy.publish(PtpResource.LOCK_STATE, NODE, values("FREERUN"));
            assertTrue(Watching.isPulled(watching.await(0, "lock-state", "FREERUN")));
            assertEquals(List.of(), watching.sink.gaps());
        }
        assertEquals(List.of(""), endpointsOfLock());
    }

    @Test
    void twoWatchesShareAndTheSecondTakesOver() throws Exception {
        startProxy(PtpSpelling.NEW);
        try (Watching second = watchSecond()) {
            second.await(1, "lock-state", "HOLDOVER");
            Event last = second.sink.events().getLast();
            assertEquals("HOLDOVER", last.facts().rows().getFirst().get("state"));
        }
        assertEquals(List.of(), proxy.subscriptions());
    }

    /// A second watch, behind a first one that has ended meanwhile.
    private Watching watchSecond() throws Exception {
        Watching second;
        try (Watching first = watch()) {
            first.await(Notice.Kind.SUBSCRIBED, "subscribed to 2 of 2");
            second = watch();
            String warning = second.await(Notice.Kind.WARNING, "belongs to").text();
            assertTrue(warning.contains("evtool at 127.0.0.1"), warning);
            String secret = endpointsOfLock().getFirst().replaceFirst(".*/", "");
            assertFalse(warning.contains(secret), "a path that is nobody's business");
            second.await(0, "lock-state", "LOCKED");
        }
        ProxyCaller.until(() -> endpointsOfLock().size() == 1);
        proxy.publish(PtpResource.LOCK_STATE, NODE, values("HOLDOVER"));
        return second;
    }
}
