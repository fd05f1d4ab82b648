package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Set-ups in which the way ends before the proxy has said a word of its own.
@Timeout(60)
class DoctorReachTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

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
    void aNameThatDoesNotResolve() throws Exception {
        Examination doctor = Examination.of("http://no-such-host.invalid:9043");
        Finding bad = doctor.fails("name");
        contains(bad.evidence(), "no-such-host.invalid cannot be resolved");
        assertEquals("getent hosts no-such-host.invalid", bad.command());
        doctor.skippedFrom("port");
    }

    @Test
    void aServiceOfTheClusterSeenFromOutside() throws Exception {
        Finding bad = Examination.of("http://ptp-event-publisher-service-n1.openshift-ptp.svc.invalid:9043")
                .fails("name");
        contains(bad.evidence(), "resolves only in its cluster");
        contains(bad.command(), "port-forward svc/ptp-event-publisher-service-n1 9043");
    }

    @Test
    void nothingListens() throws Exception {
        Examination doctor = Examination.of("http://127.0.0.1:" + freePort()).usualPorts(freePort());
        Finding bad = doctor.fails("port");
        contains(bad.evidence(), "nothing listens there (connection refused)");
        contains(bad.evidence(), "nor do the usual ports");
        contains(bad.command(), "kubectl -n openshift-ptp get pods");
        assertEquals("ok", doctor.verdicts("name"));
        doctor.skippedFrom("api");
    }

    @Test
    void nothingListensButAUsualPortAnswers() throws Exception {
        try (FaultServer other = new FaultServer("", false)) {
            int port = Integer.parseInt(other.url().replaceFirst(".*:", ""));
            Finding bad = Examination.of("http://127.0.0.1:" + freePort()).usualPorts(port).fails("port");
            contains(bad.evidence(), "but port " + port + " accepts connections");
            assertEquals("evtool ptp doctor --proxy http://127.0.0.1:" + port, bad.command());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200 OK|text/html|<!DOCTYPE html><html>|HTTP 200 with a web page (HTML)",
            "301 Moved|text/html|<html>|HTTP 301 with a web page (HTML)",
            "200 OK|application/json|{\"a\":1}|HTTP 200 with something else than OK, application/json",
            "404 Not Found|text/plain|404 page not found|an HTTP server, but no cloud-event-proxy: v2 health HTTP 404"})
    void anotherServiceOfHttp(String status, String type, String body, String expected) throws Exception {
        try (FaultServer server = new FaultServer(FaultServer.http(status, type, body), true)) {
            Examination doctor = Examination.of(server.url());
            Finding bad = doctor.fails("api");
            contains(bad.evidence(), expected);
            contains(bad.command(), "curl -i " + server.url());
            assertEquals("ok ok", doctor.verdicts("name", "port"));
            doctor.skippedFrom("health");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401 Unauthorized", "403 Forbidden"})
    void somebodyWantsToKnowWhoAsks(String status) throws Exception {
        try (FaultServer server = new FaultServer(FaultServer.http(status, "text/plain", "who are you?"), true)) {
            Examination doctor = Examination.of(server.url());
            Finding bad = doctor.fails("api");
            contains(bad.evidence(), "does not let us in (HTTP " + status.substring(0, 3) + "): who are you?");
            contains(bad.next(), "--token file:PATH");
            assertEquals("ok ok", doctor.verdicts("name", "port"));
            doctor.skippedFrom("health");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 Internal Server Error", "503 Service Unavailable"})
    void aSickProxy(String status) throws Exception {
        try (FaultServer server = new FaultServer(FaultServer.http(status, "text/html", "<html>"), true)) {
            Examination doctor = Examination.of(server.url());
            contains(doctor.fails("health").evidence(), "HTTP " + status.substring(0, 3));
            assertEquals("ok ok skipped", doctor.verdicts("name", "port", "api"));
            doctor.skippedFrom("clock");
        }
    }

    @Test
    void anSshServer() throws Exception {
        try (FaultServer server = new FaultServer("SSH-2.0-OpenSSH_9.2\r\n", true)) {
            Finding bad = Examination.of(server.url()).fails("api");
            contains(bad.evidence(), "an SSH server (SSH-2.0-OpenSSH_9.2)");
            contains(bad.next(), "another service has the port");
        }
    }

    @Test
    void aPortThatHangs() throws Exception {
        try (FaultServer server = new FaultServer("", false)) {
            Finding bad = Examination.of(server.url()).timeout(SHORT).fails("api");
            contains(bad.evidence(), "takes the connection and says nothing");
        }
    }

    @Test
    void aPortThatHangsUp() throws Exception {
        try (FaultServer server = new FaultServer("", true)) {
            contains(Examination.of(server.url()).timeout(SHORT).fails("api").evidence(), "and closes it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0015\u0003\u0001\u0000\u0002\u0002F",
            "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n<html>The plain HTTP request was sent to HTTPS port"})
    void plainHttpToAPortOfTls(String answer) throws Exception {
        try (FaultServer server = new FaultServer(answer, true)) {
            Finding bad = Examination.of(server.url()).fails("api");
            contains(bad.evidence(), "speaks TLS");
            assertEquals("evtool ptp doctor --proxy " + server.url().replace("http:", "https:"), bad.command());
        }
    }

    @Test
    void tlsToAPortOfPlainHttp() throws Exception {
        try (FaultServer server = new FaultServer(FaultServer.http("400 Bad Request", "text/plain", "no"), true)) {
            Finding bad = Examination.of(server.url().replace("http:", "https:")).fails("api");
            contains(bad.evidence(), "speaks plain HTTP");
            assertEquals("evtool ptp doctor --proxy " + server.url(), bad.command());
        }
    }

    @Test
    void v2ProxyThatIsSaidToBeV1AndTheReverse() throws Exception {
        for (PtpApi real : PtpApi.values()) {
            try (CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK,
                    ProxySettings.of("localhost", 1).speaking(real, PtpSpelling.NEW))) {
                Examination doctor = Examination.of(proxy).api(real == PtpApi.V2 ? PtpApi.V1 : PtpApi.V2);
                Finding bad = doctor.fails("api");
                contains(bad.evidence(), "it speaks " + real.word() + ", not v" + (real == PtpApi.V2 ? 1 : 2));
                contains(bad.command(), "--api " + real.word());
                doctor.skippedFrom("health");
            }
        }
    }

    @Test
    void theClockOfTheProxyIsAnHourOff() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
                Forwarder late = new Forwarder(proxy.port(), Duration.ZERO, Duration.ZERO, HealthyProxy::anHourAhead)) {
            Examination doctor = Examination.of(late.url()).well();
            assertEquals("warn", doctor.verdicts("clock"));
            contains(doctor.finding("clock").evidence(), "s ahead of this machine's");
            assertTrue(doctor.finding("clock").evidence().matches(".* (3599|3600|3601) s ahead.*"));
            assertEquals("chronyc tracking", doctor.finding("clock").command());
        }
    }

    @Test
    void anAnswerWithoutADate() throws Exception {
        try (FaultServer server = new FaultServer(FaultServer.http("200 OK", "text/plain", "OK"), true)) {
            Examination doctor = Examination.of(server.url());
            contains(doctor.fails("publishers").evidence(), "not JSON");
            assertEquals("ok ok warn", doctor.verdicts("api", "health", "clock"));
        }
    }

    @Test
    void aReceiverWhosePortIsTaken() throws Exception {
        try (HealthyProxy proxy = new HealthyProxy(PtpApi.V2, PtpSpelling.NEW);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket user = new Socket(taken.getInetAddress(), taken.getLocalPort())) {
            Examination doctor = Examination.of(proxy.url()).listen(taken.getLocalPort());
            contains(doctor.fails("receiver").evidence(), "cannot listen on");
            assertTrue(user.isConnected());
            doctor.skippedFrom("reach");
        }
    }
}
