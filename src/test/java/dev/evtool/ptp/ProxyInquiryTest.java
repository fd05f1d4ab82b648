package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.StreamException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of publishers and subscriptions, and deleting by id.
@Timeout(60)
class ProxyInquiryTest {

    private static CloudEventProxy proxy(PtpApi api, PtpSpelling spelling) throws Exception {
        CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK,
                ProxySettings.of("localhost", 1).speaking(api, spelling));
        proxy.addPublisher(PtpResource.CLOCK_CLASS.address("worker-7.example", api));
        return proxy;
    }

    private static ProxyInquiry inquiry(URI uri) throws Exception {
        return new ProxyInquiry(Watching.settings(uri, List.of(), List.of()), news -> {});
    }

    private static void subscribe(CloudEventProxy proxy, PtpApi api, PtpResource resource, String endpoint)
            throws Exception {
        String address = resource.address("worker-7.example", api);
        try (ProxyCaller caller = new ProxyCaller(proxy.uri())) {
            assertEquals(201, caller.send("POST", api.basePath() + "subscriptions",
                    api == PtpApi.V2 ? "{\"ResourceAddress\":\"" + address + "\",\"EndpointUri\":\"" + endpoint + "\"}"
                            : "{\"resource\":\"" + address + "\",\"endpointUri\":\"" + endpoint + "\"}")
                    .statusCode());
        }
    }

    @Test
    void publishersOfV2() throws Exception {
        try (CloudEventProxy proxy = proxy(PtpApi.V2, PtpSpelling.NEW)) {
            List<Map<String, Object>> rows = inquiry(proxy.uri()).publishers();
            assertEquals(1, rows.size());
            assertEquals("v2", rows.getFirst().get("api"));
            assertEquals("worker-7.example", rows.getFirst().get("node"));
            assertEquals("clock-class", rows.getFirst().get("resource"));
            assertEquals("/cluster/node/worker-7.example/sync/ptp-status/clock-class", rows.getFirst().get("address"));
        }
    }

    @Test
    void aSidecarHasNoneAndAPublishersPortNoList() throws Exception {
        try (CloudEventProxy sidecar = proxy(PtpApi.V1, PtpSpelling.NEW);
                CloudEventProxy publisher = proxy(PtpApi.V1_TRANSPORT, PtpSpelling.NEW)) {
            assertEquals(List.of(), inquiry(sidecar.uri()).publishers());
            assertEquals(List.of(), inquiry(sidecar.uri()).subscriptions());
            ProxyInquiry none = inquiry(publisher.uri());
            assertTrue(
                    assertThrows(StreamException.Usage.class, none::publishers).problem().what().contains("no lists"));
            assertThrows(StreamException.Usage.class, none::subscriptions);
            assertThrows(StreamException.Usage.class, () -> none.delete(List.of("x")));
        }
    }

    @ParameterizedTest
    @CsvSource({"V2,NEW", "V1,NEW", "V1,OLD"})
    void subscriptionsSayWhoseTheyAreAndWhetherThatOneLives(PtpApi api, PtpSpelling spelling) throws Exception {
        try (CloudEventProxy proxy = proxy(api, spelling);
                TestConsumer living = new TestConsumer()) {
            int deadPort;
            try (TestConsumer dead = new TestConsumer()) {
                deadPort = dead.port();
                subscribe(proxy, api, PtpResource.LOCK_STATE, dead.url("/evtool/secret"));
            }
            subscribe(proxy, api, PtpResource.CLOCK_CLASS, living.url("/event"));
            List<Map<String, Object>> rows = inquiry(proxy.uri()).subscriptions().stream()
                    .sorted(Comparator.comparing(row -> (String) row.get("resource"))).toList();
            assertEquals(List.of("clock-class", "lock-state"), rows.stream().map(r -> r.get("resource")).toList());
            assertEquals(List.of(api.word(), api.word()), rows.stream().map(r -> r.get("api")).toList());
            assertEquals(List.of(true, false), rows.stream().map(r -> r.get("alive")).toList());
            assertEquals(List.of("127.0.0.1:" + living.port(), "evtool at 127.0.0.1:" + deadPort),
                    rows.stream().map(r -> r.get("owner")).toList());
            assertTrue(rows.getLast().get("answers").toString().startsWith("dead"), rows.toString());
            assertTrue(living.received("/event").stream().allMatch(r -> r.body().isEmpty()
                    || r.body().contains("clock-class")), "no new event");
        }
    }

    /// The file names of the real proxy's store (`v2-main-mock`, `v2-main-unreachable-consumer`).
    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9100/event,9de4b1b2-c611-393a-8555-02e2b73566b5",
            "http://127.0.0.1:9101/event,4012e38b-6a72-3548-88e3-cb4fd6a448af",
            "http://127.0.0.1:9100/slow/1,092686e8-425b-3940-976e-8769e240f769",
            "http://127.0.0.1:9100/extra,3e22659d-3909-3554-80c5-995c60cb1b34",
            "http://127.0.0.1:9100/other,50c89be2-6a1e-3998-a8ca-a41d5405fd25",
            "http://127.0.0.1:9100/noct,9eca1955-06f7-353a-a28d-232a298783da"})
    void clientIdsAreThoseOfTheRealProxy(String endpoint, String id) {
        assertEquals(id, new ConsumerEndpoint(endpoint).client().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"http://consumer.example:9043/event|consumer.example:9043",
            "http://consumer-events-subscription-service.cloud-events.svc.cluster.local:9043/event"
                    + "|service consumer-events-subscription-service in cloud-events",
            "http://localhost:9043/api/ocloudNotifications/v2/dummy?evtool=1|evtool, for pulls",
            "http://localhost:9043/api/ocloudNotifications/v2/dummy|the proxy itself, for pulls",
            "''|nobody (events go to the proxy's log)", "not a url|?"})
    void ownersAreToldInWords(String endpoint, String owner) {
        assertEquals(owner, new ConsumerEndpoint(endpoint).owner());
    }

    @ParameterizedTest
    @CsvSource({"V2,NEW", "V1,NEW", "V1,OLD"})
    void onlyWhatThereIsIsDeleted(PtpApi api, PtpSpelling spelling) throws Exception {
        try (CloudEventProxy proxy = proxy(api, spelling); TestConsumer consumer = new TestConsumer()) {
            subscribe(proxy, api, PtpResource.CLOCK_CLASS, consumer.url("/a"));
            subscribe(proxy, api, PtpResource.LOCK_STATE, consumer.url("/a"));
            String id = proxy.subscriptions().getFirst().id();
            assertEquals(List.of(false, true, false),
                    inquiry(proxy.uri()).delete(List.of("00000000-0000-0000-0000-000000000000", id, id)));
            assertEquals(1, proxy.subscriptions().size());
        }
    }

    /// Ids come from the proxy's list as well: one that would be another path must not be called, listed or not.
    @Test
    void anIdThatIsAPathIsNeverCalled() throws Exception {
        List<String> ids = List.of("", ".", "..", "a/b", "../subscriptions", "%2e%2e", "a?b", "a#b", " ", "a\r\nb",
                "ü");
        StringBuilder list = new StringBuilder();
        for (String id : ids) {
            list.append(list.isEmpty() ? "[" : ",").append(ProxyCaller.JSON.createObjectNode()
                    .put("ResourceAddress", "/cluster/node/n/sync/x").put("EndpointUri", "http://e.invalid/")
                    .put("SubscriptionId", id));
        }
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.v2(list + "]", ""))) {
            assertTrue(inquiry(server.uri()).delete(ids).stream().noneMatch(deleted -> deleted));
            assertFalse(server.requests().stream().anyMatch(r -> r.method().equals("DELETE")),
                    server.requests().toString());
        }
    }

    @Test
    void aDeadEndpointIsMarkedAndAnUnknownNameIsNot() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String dead = "http://127.0.0.1:" + free + "/event";
        Map<String, EndpointProbe.Life> lives = new EndpointProbe().all(
                List.of(dead, "http://no-such-host.invalid/event", "", "junk", "http://localhost:1/x"), false);
        assertEquals("not tried: localhost of the proxy", lives.get("http://localhost:1/x").evidence());
        assertFalse(lives.get("http://no-such-host.invalid/event").known());
        assertFalse(lives.get("").known());
        assertFalse(lives.get("junk").known());
        EndpointProbe.Life here = new EndpointProbe().all(List.of(dead), true).get(dead);
        assertTrue(here.known() && !here.alive(), here.toString());
    }
}
