package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.StreamException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The present state, asked for once: what it takes is given back, what is others' is left alone.
@Timeout(60)
class PtpStateSourceTest {

    private static final String NODE = "n";
    private static final List<String> TWO = List.of("lock-state", "os-clock");

    private CloudEventProxy proxy;

    private void start(PtpApi api) throws Exception {
        proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK,
                ProxySettings.of("localhost", 1).speaking(api, PtpSpelling.NEW));
        for (PtpResource resource : List.of(PtpResource.LOCK_STATE, PtpResource.OS_CLOCK)) {
            proxy.addPublisher(resource.address(NODE, api));
        }
        proxy.know(PtpResource.LOCK_STATE, NODE, values("ens1fx/master", "LOCKED"));
        proxy.know(PtpResource.OS_CLOCK, NODE, values("CLOCK_REALTIME", "HOLDOVER"));
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private static List<PtpValue> values(String thing, String state) {
        return List.of(PtpValue.state("/cluster/node/" + NODE + "/" + thing, state));
    }

    private static Watching ask(URI uri, List<String> resources) throws Exception {
        return new Watching(new PtpStateSource(Watching.settings(uri, List.of(NODE), resources)));
    }

    private static Map<Object, Object> states(Watching asked) {
        return asked.sink.events().stream().flatMap(e -> e.facts().rows().stream())
                .collect(Collectors.toMap(row -> row.get("resource") + "/" + row.getOrDefault("iface", ""),
                        row -> row.get("state")));
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void leavesNoSubscriptionBehind(PtpApi api) throws Exception {
        start(api);
        Watching asked = ask(proxy.uri(), TWO);
        assertNull(asked.ended());
        assertEquals(Map.of("lock-state/ens1fx", "LOCKED", "os-clock/CLOCK_REALTIME", "HOLDOVER"), states(asked));
        assertTrue(asked.sink.events().stream().allMatch(Watching::isPulled));
        assertEquals(List.of(), proxy.subscriptions());
    }

    /// Stopped while the first subscription is being made, and when the last one was.
    @ParameterizedTest
    @CsvSource({"V2,POST,1", "V1,POST,1", "V1_TRANSPORT,POST,1", "V2,POST,2", "V1,POST,2", "V1_TRANSPORT,POST,2",
            "V2,GET,7", "V1,GET,7"})
    void leavesNoneBehindWhenStopped(PtpApi api, String method, int nth) throws Exception {
        start(api);
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Set<Integer> count = ConcurrentHashMap.newKeySet();
        try (ProxyCaller behind = new ProxyCaller(proxy.uri()); ScriptedServer front = new ScriptedServer(request -> {
            boolean here = request.method().equals(method) && count.add(count.size()) && count.size() == nth;
            if (here) {
                there.countDown();
                stopped.await();
            }
            if (api == PtpApi.V1_TRANSPORT && request.method().equals("POST")) {
                return enrol(behind, request);
            }
            return ScriptedServer.relayed(behind, request);
        }); Watching asked = ask(front.uri(), TWO)) {
            there.await();
            asked.interrupt();
            stopped.countDown();
            assertNull(asked.ended());
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    /// The header fields of a relayed call are not those of the caller.
    private static String enrol(ProxyCaller behind, ScriptedServer.Request request) throws Exception {
        behind.send("POST", request.target(), request.body(),
                Map.of("Ce-Id", "1", "Ce-Source", "s", "Ce-Specversion", "0.3", "Ce-Type", "SUBSCRIBER"));
        return ScriptedServer.http("200 OK", "text/plain", "");
    }

    @Test
    void oneThatCannotBeDeletedDoesNotKeepTheOthers() throws Exception {
        start(PtpApi.V2);
        boolean[] failed = {false};
        try (ProxyCaller behind = new ProxyCaller(proxy.uri()); ScriptedServer front = new ScriptedServer(request -> {
            if (request.method().equals("DELETE") && !failed[0]) {
                failed[0] = true;
                return ScriptedServer.http("500 Internal Server Error", "text/plain", "oops");
            }
            return ScriptedServer.relayed(behind, request);
        }); Watching asked = ask(front.uri(), TWO)) {
            assertNull(asked.ended());
            assertEquals(1, proxy.subscriptions().size());
            assertTrue(asked.has(Notice.Kind.WARNING, "could not delete 1 subscriptions"),
                    asked.sink.items().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V2", "V1"})
    void usesWhatAnotherConsumerHas(PtpApi api) throws Exception {
        start(api);
        try (TestConsumer other = new TestConsumer(); ProxyCaller caller = new ProxyCaller(proxy.uri())) {
            String address = PtpResource.LOCK_STATE.address(NODE, api);
            assertEquals(201, caller.send("POST", api.basePath() + "subscriptions",
                    api == PtpApi.V2
                            ? "{\"ResourceAddress\":\"" + address + "\",\"EndpointUri\":\"" + other.url("/e") + "\"}"
                            : "{\"resource\":\"" + address + "\",\"endpointUri\":\"" + other.url("/e") + "\"}")
                    .statusCode());
            List<ProxySubscription> before = proxy.subscriptions();
            int received = other.all().size();
            Watching asked = ask(proxy.uri(), List.of("lock-state"));
            assertNull(asked.ended());
            assertEquals(Map.of("lock-state/ens1fx", "LOCKED"), states(asked));
            assertEquals(before, proxy.subscriptions());
            assertEquals(received, other.all().size(), "the other hears nothing of it");
        }
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void whatTheProxyHasNoDataOfIsAPlaceholder(PtpApi api) throws Exception {
        start(api);
        proxy.addPublisher(PtpResource.GNSS.address(NODE, api));
        Watching asked = ask(proxy.uri(), List.of("gnss", "lock-state"));
        assertNull(asked.ended());
        assertEquals(Map.of("lock-state/ens1fx", "LOCKED"), states(asked));
        assertEquals(1, asked.sink.notices(Notice.Kind.PLACEHOLDER).size());
        assertTrue(asked.has(Notice.Kind.PLACEHOLDER, "gnss"));
        assertEquals(List.of(), proxy.subscriptions());
    }

    @Test
    void aResourceThatTheProxyDoesNotKnow() throws Exception {
        start(PtpApi.V2);
        Watching none = ask(proxy.uri(), List.of("/sync/nothing"));
        StreamException.Unreachable e = assertInstanceOf(StreamException.Unreachable.class, none.ended());
        assertTrue(e.problem().what().contains("it knows no such resource"), e.problem().toString());
        Watching one = ask(proxy.uri(), List.of("/sync/nothing", "lock-state"));
        assertNull(one.ended());
        assertTrue(one.has(Notice.Kind.WARNING, "/sync/nothing"));
        assertEquals(Map.of("lock-state/ens1fx", "LOCKED"), states(one));
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void severalClocksAreSeveralRows(PtpApi api) throws Exception {
        start(api);
        proxy.know(PtpResource.LOCK_STATE, NODE, values("ens2fx/master", "FREERUN"));
        Watching asked = ask(proxy.uri(), List.of("lock-state"));
        assertNull(asked.ended());
        assertEquals(1, asked.sink.events().size());
        assertEquals(Map.of("lock-state/ens1fx", "LOCKED", "lock-state/ens2fx", "FREERUN"), states(asked));
    }
}
