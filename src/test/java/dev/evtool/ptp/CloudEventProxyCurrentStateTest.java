package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Pulls (`ptp.md`, section 4), and what a restart keeps (section 3.2).
@Timeout(60)
class CloudEventProxyCurrentStateTest {

    private static final String NODE = "worker-7";
    private static final String LOCK = PtpResource.LOCK_STATE.address(NODE);
    private static final String CLASS = PtpResource.CLOCK_CLASS.address(NODE);

    private final ProxyState state = new ProxyState();
    private CloudEventProxy proxy;
    private ProxyCaller caller;
    private TestConsumer consumer;

    @BeforeEach
    void start() throws IOException {
        proxy = proxy(0);
        proxy.addPublisher(LOCK);
        proxy.addPublisher(CLASS);
        caller = new ProxyCaller(proxy.uri());
        consumer = new TestConsumer();
    }

    @AfterEach
    void stop() {
        caller.close();
        proxy.close();
        consumer.close();
    }

    private CloudEventProxy proxy(int port) throws IOException {
        return CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new ProxySettings("ptp-publisher.local", 1, state));
    }

    private void know(String port, String lock, String offset) {
        String thing = "/cluster/node/" + NODE + "/" + port + "/master";
        proxy.know(PtpResource.LOCK_STATE, NODE, List.of(PtpValue.state(thing, lock), PtpValue.metric(thing, offset)));
    }

    private PtpMessage pulled(String address) throws Exception {
        HttpResponse<String> answer = caller.pull(address);
        assertEquals(200, answer.statusCode());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        return PtpCodec.decode(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void needsASubscriberOfThisAddressAndData() throws Exception {
        know("ens3fx", "LOCKED", "1");
        assertEquals(404, caller.pull(LOCK).statusCode());
        caller.subscribed("/././sync/ptp-status/lock-state", consumer.url("/event"));
        assertEquals(404, caller.pull(LOCK).statusCode(), "somebody else's address");
        String id = caller.subscribed(LOCK, consumer.url("/event"));
        assertEquals(List.of("LOCKED", "1"), pulled(LOCK).values().stream().map(PtpValue::value).toList());
        assertEquals(404, caller.pull(LOCK.replace(NODE, "worker-8")).statusCode());
        caller.subscribed(CLASS, consumer.url("/event"));
        assertEquals(404, caller.pull(CLASS).statusCode(), "no data");
        caller.api("DELETE", "subscriptions/" + id, null);
        assertEquals(404, caller.pull(LOCK).statusCode());
    }

    @Test
    void idAndTimeAreOfThePull() throws Exception {
        know("ens3fx", "LOCKED", "1");
        caller.subscribed(LOCK, consumer.url("/event"));
        Instant before = Instant.now();
        PtpMessage first = pulled(LOCK);
        PtpMessage second = pulled(LOCK);
        assertNotEquals(first.id(), second.id());
        Instant time = Instant.parse(Objects.requireNonNull(first.time()));
        assertTrue(!time.isBefore(before) && !time.isAfter(Instant.now()));
    }

    @Test
    void pullsSpellSomeThingsDifferently() throws Exception {
        proxy.know(PtpResource.CLOCK_CLASS, NODE, List.of(PtpValue.metric("/cluster/node/worker-7/a/master", "7")));
        caller.subscribed(CLASS, consumer.url("/event"));
        assertEquals(List.of(PtpValue.metric("/cluster/node/worker-7/a/master/CLOCK_CLASS", "7")),
                pulled(CLASS).values());
        assertTrue(consumer.bodies("/event").getFirst().contains("/CLOCK_CLASS\""), "the initial one is like a pull");
    }

    @Test
    void allClocksOfAResourceInOneArray() throws Exception {
        know("ens3fx", "LOCKED", "1");
        know("ens4fx", "HOLDOVER", "2");
        know("ens3fx", "FREERUN", "3");
        caller.subscribed(LOCK, consumer.url("/event"));
        List<PtpValue> values = pulled(LOCK).values();
        assertEquals(4, values.size());
        List<String> words = values.stream().map(PtpValue::value).toList();
        assertTrue(words.equals(List.of("FREERUN", "3", "HOLDOVER", "2"))
                || words.equals(List.of("HOLDOVER", "2", "FREERUN", "3")), words::toString);
    }

    @Test
    void aCaptureOfEndlessClocksIsBounded() {
        ProxyCurrentState current = new ProxyCurrentState(new java.util.Random(1), PtpSpelling.NEW);
        for (int i = 0; i < 1000; i++) {
            List<PtpValue> values = List.of(PtpValue.metric("/cluster/node/n/" + i, "1"));
            current.learn(LOCK, new PtpMessage(null, "/sync/ptp-status/lock-state", "t", null,
                    PtpCodec.encodeData(values), values, List.of()));
        }
        assertEquals(200, current.current(LOCK).orElseThrow().values().size());
    }

    @Test
    void aRestartKeepsSubscriptionsAndPublishersButNoState() throws Exception {
        know("ens3fx", "LOCKED", "1");
        String id = caller.subscribed(LOCK, consumer.url("/event"));
        String publishers = caller.api("GET", "publishers", null).body();
        int port = proxy.uri().getPort();
        proxy.close();
        proxy = proxy(port);
        assertEquals(200, caller.api("GET", "subscriptions/" + id, null).statusCode());
        assertEquals(publishers, caller.api("GET", "publishers", null).body());
        assertEquals(404, caller.pull(LOCK).statusCode());
        assertEquals(409, caller.subscribe(LOCK, consumer.url("/event")).statusCode());
        caller.subscribed(LOCK, consumer.url("/late"));
        assertTrue(consumer.bodies("/late").getFirst().contains("/cluster/node/worker-7/ptp-not-set"));
        assertEquals(1, consumer.received("/event").size(), "no new initial notification");
        know("ens3fx", "LOCKED", "2");
        proxy.publish(PtpResource.LOCK_STATE, NODE,
                List.of(PtpValue.state("/cluster/node/worker-7/ens3fx/master", "FREERUN")));
        consumer.await("/event", 2);
    }
}
