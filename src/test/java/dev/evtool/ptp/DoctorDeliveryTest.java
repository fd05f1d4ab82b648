package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The way back: healthy proxies of every API, and set-ups in which events cannot arrive.
@Timeout(60)
class DoctorDeliveryTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String NODE = HealthyProxy.NODE;
    private static final String LOCK = PtpResource.LOCK_STATE.address(NODE);

    private static void contains(String text, String part) {
        assertNotNull(text);
        assertTrue(text.contains(part), text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void aHealthyProxyOfV2() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW)) {
            Examination doctor = Examination.of(proxy.proxy).well();
            assertTrue(doctor.findings.stream().allMatch(f -> f.verdict() == Finding.Verdict.OK),
                    doctor.findings::toString);
            assertEquals(PtpDoctor.STEPS, doctor.findings.stream().map(Finding::step).toList());
            contains(doctor.finding("state").evidence(), NODE + ": ");
            contains(doctor.finding("state").evidence(), "clock-class 6");
            contains(doctor.finding("state").evidence(), "lock-state LOCKED");
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @ParameterizedTest
    @CsvSource({"V1,OLD", "V1,NEW", "V1_TRANSPORT,OLD", "V1_TRANSPORT,NEW", "V2,NEW"})
    void aChangeIsAwaited(PtpApi api, PtpSpelling spelling) throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(api, spelling)) {
            Examination doctor = Examination.of(proxy.proxy).nodes(NODE).wait(LONG).at("subscribe", proxy::change)
                    .well();
            assertEquals("ok ok ok ok", doctor.verdicts("subscribe", "event", "kept", "cleanup"));
            contains(doctor.finding("state").evidence(), "lock-state HOLDOVER");
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @Test
    void withoutAChangeV1IsAWarningAndTransportUnproven() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V1, PtpSpelling.NEW)) {
            Examination doctor = Examination.of(proxy.proxy).nodes(NODE).wait(SHORT).well();
            assertEquals("ok warn ok", doctor.verdicts("reach", "event", "state"));
        }
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V1_TRANSPORT, PtpSpelling.NEW)) {
            Examination doctor = Examination.of(proxy.proxy).nodes(NODE).wait(SHORT);
            contains(doctor.fails("event").command(), "--node " + NODE + " --wait 10m");
            assertEquals("skipped skipped unproven", doctor.verdicts("reach", "limit", "event"));
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptInTheMiddleLeavesNothing(PtpApi api) throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(api, PtpSpelling.NEW)) {
            Examination doctor = Examination.of(proxy.proxy).nodes(NODE).wait(LONG).at("subscribe", () -> {
                assertFalse(proxy.subscriptions().isEmpty());
                Thread.currentThread().interrupt();
            });
            assertThrows(InterruptedException.class, doctor::run);
            assertEquals(List.of(), proxy.subscriptions());
            assertEquals("cleanup", doctor.findings.getLast().step());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"receiver", "reach", "subscribe", "state"})
    void aClosedPipeLeavesNothing(String step) throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW)) {
            Examination doctor = Examination.of(proxy.proxy).at(step, () -> {
                throw new UncheckedIOException(new IOException("gone"));
            });
            assertThrows(UncheckedIOException.class, doctor::run);
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @Test
    void theReceiverCannotBeReached() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW)) {
            String dead = "http://127.0.0.1:" + freePort();
            Examination doctor = Examination.of(proxy.proxy).advertise(dead);
            Finding bad = doctor.fails("reach");
            contains(bad.evidence(), "cannot post to " + dead);
            contains(bad.evidence(), "at once: connection refused");
            contains(bad.command(), "curl -i " + dead);
            assertEquals("ok fail", doctor.verdicts("receiver", "subscribe"));
            contains(doctor.finding("subscribe").evidence(), "0 of 4 taken: HTTP 400");
            assertEquals("skipped skipped skipped", doctor.verdicts("event", "kept", "state"));
        }
    }

    @Test
    void aV1SidecarSaysWhyItCannotReachUs() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V1, PtpSpelling.NEW)) {
            Finding bad = Examination.of(proxy.proxy).nodes(NODE).advertise("http://127.0.0.1:" + freePort())
                    .fails("reach");
            contains(bad.evidence(), "it says: ");
            contains(bad.evidence(), "refused");
        }
    }

    @Test
    void loopbackGivenToARemoteProxy() throws Exception {
        Optional<InetAddress> own = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress()).findFirst();
        Assumptions.assumeTrue(own.isPresent(), "no address but loopback");
        try (FakeProxy proxy = new FakeProxy(PtpApi.V2, own.get())) {
            proxy.publishes(LOCK).reply("POST", "subscriptions", 400, "");
            Examination doctor = Examination.of(proxy.url());
            Finding bad = doctor.fails("reach");
            assertEquals("warn", doctor.verdicts("receiver"));
            contains(doctor.finding("receiver").evidence(), "the proxy's own host, seen from there");
            assertEquals("evtool ptp doctor --proxy " + proxy.url() + " --listen 0.0.0.0:9143", bad.command());
        }
    }

    @Test
    void ourAnswerComesTooLate() throws Exception {
        int port = freePort();
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
                Forwarder slow = new Forwarder(port, Duration.ZERO, Duration.ofSeconds(4), UnaryOperator.identity())) {
            Examination doctor = Examination.of(proxy.proxy).listen(port).advertise(slow.url());
            Finding bad = doctor.fails("limit");
            contains(bad.evidence(), "did not get back within the 2 s");
            contains(bad.command(), "--poll 5s");
            assertEquals("ok fail", doctor.verdicts("reach", "subscribe"));
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @Test
    void thePostComesTooLate() throws Exception {
        int port = freePort();
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
                Forwarder slow = new Forwarder(port, Duration.ofMillis(2_500), Duration.ZERO,
                        UnaryOperator.identity())) {
            Examination doctor = Examination.of(proxy.proxy).listen(port).advertise(slow.url());
            contains(doctor.fails("limit").evidence(), "its post came after that");
            assertEquals("ok", doctor.verdicts("reach"));
        }
    }

    @Test
    void aWayThatIsNearlyTooSlow() throws Exception {
        int port = freePort();
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
                Forwarder slow = new Forwarder(port, Duration.ZERO, Duration.ofMillis(1_200),
                        UnaryOperator.identity())) {
            Examination doctor = Examination.of(proxy.proxy).resources(PtpResource.LOCK_STATE.path()).listen(port)
                    .advertise(slow.url()).well();
            assertEquals("ok warn ok", doctor.verdicts("reach", "limit", "subscribe"));
        }
    }

    @Test
    void onlyPlaceholders() throws Exception {
        try (CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK, ProxySettings.of("localhost", 1))) {
            proxy.addPublisher(LOCK);
            Examination doctor = Examination.of(proxy);
            Finding bad = doctor.fails("state");
            contains(bad.evidence(), "no real state, only placeholders: " + NODE + ": lock-state");
            contains(bad.command(), "kubectl -n openshift-ptp logs ds/linuxptp-daemon");
            assertEquals("ok ok ok warn ok", doctor.verdicts("reach", "limit", "subscribe", "event", "kept"));
            contains(doctor.finding("event").evidence(), "0 came with the subscriptions; besides, 1 placeholder");
        }
    }

    @Test
    void noGnssIsNoReasonToWarn() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW)) {
            proxy.proxy.addPublisher(PtpResource.GNSS.address(NODE));
            Examination doctor = Examination.of(proxy.proxy).well();
            assertEquals("ok", doctor.verdicts("state"));
            contains(doctor.finding("state").evidence(), "no data of " + NODE + ": gnss");
        }
    }

    @Test
    void aProxyThatSays201AndNeverPosts() throws Exception {
        try (FakeProxy proxy = new FakeProxy(PtpApi.V2).publishes(LOCK)) {
            Examination doctor = Examination.of(proxy.url());
            Finding bad = doctor.fails("reach");
            contains(bad.evidence(), "took 1 subscription and posted nothing before");
            assertEquals("skipped ok fail ok", doctor.verdicts("limit", "subscribe", "event", "kept"));
            assertTrue(proxy.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void subscribingWantsAuthentication(int status) throws Exception {
        try (FakeProxy proxy = new FakeProxy(PtpApi.V2).publishes(LOCK).reply("POST", "subscriptions", status,
                "who are you?")) {
            Examination doctor = Examination.of(proxy.url());
            Finding bad = doctor.fails("subscribe");
            contains(bad.evidence(), String.valueOf(status));
            assertEquals("skipped skipped", doctor.verdicts("reach", "limit"));
        }
    }

    @Test
    void aConsumerThatStealsEverything() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
                ProxyCaller thief = new ProxyCaller(proxy.proxy.uri())) {
            Examination doctor = Examination.of(proxy.proxy).at("event",
                    () -> assertEquals(204, thief.api("DELETE", "subscriptions", null).statusCode()));
            Finding bad = doctor.fails("kept");
            contains(bad.evidence(), "4 of our 4 subscriptions gone already: another consumer deletes them all");
            contains(bad.command(), "evtool ptp subscriptions --proxy");
            assertEquals("ok ok ok ok skipped", doctor.verdicts("reach", "limit", "subscribe", "event", "state"));
        }
    }

    @Test
    void aResourceOfAV1SidecarIsTaken() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V1, PtpSpelling.NEW);
                TestConsumer first = new TestConsumer()) {
            new ProxyClientV1(new ProxyCalls(PtpSettings.proxy(proxy.url(), null), Connecting.DEFAULT, news -> {}))
                    .subscribe(LOCK, first.url("/event"));
            Examination doctor = Examination.of(proxy.proxy).nodes(NODE).resources(PtpResource.LOCK_STATE.path());
            Finding bad = doctor.fails("subscribe");
            contains(bad.evidence(), "already another consumer's, such as " + LOCK + " of 127.0.0.1:" + first.port());
            contains(bad.command(), "--poll 5s");
            assertEquals("ok ok", doctor.verdicts("reach", "limit"));
            contains(doctor.finding("state").evidence(), "lock-state LOCKED");
            assertEquals(1, proxy.subscriptions().size(), "the other's stays");
        }
    }
}
