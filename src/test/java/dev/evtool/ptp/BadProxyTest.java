package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Peers that are no proxy, or a sick one: each is a clear error, in time.
@Timeout(40)
class BadProxyTest {

    private static String failure(String url, Duration timeout) throws Exception {
        PtpSettings settings = PtpSettings.of(PtpSettings.proxy(url, null),
                new Connecting(timeout, false));
        Source source = PtpSourceType.sharingReceiver(List.of(settings), null).getFirst();
        StreamException.Unreachable e = assertThrows(StreamException.Unreachable.class,
                () -> source.run(Subscription.LIVE, new CollectingSink()));
        assertTrue(e.problem().next() != null || e.problem().cause() != null, e.problem().toString());
        return e.problem().what();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"500 Internal Server Error|text/plain|oops|answered health with HTTP 500",
            "503 Service Unavailable|text/html|<html>|answered health with HTTP 503",
            "404 Not Found|text/plain|404 page not found|answers, but speaks no API of a cloud-event-proxy",
            "301 Moved|text/html|elsewhere|answered health with HTTP 301",
            "200 OK|text/html|<!DOCTYPE html><html>login</html>|answered v2 health with HTML",
            "200 OK|application/json|{broken|answered v2 health with what is not OK",
            "200 OK|text/plain|OK|answered publishers with what is not JSON"})
    void wrongAnswersAreNamed(String status, String type, String body, String expected) throws Exception {
        try (FaultServer server = new FaultServer(FaultServer.http(status, type, body), true)) {
            String what = failure(server.url(), Duration.ofSeconds(5));
            assertTrue(what.contains(expected), what);
        }
    }

    private static int portWithoutListener() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    @Test
    void aPortThatNobodyListensOn() throws Exception {
        int port = portWithoutListener();
        String what = failure("http://127.0.0.1:" + port, Duration.ofSeconds(5));
        assertTrue(what.endsWith("refused the connection"), what);
    }

    @Test
    void aNameThatDoesNotExist() throws Exception {
        assertEquals("the host name no-such-host.invalid cannot be resolved",
                failure("http://no-such-host.invalid:9043", Duration.ofSeconds(5)));
    }

    @Test
    void aPeerThatHangsAfterAccept() throws Exception {
        try (FaultServer server = new FaultServer("", false)) {
            long start = System.nanoTime();
            String what = failure(server.url(), Duration.ofSeconds(1));
            assertTrue(what.contains("does not answer"), what);
            assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15);
        }
    }

    @Test
    void aPeerThatClosesAtOnceOrTalksSomethingElse() throws Exception {
        try (FaultServer server = new FaultServer("SSH-2.0-OpenSSH_9.2\r\n", true)) {
            assertFalse(failure(server.url(), Duration.ofSeconds(5)).isEmpty());
        }
    }

    @Test
    void anAnswerWithoutEnd() throws Exception {
        String flood = "HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n" + "[".repeat(9_000_000);
        try (FaultServer server = new FaultServer(flood, false)) {
            String what = failure(server.url(), Duration.ofSeconds(5));
            assertTrue(what.contains("more than"), what);
        }
    }

    @Test
    void anAnswerCutInHalf() throws Exception {
        try (FaultServer server = new FaultServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nOK", true)) {
            assertFalse(failure(server.url(), Duration.ofSeconds(5)).isEmpty());
        }
    }

    @Test
    void aReceiverThatTheProxyCannotReach() throws IOException, StreamException, InterruptedException {
        int port = portWithoutListener();
        try (CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK, ProxySettings.of("localhost", 1))) {
            proxy.addPublisher(PtpResource.LOCK_STATE.address("worker-1"));
            PtpSettings settings = new PtpSettings(PtpSettings.proxy(proxy.uri().toString(), null), List.of(),
                    List.of(), null, null, PtpSettings.advertise("http://127.0.0.1:" + port), Connecting.DEFAULT);
            Source source = PtpSourceType.sharingReceiver(List.of(settings), null).getFirst();
            StreamException.Unreachable e = assertThrows(StreamException.Unreachable.class,
                    () -> source.run(Subscription.LIVE, new CollectingSink()));
            assertTrue(e.problem().what().contains("HTTP 400"), e.problem().toString());
            assertTrue(e.problem().cause().contains("nothing arrived"), e.problem().toString());
            assertTrue(e.problem().next().contains("--advertise"), e.problem().toString());
        }
    }
}
