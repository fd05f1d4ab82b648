package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Lists of publishers and subscriptions, whose they are, and which are dead.
@Timeout(60)
class ProxyInquiryTest {

    private static final String LOCK = PtpResource.LOCK_STATE.address(EmbeddedPeer.NODE);

    private static ProxyInquiry inquiry(EmbeddedPeer peer) throws Exception {
        return new ProxyInquiry(PtpSettings.of(PtpSettings.proxy(peer.uri().toString(), null), Connecting.DEFAULT),
                news -> {});
    }

    private static ProxyClient client(EmbeddedPeer peer) throws Exception {
        return new ProxyProbe(new ProxyCalls(PtpSettings.proxy(peer.uri().toString(), null), Connecting.DEFAULT,
                news -> {})).find(null);
    }

    @Test
    void publishersHaveNodeAndResource() throws Exception {
        try (EmbeddedPeer peer = EmbeddedPeer.v2()) {
            Map<String, Object> row = inquiry(peer).publishers().getFirst();
            assertEquals("worker-1", row.get("node"));
            assertEquals("lock-state", row.get("resource"));
            assertEquals(LOCK, row.get("address"));
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V2", "V1"})
    void subscriptionsSayWhoLivesAndWhoIsDead(PtpApi api) throws Exception {
        TestConsumer dying = new TestConsumer();
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW); TestConsumer alive = new TestConsumer()) {
            peer.proxy().addPublisher(PtpResource.GNSS.address(EmbeddedPeer.NODE));
            client(peer).subscribe(LOCK, alive.url("/event"));
            client(peer).subscribe(PtpResource.GNSS.address(EmbeddedPeer.NODE), dying.url("/event"));
            int deadPort = dying.port();
            dying.close();
            int before = alive.all().size();
            List<Map<String, Object>> rows = inquiry(peer).subscriptions();
            Map<String, Object> living = rows.stream().filter(r -> r.get("address").equals(LOCK)).findFirst()
                    .orElseThrow();
            Map<String, Object> dead = rows.stream().filter(r -> !r.get("address").equals(LOCK)).findFirst()
                    .orElseThrow();
            assertEquals(true, living.get("alive"));
            assertEquals(false, dead.get("alive"));
            assertTrue(dead.get("answers").toString().contains("refused"), dead.toString());
            assertEquals("127.0.0.1:" + deadPort, dead.get("owner"));
            assertTrue(alive.all().stream().skip(before).allMatch(r -> r.body().isEmpty()), "asked without a word");
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V2", "V1"})
    void onlyWhatIsNamedIsDeleted(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW); TestConsumer consumer = new TestConsumer()) {
            peer.proxy().addPublisher(PtpResource.GNSS.address(EmbeddedPeer.NODE));
            String first = client(peer).subscribe(LOCK, consumer.url("/event")).made().id();
            client(peer).subscribe(PtpResource.GNSS.address(EmbeddedPeer.NODE), consumer.url("/event"));
            assertEquals(List.of(false, false, false, false, false),
                    inquiry(peer).delete(List.of("", "..", ".", "a/b", "unknown-id")));
            assertEquals(2, peer.held());
            assertEquals(List.of(true), inquiry(peer).delete(List.of(first)));
            assertEquals(1, peer.held());
        }
    }

    /// The names of the real proxy's store files are the ids of its clients (corpus, v2-main-mock.store-files.json).
    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9100/event, 9de4b1b2-c611-393a-8555-02e2b73566b5",
            "http://127.0.0.1:9101/event, 4012e38b-6a72-3548-88e3-cb4fd6a448af",
            "http://127.0.0.1:9100/slow/1, 092686e8-425b-3940-976e-8769e240f769",
            "http://127.0.0.1:9100/extra, 3e22659d-3909-3554-80c5-995c60cb1b34"})
    void clientsHaveTheIdThatProxiesGiveThem(String endpoint, String id) {
        assertEquals(id, new ConsumerEndpoint(endpoint).client().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "http://consumer-events.cloud-events.svc.cluster.local:9043/event|service consumer-events in cloud-events",
            "http://10.0.0.7:9143/evtool/0123456789abcdef|evtool at 10.0.0.7:9143",
            "http://localhost:9043/api/ocloudNotifications/v2/dummy?evtool=x|evtool, for pulls",
            "http://localhost:9043/api/ocloudNotifications/v2/dummy|the proxy itself, for pulls",
            "http://host.example:80/x|host.example:80", "not a url|?"})
    void ownersAreNamed(String endpoint, String owner) {
        assertEquals(owner, new ConsumerEndpoint(endpoint).owner());
    }

    @Test
    void aNodeNameWithATypoIsNoticed() {
        WantedResources wanted = WantedResources.of(List.of("wroker-1"), List.of(),
                List.of("/cluster/node/worker-1/sync/ptp-status/lock-state"), PtpApi.V2);
        assertTrue(wanted.warnings().getFirst().endsWith("did you mean worker-1?"), wanted.warnings().toString());
    }

    @ParameterizedTest
    @CsvSource({"3600, ahead of", "-3600, behind"})
    void aClockThatIsWrongIsToldOnce(int seconds, String direction) throws Exception {
        CollectingSink sink = new CollectingSink();
        ClockSkew skew = new ClockSkew(new PtpInbound("ptp://p", sink));
        for (int i = 0; i < 3; i++) {
            skew.see(new ProxyCalls.Answer(200, "text/plain", Instant.now().plusSeconds(seconds), new byte[0]));
        }
        assertEquals(1, sink.notices(Notice.Kind.WARNING).size());
        String text = sink.notices(Notice.Kind.WARNING).getFirst().text();
        assertTrue(text.contains(direction) && text.matches(".*3(600|599|601) s.*"), text);
        skew.see(new ProxyCalls.Answer(200, "text/plain", Instant.now(), new byte[0]));
        assertTrue(sink.notices(Notice.Kind.WARNING).getLast().text().contains("agrees"));
    }

    @Test
    void aClockThatIsRightIsNotMentioned() throws Exception {
        CollectingSink sink = new CollectingSink();
        ClockSkew skew = new ClockSkew(new PtpInbound("ptp://p", sink));
        skew.see(new ProxyCalls.Answer(200, "text/plain", Instant.now().minusSeconds(1), new byte[0]));
        skew.see(new ProxyCalls.Answer(200, "text/plain", null, new byte[0]));
        assertTrue(sink.items().isEmpty());
    }

    @Test
    void aDeadPortIsNoConsumer() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertFalse(new EndpointProbe().all(List.of("http://127.0.0.1:" + port + "/event"), true).values().iterator()
                .next().alive());
        assertTrue(new EndpointProbe().all(List.of("http://localhost:1/event", ""), false).values().stream()
                .noneMatch(EndpointProbe.Life::known), "what cannot be judged from here is not judged");
    }
}
