package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens on `POST subscriptions` (`ptp.md`, section 3.1).
@Timeout(60)
class CloudEventProxySubscribeTest {

    private static final String LOCK = PtpResource.LOCK_STATE.address("worker-7");

    private CloudEventProxy proxy;
    private ProxyCaller caller;
    private TestConsumer consumer;

    @BeforeEach
    void start() throws IOException {
        proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ProxySettings.of("ptp-publisher.local", 1));
        proxy.addPublisher(LOCK);
        proxy.addPublisher(PtpResource.GNSS.address("worker-7"));
        caller = new ProxyCaller(proxy.uri());
        consumer = new TestConsumer();
    }

    @AfterEach
    void stop() {
        caller.close();
        proxy.close();
        consumer.close();
    }

    private static List<PtpValue> lock(String state, String offset) {
        String thing = "/cluster/node/worker-7/ens3fx/master";
        return List.of(PtpValue.state(thing, state), PtpValue.metric(thing, offset));
    }

    private void assertRefused(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode());
        assertEquals("", answer.body());
        assertEquals("0", answer.headers().firstValue("Content-Length").orElseThrow());
        assertTrue(answer.headers().firstValue("Content-Type").isEmpty());
    }

    @Test
    void postsTheStateBeforeItAnswers() throws Exception {
        proxy.know(PtpResource.LOCK_STATE, "worker-7", lock("HOLDOVER", "-41"));
        consumer.delay("/event", Duration.ofMillis(200));
        long asked = System.nanoTime();
        HttpResponse<String> answer = caller.subscribe(LOCK, consumer.url("/event"));
        long answered = System.nanoTime();
        TestConsumer.Received initial = consumer.await("/event", 1).getFirst();
        assertEquals(201, answer.statusCode());
        assertTrue(answer.headers().firstValue("Location").isEmpty());
        assertTrue(asked < initial.t0() && initial.t1() < answered, "answered before the endpoint had");
        assertEquals(List.of("HOLDOVER", "-41"), values(initial.body()));
    }

    private static List<String> values(String body) throws PtpFormatException {
        return PtpCodec.decode(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)).values().stream()
                .map(PtpValue::value).toList();
    }

    @Test
    void postsAsGoDoes() throws Exception {
        assertEquals(201, caller.subscribe(LOCK, consumer.url("/event?x=1")).statusCode());
        TestConsumer.Received initial = consumer.await("/event", 1).getFirst();
        assertEquals("HTTP/1.1", initial.protocol());
        assertEquals(5, initial.headers().size(), () -> "headers " + initial.headers());
        assertEquals("application/json", initial.headers().getFirst("Content-Type"));
        assertEquals("Go-http-client/1.1", initial.headers().getFirst("User-Agent"));
        assertEquals("gzip", initial.headers().getFirst("Accept-Encoding"));
        assertEquals("127.0.0.1:" + consumer.port(), initial.headers().getFirst("Host"));
        assertEquals(String.valueOf(initial.body().length()), initial.headers().getFirst("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 301, 400, 401, 408, 421, 500, 503})
    void nothingBut204WillDo(int status) throws Exception {
        assertRefused(400, caller.subscribe(LOCK, consumer.url("/status/" + status)));
        assertEquals(1, consumer.received("/status/" + status).size(), "one try");
        assertEquals(List.of(), proxy.subscriptions());
    }

    @Test
    void waitsTwoSecondsForTheEndpoint() throws Exception {
        assertEquals(201, caller.subscribe(LOCK, consumer.url("/slow/1")).statusCode());
        long asked = System.nanoTime();
        assertRefused(400, caller.subscribe(LOCK, consumer.url("/slow/15")));
        long seconds = Duration.ofNanos(System.nanoTime() - asked).toSeconds();
        assertTrue(seconds >= 1 && seconds < 12, () -> "answered after " + seconds + " s");
        assertEquals(1, proxy.subscriptions().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/event", "http://no-such-host.invalid/event", "http://[::1", "not a url",
            "ftp://127.0.0.1/x", "   "})
    void endpointsThatCannotBeReached(String endpoint) throws Exception {
        assertRefused(400, caller.subscribe(LOCK, endpoint));
        assertEquals(List.of(), proxy.subscriptions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{}", "{\"ResourceAddress\":\"/x\"}",
            "{\"resource\":\"/cluster/node/n/sync/ptp-status/lock-state\",\"endpointUri\":\"http://127.0.0.1:9/e\"}",
            "{\"ResourceAddress\":\"//\",\"EndpointUri\":\"http://127.0.0.1:9/e\"}",
            "{\"ResourceAddress\":7,\"EndpointUri\":\"http://127.0.0.1:9/e\"}",
            "{\"ResourceAddress\":{},\"EndpointUri\":\"http://127.0.0.1:9/e\"}",
            "{\"ResourceAddress\":null,\"EndpointUri\":\"http://127.0.0.1:9/e\"}",
            "{\"ResourceAddress\":\"/sync/ptp-status/lock-state\",\"EndpointUri\":\"http://127.0.0.1:9/e\"} x"})
    void bodiesThatAskForNothing(String body) throws Exception {
        assertRefused(400, caller.api("POST", "subscriptions", body));
    }

    @Test
    void hugeAndDeepBodiesAreRefused() throws Exception {
        assertRefused(400, caller.api("POST", "subscriptions", "[".repeat(100_000)));
        assertRefused(400, caller.subscribe("/" + "x".repeat(5000) + LOCK, consumer.url("/event")));
        assertRefused(400, caller.subscribe("/" + "x".repeat(ProxyHttp.MAX_BODY) + LOCK, consumer.url("/event")));
        assertEquals(200, caller.api("GET", "health", null).statusCode());
        assertEquals(List.of(), consumer.all());
    }

    @Test
    void sameResourceAndEndpointIsAConflict() throws Exception {
        String id = caller.subscribed(LOCK, consumer.url("/event"));
        assertRefused(409, caller.subscribe(LOCK, " " + consumer.url("/event") + "  "));
        assertEquals(1, consumer.received("/event").size(), "a conflict is found before the endpoint is tried");
        caller.subscribed(LOCK, consumer.url("/other"));
        caller.subscribed(PtpResource.GNSS.address("worker-7"), consumer.url("/event"));
        assertEquals(204, caller.api("DELETE", "subscriptions/" + id, null).statusCode());
        caller.subscribed(LOCK, consumer.url("/event"));
        assertEquals(3, proxy.subscriptions().size());
    }

    @Test
    void ofManyEqualSubscribersAtOnceOneIsStored() throws Exception {
        consumer.delay("/event", Duration.ofMillis(300));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> ask = () -> caller.subscribe(LOCK, consumer.url("/event")).statusCode();
            List<Integer> statuses = threads.invokeAll(List.of(ask, ask, ask)).stream().map(Future::resultNow).sorted()
                    .toList();
            assertEquals(List.of(201, 409, 409), statuses);
        }
        assertEquals(1, proxy.subscriptions().size());
    }

    @Test
    void resourcesAreKnownByAWordInThem() throws Exception {
        assertRefused(404, caller.subscribe("/cluster/node/worker-7/sync", consumer.url("/event")));
        assertRefused(404, caller.subscribe("/cluster/node/worker-7/sync/*", consumer.url("/event")));
        caller.subscribed("/././sync/ptp-status/lock-state", consumer.url("/dots"));
        String extended = "/cluster/node/worker-7/sync/synce-status/lock-state-extended";
        caller.subscribed(extended, consumer.url("/extended"));
        assertTrue(consumer.bodies("/extended").getFirst().contains("\"source\":\"/sync/synce-status/lock-state\""));
    }

    @Test
    void placeholdersBeforeData() throws Exception {
        caller.subscribed(LOCK, consumer.url("/first"));
        proxy.know(PtpResource.LOCK_STATE, "worker-7", lock("LOCKED", "3"));
        caller.subscribed(LOCK, consumer.url("/second"));
        caller.subscribed(PtpResource.GNSS.address("worker-7"), consumer.url("/gnss"));
        caller.subscribed(PtpResource.LOCK_STATE.address("worker-8"), consumer.url("/other-node"));
        assertTrue(consumer.bodies("/first").getFirst().contains("\"/cluster/node/worker-7/ptp-not-set\""));
        assertEquals(List.of("FREERUN", "0"), values(consumer.bodies("/first").getFirst()));
        assertEquals(List.of("LOCKED", "3"), values(consumer.bodies("/second").getFirst()));
        assertTrue(consumer.bodies("/gnss").getFirst().contains("\"/cluster/node/worker-7/event-not-found\""));
        assertEquals(List.of("LOCKED", "3"), values(consumer.bodies("/other-node").getFirst()), "node not looked at");
    }

    @Test
    void thereIsRoomForSoManyAndNotMore() {
        ProxySubscriptions subscriptions = new ProxySubscriptions(new ProxyState());
        for (int i = 0; i < ProxySubscriptions.MOST; i++) {
            assertTrue(subscriptions.add("/a" + i, "http://h/").isPresent());
        }
        assertTrue(subscriptions.isFull() && subscriptions.add("/more", "http://h/").isEmpty());
    }
}
