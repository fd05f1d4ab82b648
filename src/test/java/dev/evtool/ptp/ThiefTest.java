package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody else deletes all subscriptions of the proxy, as the sample consumer does at its start, or the proxy forgets.
@Timeout(60)
class ThiefTest {

    private static final String NODE = "n";

    private static CloudEventProxy proxy(PtpApi api, PtpSpelling spelling) throws Exception {
        CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK,
                ProxySettings.of("localhost", 1).speaking(api, spelling));
        proxy.addPublisher(PtpResource.LOCK_STATE.address(NODE, api));
        proxy.know(PtpResource.LOCK_STATE, NODE, values("LOCKED"));
        return proxy;
    }

    private static List<PtpValue> values(String state) {
        return List.of(PtpValue.state("/cluster/node/" + NODE + "/ens1fx/master", state));
    }

    private static void steal(CloudEventProxy proxy, PtpApi api) throws Exception {
        try (ProxyCaller thief = new ProxyCaller(proxy.uri())) {
            assertEquals(2, thief.send("DELETE", api.basePath() + "subscriptions", null).statusCode() / 100);
        }
    }

    /// The state is the same as at the begin, but not as before the theft: it has to be told again.
    @ParameterizedTest
    @CsvSource({"V2,NEW", "V1,NEW", "V1,OLD"})
    void aTheftIsAGapAndRenewed(PtpApi api, PtpSpelling spelling) throws Exception {
        try (CloudEventProxy proxy = proxy(api, spelling);
                Watching watching = new Watching(
                        Watching.settings(proxy.uri(), List.of(NODE), List.of("lock-state")))) {
            watching.await(Notice.Kind.SUBSCRIBED, "1 of 1");
            watching.await(0, "lock-state", "LOCKED");
            proxy.publish(PtpResource.LOCK_STATE, NODE, values("FREERUN"));
            watching.await(0, "lock-state", "FREERUN");
            int before = watching.sink.events().size();
            proxy.know(PtpResource.LOCK_STATE, NODE, values("LOCKED"));
            steal(proxy, api);
            watching.sink.await("a gap", s -> !s.gaps().isEmpty());
            assertTrue(watching.sink.gaps().getFirst().reason().contains("gone at the proxy"));
            watching.await(before, "lock-state", "LOCKED");
            watching.sink.await("a renewal", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 2);
            proxy.publish(PtpResource.LOCK_STATE, NODE, values("HOLDOVER"));
            watching.await(before, "lock-state", "HOLDOVER");
            assertEquals(1, watching.sink.gaps().size());
        }
    }

    /// The next round finds it, and makes it anew: nothing was missed that polls would have seen.
    @ParameterizedTest
    @CsvSource({"V2,NEW", "V1,NEW", "V1,OLD"})
    void aPollGoesOnAfterATheft(PtpApi api, PtpSpelling spelling) throws Exception {
        try (CloudEventProxy proxy = proxy(api, spelling)) {
            try (Watching watching = new Watching(Watching.settings(proxy.uri(), List.of(NODE), List.of("lock-state"),
                    Duration.ofMillis(100)))) {
                watching.await(0, "lock-state", "LOCKED");
                String stolen = proxy.subscriptions().getFirst().id();
                steal(proxy, api);
                proxy.know(PtpResource.LOCK_STATE, NODE, values("FREERUN"));
                watching.await(0, "lock-state", "FREERUN");
                assertTrue(proxy.subscriptions().stream().noneMatch(s -> s.id().equals(stolen)));
                assertEquals(List.of(), watching.sink.gaps());
            }
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @Test
    void aPublisherThatForgetsUsIsAskedAgain() throws Exception {
        try (CloudEventProxy proxy = proxy(PtpApi.V1_TRANSPORT, PtpSpelling.NEW)) {
            ProxyCalls calls = new ProxyCalls(PtpSettings.proxy(proxy.uri().toString(), null),
                    dev.evtool.stream.Connecting.DEFAULT, news -> {});
            ProxyClientTransport client = new ProxyClientTransport(calls);
            String address = PtpResource.LOCK_STATE.address(NODE, PtpApi.V1_TRANSPORT);
            assertEquals(201, client.subscribe(address, "http://localhost:9").status());
            assertEquals(1, client.subscriptions().size());
            for (int i = 0; i < 10; i++) {
                int sofar = i;
                proxy.publish(PtpResource.LOCK_STATE, NODE, values("FREERUN"));
                ProxyCaller.until(() -> proxy.counts().unreachable() > sofar);
            }
            ProxyCaller.until(() -> proxy.subscriptions().isEmpty());
            assertEquals(List.of(), client.subscriptions());
        }
    }

    /// The proxy takes the subscription, and breaks off the call after that: a loss, not a proxy that was never there.
    @Test
    void aLossBetweenSubscriptionAndFirstStateIsALoss() throws Exception {
        boolean[] broken = {false};
        try (CloudEventProxy proxy = proxy(PtpApi.V1, PtpSpelling.NEW);
                ProxyCaller behind = new ProxyCaller(proxy.uri());
                ScriptedServer front = new ScriptedServer(request -> {
                    boolean breaks = !broken[0] && request.is("GET", "/CurrentState");
                    broken[0] |= breaks;
                    return breaks ? "" : ScriptedServer.relayed(behind, request);
                });
                Watching watching = new Watching(
                        Watching.settings(front.uri(), List.of(NODE), List.of("lock-state")))) {
            watching.sink.await("word of the loss", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
            watching.await(0, "lock-state", "LOCKED");
            assertEquals(1, watching.sink.gaps().size());
            proxy.publish(PtpResource.LOCK_STATE, NODE, values("HOLDOVER"));
            watching.await(0, "lock-state", "HOLDOVER");
        }
    }
}
