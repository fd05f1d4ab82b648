package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The habits of a v1 sidecar, one by one (`ptp.md`, section 7).
@Timeout(60)
class ProxyApiV1Test {

    private static final String NODE = "worker-7";
    private static final String LOCK = PtpResource.LOCK_STATE.address(NODE);
    private static final String CLASS = PtpResource.CLOCK_CLASS.address(NODE, PtpApi.V1);

    private final ProxyState state = new ProxyState();
    private TestConsumer consumer;
    private CloudEventProxy proxy;
    private ProxyCaller caller;

    @BeforeEach
    void start() throws IOException {
        consumer = new TestConsumer();
        start(PtpSpelling.NEW);
    }

    private void start(PtpSpelling spelling) throws IOException {
        stop();
        proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ProxySettings("ptp-publisher.local", 1, state, PtpApi.V1, spelling));
        caller = new ProxyCaller(proxy.uri());
    }

    private void stop() {
        if (proxy != null) {
            caller.close();
            proxy.close();
        }
    }

    @AfterEach
    void end() {
        stop();
        consumer.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return caller.send(method, "/api/ocloudNotifications/v1/" + path, body);
    }

    private HttpResponse<String> subscribe(String address, String endpoint) throws Exception {
        return call("POST", "subscriptions",
                "{\"resource\":\"" + address + "\",\"endpointUri\":\"" + endpoint + "\"}");
    }

    private String subscribed(String address, String endpoint) throws Exception {
        HttpResponse<String> answer = subscribe(address, endpoint);
        assertEquals(201, answer.statusCode(), answer.body());
        return ProxyCaller.JSON.readTree(answer.body()).get("id").asString();
    }

    private void publish(String state, int offset) throws InterruptedException {
        String thing = "/cluster/node/worker-7/ens3fx/master";
        assertTrue(proxy.publish(PtpResource.LOCK_STATE, NODE,
                List.of(PtpValue.state(thing, state), PtpValue.metric(thing, String.valueOf(offset)))));
    }

    @Test
    void oneSubscriptionForEachResource() throws Exception {
        String first = subscribed(LOCK, consumer.url("/first"));
        assertEquals(first, subscribed(LOCK, consumer.url("/second")), "the first one's id, with 201");
        assertEquals(1, consumer.received("/second").size(), "its endpoint was checked all the same");
        HttpResponse<String> refused = subscribe(LOCK, consumer.url("/status/200"));
        assertEquals(400, refused.statusCode());
        publish("LOCKED", 1);
        assertEquals(2, consumer.await("/first", 2).size());
        assertEquals(1, consumer.received("/second").size());
    }

    @Test
    void anEndpointIsCheckedWithAnEmptyPostAndThereIsNoInitialEvent() throws Exception {
        publish("HOLDOVER", -41);
        subscribed(LOCK, consumer.url("/event"));
        TestConsumer.Received check = consumer.all().getFirst();
        assertEquals("", check.body());
        assertEquals("application/json", check.headers().getFirst("Content-Type"));
        assertEquals(1, consumer.all().size());
    }

    @Test
    void aCheckHasMoreThanTwoSeconds() throws Exception {
        consumer.delay("/late", Duration.ofMillis(2300));
        subscribed(LOCK, consumer.url("/late"));
    }

    @ParameterizedTest
    @CsvSource({"NEW, '\"\"'", "OLD, null"})
    void aMissingEndpointIsTaken(PtpSpelling spelling, String spelt) throws Exception {
        start(spelling);
        HttpResponse<String> answer = call("POST", "subscriptions", "{\"resource\":\"" + LOCK + "\"}");
        assertEquals(201, answer.statusCode());
        assertTrue(answer.body().contains("\"endpointUri\":" + spelt), answer.body());
        publish("LOCKED", 1);
        assertEquals(0, proxy.counts().unreachable() + proxy.counts().delivered());
    }

    @Test
    void aMissingResourceIsTakenBy414Only() throws Exception {
        String body = "{\"endpointUri\":\"" + consumer.url("/event") + "\"}";
        assertEquals("{\"error\":\"marshalling error\"}", call("POST", "subscriptions", body).body());
        start(PtpSpelling.OLD);
        HttpResponse<String> answer = call("POST", "subscriptions", body);
        assertEquals(201, answer.statusCode());
        assertTrue(answer.body().endsWith("\"resource\":\"\"}"), answer.body());
    }

    @Test
    void namesOfV2AreAnsweredInKindAndStaySoAfterARestart() throws Exception {
        String body = "{\"ResourceAddress\":\"" + LOCK + "\",\"EndpointUri\":\"" + consumer.url("/event") + "\"}";
        String id = ProxyCaller.JSON.readTree(call("POST", "subscriptions", body).body()).get("SubscriptionId")
                .asString();
        start(PtpSpelling.NEW);
        String kept = call("GET", "subscriptions/" + id, null).body();
        assertTrue(kept.startsWith("{\"ResourceAddress\":\"" + LOCK + "\",\"EndpointUri\":"), kept);
        start(PtpSpelling.OLD);
        call("DELETE", "subscriptions", null);
        String old = call("POST", "subscriptions", body).body();
        assertTrue(old.contains(consumer.url("/event")) && old.endsWith("\"resource\":\"\"}"), old);
    }

    @ParameterizedTest
    @CsvSource({"ftp://x/y, 'unsupported protocol scheme \"ftp\"'", "nonsense, 'unsupported protocol scheme \"\"'",
            "http://127.0.0.1:1/x, 'dial tcp 127.0.0.1:1: connect: connection refused'",
            "http://nowhere.invalid/x, 'dial tcp: lookup nowhere.invalid: no such host'"})
    void failuresOfTheCheckAreTold(String endpoint, String why) throws Exception {
        HttpResponse<String> answer = subscribe(LOCK, endpoint);
        assertEquals(400, answer.statusCode());
        assertEquals("Post \"" + endpoint + "\": " + why,
                ProxyCaller.JSON.readTree(answer.body()).get("error").asString());
    }

    @Test
    void aPathOfAnotherApiIsUnknown() throws Exception {
        assertEquals(404, caller.api("GET", "health", null).statusCode());
        assertEquals(404, call("GET", "nothing", null).statusCode());
        assertEquals(404, caller.send("GET", "/health", null).statusCode());
    }

    @Test
    void idIsTheSubscriptionsAndSourceIsFull() throws Exception {
        String id = subscribed(CLASS, consumer.url("/event"));
        for (int i = 0; i < 2; i++) {
            proxy.publish(PtpResource.CLOCK_CLASS, NODE,
                    List.of(PtpValue.metric("/cluster/node/worker-7/x/master", "7")));
        }
        for (TestConsumer.Received event : consumer.await("/event", 3).subList(1, 3)) {
            assertTrue(event.body().startsWith("{\"id\":\"" + id + "\",\"type\":\"" + PtpResource.CLOCK_CLASS.type()
                    + "\",\"source\":\"" + CLASS + "\",\"dataContentType\":\"application/json\",\"time\":\""),
                    event.body());
            assertFalse(event.body().contains("specversion"));
        }
    }

    @Test
    void anyAnswerWillDoAndNobodyIsRemoved() throws Exception {
        subscribed(LOCK, consumer.url("/event"));
        consumer.answer("/event", 500);
        for (int i = 0; i < 5; i++) {
            publish("LOCKED", i);
        }
        ProxyCaller.until(() -> proxy.counts().delivered() == 5);
        consumer.cut("/event");
        for (int i = 0; i < 12; i++) {
            publish("LOCKED", i);
        }
        ProxyCaller.until(() -> proxy.counts().broken() == 12);
        assertEquals(1, proxy.subscriptions().size());
        assertEquals(18, consumer.received("/event").size(), "each once");
    }

    @Test
    void eventsOfOneMomentArriveInAnyOrderOneAfterTheOther() throws Exception {
        subscribed(LOCK, consumer.url("/event"));
        List<Integer> sent = IntStream.range(0, 60).boxed().toList();
        for (int i : sent) {
            publish("LOCKED", i);
        }
        List<TestConsumer.Received> got = consumer.await("/event", 61).subList(1, 61);
        List<Integer> offsets = new ArrayList<>();
        for (TestConsumer.Received event : got) {
            offsets.add(Integer.parseInt(PtpCodec.decode(event.body().getBytes(StandardCharsets.UTF_8)).values()
                    .getLast().value()));
        }
        assertNotEquals(sent, offsets);
        assertEquals(sent, offsets.stream().sorted().toList());
        for (int i = 1; i < got.size(); i++) {
            assertTrue(got.get(i - 1).t1() <= got.get(i).t0(), "two at once");
        }
    }

    @Test
    void closesAtOnceAndLeavesNothingBehind() throws Exception {
        subscribed(LOCK, consumer.url("/event"));
        consumer.delay("/event", Duration.ofMinutes(1));
        publish("LOCKED", 1);
        publish("LOCKED", 2);
        proxy.close();
        assertEquals(List.of(), ThreadDump.names().stream().filter(n -> n.startsWith("proxy-")).toList());
        assertEquals(0, proxy.counts().unreachable());
    }

    @ParameterizedTest
    @CsvSource({"-9999999999999999,-1e+16", "7777,7777", "-41,-41", "999999,999999", "1000000,1e+06",
            "1234567,1.234567e+06", "0,0", "-0.5,-0.5", "0.00001,1e-05", "LOCKED,LOCKED"})
    void sidecarsWriteNumbersAsGoDoes(String sent, String written) {
        assertEquals(written, ProxyWireV1.asGoReadsIt(sent));
    }

    @Test
    void thePullOf414TellsTheWorstOfBoth() throws Exception {
        start(PtpSpelling.OLD);
        String sync = PtpResource.SYNC_STATE.address(NODE);
        subscribed(sync, consumer.url("/event"));
        proxy.know(PtpResource.LOCK_STATE, NODE, List.of(PtpValue.state("/cluster/node/worker-7/x/master", "LOCKED")));
        String clock = "/cluster/node/worker-7/CLOCK_REALTIME";
        proxy.know(PtpResource.OS_CLOCK, NODE, List.of(PtpValue.state(clock, "FREERUN")));
        proxy.know(PtpResource.SYNC_STATE, NODE, List.of(PtpValue.state("/cluster/node/worker-7/x/master", "LOCKED")));
        String pulled = call("GET", sync.substring(1) + "/CurrentState", null).body();
        assertTrue(pulled.endsWith("\"data\":{\"version\":\"v1\",\"values\":[{\"resource\":\"" + sync
                + "\",\"dataType\":\"notification\",\"valueType\":\"enumeration\",\"value\":\"FREERUN\"}]}}"), pulled);
    }
}
