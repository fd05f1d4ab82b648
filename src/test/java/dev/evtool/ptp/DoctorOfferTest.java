package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Finding;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proxies that have not what is wanted, or have it for somebody else, and the others that listen there.
@Timeout(60)
class DoctorOfferTest {

    private static final String NODE = HealthyProxy.NODE;
    private static final String LOCK = PtpResource.LOCK_STATE.address(NODE);

    private static void contains(String text, String part) {
        assertNotNull(text);
        assertTrue(text.contains(part), text);
    }

    @Test
    void nothingIsPublished() throws Exception {
        try (CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK, ProxySettings.of("localhost", 1))) {
            Examination doctor = Examination.of(proxy);
            Finding bad = doctor.fails("publishers");
            contains(bad.evidence(), "nothing is published");
            assertEquals("evtool ptp publishers --proxy " + proxy.uri(), bad.command());
            assertEquals("ok ok ok ok ok", doctor.verdicts("name", "port", "api", "health", "clock"));
            doctor.skippedFrom("receiver");
        }
    }

    @Test
    void theResourceIsNotPublished() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW)) {
            Finding bad = Examination.of(proxy.proxy).resources(PtpResource.GNSS.path()).fails("publishers");
            contains(bad.evidence(), "not published: gnss; published: sync-state");
            Examination half = Examination.of(proxy.proxy)
                    .resources(PtpResource.GNSS.path(), PtpResource.LOCK_STATE.path()).well();
            assertEquals("warn", half.verdicts("publishers"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker-7", "worker7.example.com", "worker-7.example.org", "something-else"})
    void aWrongNode(String typed) throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW)) {
            Examination doctor = Examination.of(proxy.proxy).nodes(typed);
            Finding bad = doctor.fails("node");
            contains(bad.evidence(), "it publishes for " + NODE + ", not for " + typed);
            assertEquals("evtool ptp doctor --proxy " + proxy.url() + " --node " + NODE, bad.command());
            assertEquals("ok ok ok", doctor.verdicts("api", "clock", "publishers"));
            doctor.skippedFrom("receiver");
        }
    }

    @Test
    void aWrongNodeInAWholeAddress() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW)) {
            contains(Examination.of(proxy.proxy).resources(PtpResource.LOCK_STATE.address("worker-8")).fails("node")
                    .evidence(), "not for worker-8");
        }
    }

    @Test
    void aNodeThatIsACommandIsNotPutIntoOne() throws Exception {
        try (FakeProxy proxy = new FakeProxy(PtpApi.V2).publishes("/cluster/node/$(reboot)/sync/x")) {
            assertEquals("evtool ptp doctor --proxy " + proxy.url() + " --node NODE",
                    Examination.of(proxy.url()).nodes("n").fails("node").command());
        }
    }

    @Test
    void v1WithoutANode() throws Exception {
        for (PtpApi api : new PtpApi[] {PtpApi.V1, PtpApi.V1_TRANSPORT}) {
            try (HealthyProxy proxy = new HealthyProxy(api, PtpSpelling.OLD)) {
                Examination doctor = Examination.of(proxy.proxy);
                Finding bad = doctor.fails("node");
                contains(bad.evidence(), "API " + api.word() + " does not say for which node");
                contains(bad.command(), "--node NODE");
                doctor.skippedFrom("receiver");
            }
        }
    }

    @Test
    void aWrongNodeAtAV1Sidecar() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V1, PtpSpelling.NEW)) {
            Examination doctor = Examination.of(proxy.proxy).nodes("wrong").wait(Duration.ofMillis(300));
            Finding bad = doctor.fails("state");
            contains(bad.evidence(), "no real state");
            contains(bad.next(), "compare the node's name");
            assertEquals("ok ok warn", doctor.verdicts("reach", "subscribe", "event"));
        }
    }

    @Test
    void theRestPortOfAV1Publisher() throws Exception {
        try (FakeProxy proxy = new FakeProxy(PtpApi.V1).publishes(LOCK).triesEndpoints()
                .reply("GET", LOCK.substring(1) + "/CurrentState", 400, "{\"error\":\"subscription not found\"}")) {
            Examination doctor = Examination.of(proxy.url()).nodes(NODE).resources(PtpResource.LOCK_STATE.path())
                    .wait(Duration.ofMillis(300));
            Finding bad = doctor.fails("publishers");
            contains(bad.evidence(), "REST API of a v1 publisher's proxy");
            contains(bad.command(), ":8089 --api v1");
            contains(bad.next(), ":9043 --api v1-transport");
            assertEquals("ok ok warn fail", doctor.verdicts("reach", "subscribe", "event", "state"));
            assertTrue(proxy.isEmpty());
        }
    }

    @Test
    void aDeadAndASlowConsumerAmongTheOthers() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
                ProxyCaller other = new ProxyCaller(proxy.proxy.uri());
                TestConsumer slow = new TestConsumer();
                TestConsumer fine = new TestConsumer()) {
            String dead;
            try (TestConsumer soonDead = new TestConsumer()) {
                dead = soonDead.url("/event");
                other.subscribed(LOCK, dead);
            }
            other.subscribed(LOCK, slow.url("/late"));
            other.subscribed(LOCK, fine.url("/event"));
            slow.delay("/late", Duration.ofMillis(900));
            Examination doctor = Examination.of(proxy.proxy).well();
            assertEquals("warn", doctor.verdicts("consumers"));
            Finding risk = doctor.finding("consumers");
            contains(risk.evidence(), "1 of 3 dead: " + dead + " (connection refused)");
            contains(risk.evidence(), "1 of 3 slow: " + slow.url("/late"));
            contains(risk.command(), "evtool ptp subscriptions --proxy");
            assertEquals(3, proxy.subscriptions().size(), "those of others are left alone");
            assertEquals(1, fine.bodies("/event").stream().filter(b -> !b.isEmpty()).count(),
                    "trying a consumer gives it nothing that could be an event");
        }
    }
}
