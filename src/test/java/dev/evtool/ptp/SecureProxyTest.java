package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.config.SecretReferences;
import dev.evtool.event.Notice.Kind;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Secret;
import dev.evtool.stream.Security;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A proxy behind TLS that wants certificates and tokens, and a receiver that does: end to end, over loopback.
@Timeout(60)
class SecureProxyTest {

    private static final String TOKEN = "t0k3n-of-the-test";

    @TempDir
    Path folder;

    private TestCertificates ours;
    private EmbeddedPeer peer;

    @BeforeEach
    void start() throws IOException {
        ours = new TestCertificates(folder, "our CA");
        peer = EmbeddedPeer.v2();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private TlsFiles identity(String name, Path ca, String... hosts) throws IOException {
        HeldCertificate held = ours.issue(name, hosts);
        return new TlsFiles(ca, ours.cert(name, held), ours.key(name, held), false);
    }

    private TlsTunnel front(Path clientCa, String... hosts) throws Exception {
        return TlsTunnel.before(peer.uri().getPort(), Tls.server(identity("proxy", clientCa, hosts), news -> {}));
    }

    private static Secret token(Path file) throws StreamException {
        return new SecretReferences(Map.of()).refer("--token", "file:" + file);
    }

    private static Source source(String url, Security security, InetSocketAddress listen, String advertise)
            throws StreamException {
        PtpSettings settings = new PtpSettings(PtpSettings.proxy(url, null), List.of(), List.of(), null, null,
                advertise == null ? null : PtpSettings.advertise(advertise), Connecting.DEFAULT.with(security));
        Duration soon = Duration.ofMillis(100);
        return new PtpSource("ptp://test", settings,
                new PtpReceiver(listen == null ? PtpSourceType.LOOPBACK : listen, security.listening()),
                new PtpSource.Intervals(soon, soon.multipliedBy(3), soon));
    }

    private static Problem failure(String url, Security security) throws StreamException {
        Source source = source(url, security, null, null);
        StreamException e = assertThrows(StreamException.class,
                () -> source.run(Subscription.LIVE, new CollectingSink()));
        assertFalse(e.problem().toString().contains(TOKEN), e.problem().toString());
        return e.problem();
    }

    private static Security tls(TlsFiles files) {
        return new Security(files, null, TlsFiles.NONE);
    }

    private interface Body {
        void run(CollectingSink sink) throws Exception;
    }

    private static CollectingSink running(Source source, Body body) throws Exception {
        CollectingSink sink = new CollectingSink();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                source.run(Subscription.LIVE, sink);
            } catch (StreamException e) {
                throw new IllegalStateException(e.problem().toString(), e);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            body.run(sink);
        } finally {
            thread.interrupt();
            thread.join();
        }
        return sink;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void certificatesBothWaysAndATokenThatRotates() throws Exception {
        Path file = ours.write("token", TOKEN + "-1\n");
        int port = freePort();
        Security security = new Security(identity("evtool", ours.ca()), token(file),
                identity("receiver", ours.ca(), "localhost"));
        try (TlsTunnel front = front(ours.ca(), "127.0.0.1");
                TlsTunnel back = TlsTunnel.to(port, Tls.client(identity("sender", ours.ca()), news -> {}))) {
            Source source = source("https://127.0.0.1:" + front.port(), security,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    "http://127.0.0.1:" + back.port());
            CollectingSink sink = running(source, s -> {
                s.await("the initial notification", c -> c.events().size() == 1);
                ours.write("token", TOKEN + "-2\n");
                front.await("Bearer " + TOKEN + "-2\r\n");
                peer.emit(7);
                s.await("an event", c -> c.events().size() == 2);
                Files.delete(file);
                s.await("the news of the token", c -> !c.notices(Kind.WARNING).isEmpty());
            });
            assertEquals(0, peer.held());
            assertTrue(front.seen().contains("\r\nAuthorization: Bearer " + TOKEN + "-1\r\n"), front.seen());
            assertTrue(front.seen().contains("\r\nAuthorization: Bearer " + TOKEN + "-2\r\n"), front.seen());
            assertEquals(front.seen().split(" HTTP/1.1\r\n").length, front.seen().split("Bearer ").length);
            assertEquals("--token: " + file + " does not exist; what was read before is used on",
                    sink.notices(Kind.WARNING).getFirst().text());
            assertFalse(sink.items().toString().contains(TOKEN), sink.items().toString());
        }
    }

    @Test
    void aWrongNameIsToldWithTheRightOnes() throws Exception {
        try (TlsTunnel front = front(null, "proxy.example")) {
            String url = "https://127.0.0.1:" + front.port();
            Problem problem = failure(url, tls(new TlsFiles(ours.ca(), null, null, false)));
            assertEquals(url + ": its certificate is not for 127.0.0.1 but for proxy.example", problem.what());
        }
    }

    @Test
    void anUnknownAuthorityAndAMissingCertificateAreTold() throws Exception {
        try (TlsTunnel front = front(ours.ca(), "127.0.0.1")) {
            String url = "https://127.0.0.1:" + front.port();
            assertTrue(failure(url, Security.NONE).what().contains("is not trusted: \"CN=proxy\""));
            Problem problem = failure(url, tls(new TlsFiles(ours.ca(), null, null, false)));
            assertTrue(problem.cause().contains("wants a client certificate"), problem.toString());
        }
    }

    @Test
    void insecureWorksAndWarns() throws Exception {
        try (TlsTunnel front = front(null, "proxy.example")) {
            Source source = source("https://127.0.0.1:" + front.port(),
                    tls(new TlsFiles(null, null, null, true)), null, null);
            CollectingSink sink = running(source, s -> s.await("an event", c -> c.events().size() == 1));
            assertTrue(sink.notices(Kind.WARNING).getFirst().text().contains("is not verified"));
        }
    }

    @Test
    void plainHttpOnTheWrongSideIsTold() throws Exception {
        String go = FaultServer.http("400 Bad Request", "text/plain",
                "Client sent an HTTP request to an HTTPS server.");
        try (FaultServer server = new FaultServer(go, true)) {
            assertTrue(failure(server.url(), Security.NONE).what().endsWith("speaks TLS on this port"));
            assertTrue(failure(server.url().replace("http:", "https:"), Security.NONE).what()
                    .endsWith("does not speak TLS"));
        }
    }

    @Test
    void certificatesForAPlainAddressAreRefused() throws Exception {
        Problem problem = failure("http://127.0.0.1:1", tls(new TlsFiles(ours.ca(), null, null, false)));
        assertTrue(problem.what().contains("is not spoken to by TLS"), problem.toString());
    }

    @Test
    void aTokenGoesInPlainTextToLoopbackOnly() throws Exception {
        Secret token = token(ours.write("token", TOKEN));
        Problem problem = failure("http://192.0.2.1:9043", new Security(TlsFiles.NONE, token, TlsFiles.NONE));
        assertTrue(problem.what().contains("would go to 192.0.2.1:9043 in plain text"), problem.toString());
        running(source(peer.uri().toString(), new Security(TlsFiles.NONE, token, TlsFiles.NONE), null, null),
                s -> s.await("an event", c -> c.events().size() == 1));
    }

    private static String jwt(Instant expiry) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "." + base64
                .encodeToString(("{\"exp\":" + expiry.getEpochSecond() + "}").getBytes(StandardCharsets.UTF_8)) + "."
                + TOKEN;
    }

    @Test
    void aRefusedTokenIsToldWithItsOriginAndItsEndButNeverItself() throws Exception {
        Instant past = Instant.parse("2026-01-02T03:04:05Z");
        Path file = ours.write("token", jwt(past));
        String answer = FaultServer.http("401 Unauthorized", "text/plain", "bad token " + jwt(past));
        try (FaultServer server = new FaultServer(answer, true)) {
            Problem problem = failure(server.url(), new Security(TlsFiles.NONE, token(file), TlsFiles.NONE));
            assertTrue(problem.what().endsWith("(HTTP 401): bad token (the token)"), problem.toString());
            assertEquals("a token was sent, from file:" + file + "; it expired at " + past, problem.cause());
        }
        try (FaultServer server = new FaultServer(FaultServer.http("403 Forbidden", "text/plain", "no"), true)) {
            Problem problem = failure(server.url(), Security.NONE);
            assertTrue(problem.what().endsWith("does not let us in (HTTP 403): no"), problem.toString());
            assertEquals("no token was sent", problem.cause());
        }
    }

    @ParameterizedTest
    @CsvSource({"a.b.c", "a.!.c", "..", "x", "a.e30.c", "a.eyJleHAiOiJ4In0.c", "a.eyJleHAiOjFlOTl9.c"})
    void whatIsNoJsonWebTokenHasNoEnd(String token) {
        assertTrue(BearerToken.expiry(token).isEmpty());
    }

    @Test
    void aTokenThatCannotBeOneIsNotSent() throws Exception {
        Path file = ours.write("token", "Bearer " + TOKEN);
        Problem problem = failure(peer.uri().toString(), new Security(TlsFiles.NONE, token(file), TlsFiles.NONE));
        assertTrue(problem.what().contains("is no token"), problem.toString());
        problem = failure(peer.uri().toString(),
                new Security(TlsFiles.NONE, token(folder.resolve("none")), TlsFiles.NONE));
        assertTrue(problem.what().endsWith("does not exist"), problem.toString());
    }

    @Test
    void aSenderWithoutTlsOrCertificateIsToldOfOnce() throws Exception {
        int port = freePort();
        Security security = new Security(TlsFiles.NONE, null, identity("receiver", ours.ca(), "localhost"));
        try (TlsTunnel known = TlsTunnel.to(port, Tls.client(identity("sender", ours.ca()), news -> {}))) {
            InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            Source source = source(peer.uri().toString(), security, listen, "http://127.0.0.1:" + known.port());
            CollectingSink sink = running(source, s -> {
                s.await("an event", c -> c.events().size() == 1);
                for (int i = 0; i < 3; i++) {
                    try (Socket plain = new Socket(listen.getAddress(), port)) {
                        plain.getOutputStream()
                                .write("POST / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        assertFalse(new String(plain.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                                .contains("HTTP/1.1"));
                    } catch (java.net.SocketException reset) {
                        // as good a refusal
                    }
                }
                s.await("news of it", c -> !c.notices(Kind.WARNING).isEmpty());
                peer.emit(7);
                s.await("that others are served on", c -> c.events().size() == 2);
            });
            assertEquals(1, sink.notices(Kind.WARNING).size(), sink.items().toString());
            assertTrue(sink.notices(Kind.WARNING).getFirst().text().startsWith("127.0.0.1 spoke no TLS"));
        }
    }

    @Test
    void aProxyThatMayNotPostIsUnderstood() throws Exception {
        Security security = new Security(TlsFiles.NONE, null, identity("receiver", ours.ca(), "127.0.0.1"));
        Problem problem = failure(peer.uri().toString(), security);
        assertTrue(problem.cause().contains("must post to https://127.0.0.1:"), problem.toString());
    }
}
