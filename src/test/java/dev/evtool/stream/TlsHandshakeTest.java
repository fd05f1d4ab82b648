package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Handshakes over loopback, good and bad, and what both sides then say.
@Timeout(30)
class TlsHandshakeTest {

    @TempDir
    Path folder;

    private TestCertificates ours;
    private TestCertificates theirs;
    private ServerSocket listener;
    private final List<String> news = new CopyOnWriteArrayList<>();
    /// Those whose end no test looks at.
    private final List<FutureTask<?>> peers = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        ours = new TestCertificates(folder, "our CA");
        theirs = new TestCertificates(folder, "their CA");
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    private TlsFiles identity(TestCertificates by, String name, Path ca) throws IOException {
        HeldCertificate held = by.issue(name, "localhost", "127.0.0.1");
        return new TlsFiles(ca, by.cert(name, held), by.key(name, held), false);
    }

    private static <T> FutureTask<T> start(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread.ofVirtual().start(future);
        return future;
    }

    /// The server's side of one connection: the peer's certificates, or why it failed.
    private FutureTask<Object> serve(Tls tls, String... protocols) {
        return start(() -> {
            try (Socket raw = listener.accept();
                    SSLSocket socket = (SSLSocket) tls.context().getSocketFactory().createSocket(raw, null, false)) {
                socket.setUseClientMode(false);
                socket.setNeedClientAuth(tls.checksClients());
                if (protocols.length > 0) {
                    socket.setEnabledProtocols(protocols);
                }
                socket.startHandshake();
                socket.getInputStream().read();
                socket.getOutputStream().write('x');
                return tls.checksClients() ? socket.getSession().getPeerCertificates()[0] : "";
            } catch (IOException e) {
                return e;
            }
        });
    }

    /// The client's side: one byte there and one back, so that a late refusal of TLS 1.3 is seen.
    private void call(Tls tls) throws IOException {
        try (Socket raw = new Socket(listener.getInetAddress(), listener.getLocalPort());
                SSLSocket socket = (SSLSocket) tls.context().getSocketFactory().createSocket(raw, "127.0.0.1",
                        raw.getPort(), false)) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(Tls.PROTOCOLS.toArray(String[]::new));
            socket.startHandshake();
            socket.getOutputStream().write('x');
            assertEquals('x', socket.getInputStream().read());
        }
    }

    private Problem failure(TlsFiles files) throws StreamException {
        Tls tls = Tls.client(files, news::add);
        IOException e = assertThrows(IOException.class, () -> call(tls));
        return TlsFailure.explain(e,
                new TlsFailure.Server("https://h:1", "127.0.0.1", listener.getLocalPort(), files));
    }

    private static String told(FutureTask<Object> server) throws Exception {
        return TlsFailure.ofClient((IOException) server.get(10, TimeUnit.SECONDS));
    }

    private Tls plainServer() throws Exception {
        return Tls.server(identity(ours, "server", null), news::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothSidesShowAndCheckCertificates(String protocol) throws Exception {
        FutureTask<Object> server = serve(Tls.server(identity(ours, "server", ours.ca()), news::add), protocol);
        call(Tls.client(identity(ours, "client", ours.ca()), news::add));
        assertEquals("CN=client", ((X509Certificate) server.get()).getSubjectX500Principal().getName());
        assertEquals(List.of(), news);
    }

    @Test
    void anUnknownAuthorityIsNamed() throws Exception {
        FutureTask<Object> server = serve(plainServer());
        Problem problem = failure(new TlsFiles(theirs.ca(), null, null, false));
        assertEquals("https://h:1: its certificate is not trusted: \"CN=server\", issued by \"CN=our CA\"",
                problem.what());
        assertTrue(problem.cause().contains("none of " + theirs.ca()), problem.cause());
        assertTrue(problem.next().contains("openssl s_client -connect 127.0.0.1:"), problem.next());
        assertTrue(told(server).startsWith("refused our certificate (alert ")
                || told(server).startsWith("broke off the TLS handshake"), told(server));
        peers.add(serve(plainServer()));
        assertTrue(failure(TlsFiles.NONE).cause().contains("no authority that Java trusts"));
    }

    @Test
    void aSelfSignedCertificateIsCalledSo() throws Exception {
        HeldCertificate alone = new HeldCertificate.Builder().commonName("alone").build();
        peers.add(serve(
                Tls.server(new TlsFiles(null, ours.cert("alone", alone), ours.key("alone", alone), false), news::add)));
        assertTrue(failure(TlsFiles.NONE).cause().contains("signed by itself"));
    }

    @Test
    void insecureChecksNothing() throws Exception {
        peers.add(serve(plainServer()));
        call(Tls.client(new TlsFiles(null, null, null, true), news::add));
    }

    @Test
    void anExpiredCertificateOfTheServerIsNamedWithItsDate() throws Exception {
        HeldCertificate old = ours.issue("old", Duration.ofDays(-9), Duration.ofDays(-2), "localhost");
        Tls withOld = new Tls(new okhttp3.tls.HandshakeCertificates.Builder().heldCertificate(old).build()
                .sslContext(), null, false);
        peers.add(serve(withOld));
        Problem problem = failure(new TlsFiles(ours.ca(), null, null, false));
        assertTrue(problem.what().contains("\"CN=old\"")
                && problem.what().endsWith("expired at " + old.certificate().getNotAfter().toInstant()),
                problem.what());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatWantsACertificateIsUnderstood(String protocol) throws Exception {
        FutureTask<Object> server = serve(Tls.server(identity(ours, "server", ours.ca()), news::add), protocol);
        Problem problem = failure(new TlsFiles(ours.ca(), null, null, false));
        assertTrue(problem.cause().contains("it wants a client certificate"), problem.toString());
        assertTrue(problem.toString().contains("--cert FILE"), problem.toString());
        assertEquals("showed no client certificate", told(server));
    }

    @Test
    void aServerThatWantsAnotherCertificateIsUnderstood() throws Exception {
        FutureTask<Object> server = serve(Tls.server(identity(ours, "server", ours.ca()), news::add));
        Problem problem = failure(identity(theirs, "client", ours.ca()));
        assertTrue(problem.toString().contains("our certificate " + folder.resolve("client.pem")), problem.toString());
        assertEquals("showed a certificate that is not trusted: \"CN=client\", issued by \"CN=their CA\"",
                told(server));
    }

    @Test
    void plainHttpOnEitherSideIsSaidSo() throws Exception {
        peers.add(start(() -> {
            try (Socket plain = listener.accept()) {
                plain.getInputStream().read();
                plain.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return plain.getInputStream().readAllBytes();
            }
        }));
        assertEquals("https://h:1 does not speak TLS", failure(TlsFiles.NONE).what());
        FutureTask<Object> server = serve(plainServer());
        try (Socket plain = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            plain.getOutputStream().write("POST / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(told(server).startsWith("spoke no TLS"), told(server));
        }
    }

    @Test
    void anotherEndOfTheHandshakeIsSaidSo() throws Exception {
        peers.add(start(() -> {
            try (Socket rude = listener.accept()) {
                return rude.getInputStream().read(new byte[10_000]);
            }
        }));
        assertEquals("https://h:1 broke off the TLS connection", failure(TlsFiles.NONE).what());
        FutureTask<Object> server = serve(plainServer());
        new Socket(listener.getInetAddress(), listener.getLocalPort()).close();
        assertEquals("broke off the TLS handshake", told(server));
    }

    @Test
    void oldProtocolsAreNamed() {
        TlsFailure.Server server = new TlsFailure.Server("x", "h", 1, TlsFiles.NONE);
        for (String message : List.of("(protocol_version) Received fatal alert: protocol_version",
                "The server selected protocol version TLS10 is not accepted by client preferences [TLS13, TLS12]")) {
            assertTrue(TlsFailure.explain(new SSLException(message), server).cause().contains("TLS 1.2"));
        }
        assertEquals("x: TLS failed: odd", TlsFailure.explain(new SSLException("odd"), server).what());
    }

    @Test
    void aCertificateForAnotherNameIsToldWithItsNames() {
        X509Certificate shown = ours.issue("s", "a.example", "10.0.0.1").certificate();
        TlsFailure.Server server = new TlsFailure.Server("x", "b.example", 1, TlsFiles.NONE);
        assertEquals("x: its certificate is not for b.example but for a.example, 10.0.0.1",
                TlsFailure.otherName(shown, server).what());
        assertTrue(TlsFailure.otherName(ours.issue("s").certificate(), server).what()
                .endsWith("for no host name at all (CN=s)"));
    }

    @Test
    void replacedFilesCountFromTheNextHandshakeOn() throws Exception {
        Tls server = Tls.server(identity(ours, "server", ours.ca()), news::add);
        Tls client = Tls.client(identity(ours, "client", ours.ca()), news::add);
        List<String> seen = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            forgetSessions(client.context().getClientSessionContext()); // they would last another second
            FutureTask<Object> served = serve(server);
            call(client);
            seen.add(((X509Certificate) served.get()).getSubjectX500Principal().getName());
            HeldCertificate fresh = ours.issue("fresh client");
            ours.cert("client", fresh);
            ours.key("client", fresh);
        }
        assertEquals(List.of("CN=client", "CN=fresh client"), seen);
        assertEquals(List.of(), news);
    }

    private static void forgetSessions(SSLSessionContext sessions) {
        for (byte[] id : Collections.list(sessions.getIds())) {
            SSLSession session = sessions.getSession(id);
            if (session != null) {
                session.invalidate();
            }
        }
    }
}
