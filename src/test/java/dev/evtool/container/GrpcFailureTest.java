package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.container.GrpcFixture.Working;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFiles;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a person is told when there is no way to an engine.
@Timeout(60)
class GrpcFailureTest {

    private static final String EVENTS = "containers.ContainerService/Events";

    @TempDir
    private Path folder;
    private TestCertificates authority;

    @BeforeEach
    void found() {
        authority = new TestCertificates(folder, "engines");
    }

    private static Problem problem(EngineSettings settings) throws Exception {
        try (IsuladClient client = new IsuladClient(settings)) {
            return assertThrows(EngineException.class, client::hello).problem();
        }
    }

    private static Problem problem(Path socket) throws Exception {
        return problem(GrpcFixture.socket(EngineKind.ISULAD, socket));
    }

    private static EngineSettings port(int port, @Nullable TlsFiles tls) {
        return GrpcFixture.settings(EngineKind.ISULAD, new EngineAddress.Tcp("localhost", port, tls != null),
                "isulad://localhost:" + port, tls == null ? TlsFiles.NONE : tls, Map.of());
    }

    @Test
    void aSocketThatIsNotThere() throws Exception {
        Path socket = folder.resolve("none.sock");
        Problem problem = problem(socket);
        assertEquals("there is no socket " + socket, problem.what());
        assertTrue(problem.next().contains("systemctl start isulad"), problem.next());
    }

    @Test
    void aSocketThatNobodyListensAt() throws Exception {
        Path socket = folder.resolve("left.sock");
        try (java.nio.channels.ServerSocketChannel left = java.nio.channels.ServerSocketChannel
                .open(java.net.StandardProtocolFamily.UNIX)) {
            left.bind(java.net.UnixDomainSocketAddress.of(socket));
        }
        assertEquals("nobody listens at " + socket, problem(socket).what());
    }

    @Test
    void aFileThatIsNoSocket() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(file + " is no socket", problem(file).what());
    }

    @Test
    void aPortThatNobodyListensAtAndAHostThatIsNone() throws Exception {
        int free;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = closed.getLocalPort();
        }
        assertTrue(problem(port(free, null)).what().endsWith("refused the connection"));
        Problem unknown = problem(GrpcFixture.settings(EngineKind.ISULAD,
                new EngineAddress.Tcp("no-such-host.invalid", 1, false), "isulad://x", TlsFiles.NONE, Map.of()));
        assertEquals("the host name no-such-host.invalid cannot be resolved", unknown.what());
    }

    /// Answers whoever comes with the same bytes.
    private static ServerSocket answering(String text) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept(); OutputStream out = socket.getOutputStream()) {
                    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException closed) {
                    // the test is over, or the client has seen enough
                }
            }
        });
        return server;
    }

    @Test
    void aServerOfHttpIsNoIsulad() throws Exception {
        try (ServerSocket http = answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            Problem problem = problem(port(http.getLocalPort(), null));
            assertTrue(problem.what().contains("is no iSulad: it speaks HTTP/1"), problem::toString);
        }
    }

    @Test
    void aServerThatWantsTlsSaysSo() throws Exception {
        try (ServerSocket tls = answering("\u0015\u0003\u0003\u0000\u0002\u0002P")) {
            assertTrue(problem(port(tls.getLocalPort(), null)).what().endsWith("it wants TLS"));
        }
    }

    @Test
    void aServerWithoutTlsSaysSoToo() throws Exception {
        try (FakeIsulad plain = new FakeIsulad()) {
            Problem problem = problem(port(plain.server.listen((javax.net.ssl.SSLContext) null), TlsFiles.NONE));
            assertTrue(problem.what().endsWith("does not speak TLS"), problem::toString);
        }
    }

    @Test
    void aServerThatIsSilentIsGivenUp() throws Exception {
        try (ServerSocket silent = answering("")) {
            long start = System.nanoTime();
            Problem problem = problem(port(silent.getLocalPort(), null));
            assertTrue(problem.what().endsWith("does not answer"), problem::toString);
            assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 20);
        }
    }

    @Test
    void aServiceThatIsNotThereIsNoIsuladEither() throws Exception {
        Path socket = folder.resolve("s");
        try (GrpcServer _ = new GrpcServer().answer("x.Y/Z", (request, answers) -> answers.onCompleted())
                .listen(socket)) {
            Problem problem = problem(socket);
            assertTrue(problem.what().contains("is no iSulad: Method not found"), problem::toString);
            assertTrue(problem.cause().contains("REST"), problem::toString);
        }
    }

    @Test
    void aRefusalSaysWhoRefuses() throws Exception {
        Path socket = folder.resolve("s");
        try (GrpcServer _ = new GrpcServer().answer(EVENTS, (request, answers) -> answers
                .onError(Status.PERMISSION_DENIED.withDescription("action 'docker_events' denied").asException()))
                .listen(socket);
                IsuladClient client = new IsuladClient(GrpcFixture.socket(EngineKind.ISULAD, socket))) {
            EngineException e = assertThrows(EngineException.class,
                    () -> client.follow(Instant.now(), null, new CollectingTaker()));
            assertTrue(e.problem().what().contains("action 'docker_events' denied"), e.problem()::toString);
            assertTrue(e.problem().cause().contains("authz-broker"), e.problem()::toString);
        }
    }

    @Test
    void anErrorOfIsuladItselfIsTold() throws Exception {
        Path socket = folder.resolve("s");
        try (GrpcServer _ = new GrpcServer().answer("containers.ContainerService/Version", (request, answers) -> {
            answers.onNext(dev.evtool.container.wire.VersionResponse.newBuilder().setCc(4).setErrmsg("out of memory")
                    .build().toByteArray());
            answers.onCompleted();
        }).listen(socket)) {
            assertTrue(problem(socket).what().endsWith("iSulad answers with an error: out of memory"));
        }
    }

    private TlsFiles files(String name) throws IOException {
        HeldCertificate held = authority.issue(name, "localhost");
        return new TlsFiles(authority.ca(), authority.cert(name, held), authority.key(name, held), false);
    }

    private int listen(FakeIsulad isulad) throws Exception {
        return isulad.server.listen(Tls.server(files("server"), news -> {}).context());
    }

    @Test
    void bothSidesShowCertificatesAndTheNameIsTold() throws Exception {
        try (FakeIsulad isulad = new FakeIsulad();
                IsuladClient client = new IsuladClient(port(listen(isulad), files("Alice, of Ops")))) {
            assertEquals("iSulad 2.1.6", client.hello().product());
            Metadata headers = isulad.server.headers.getFirst();
            assertEquals("Alice, of Ops",
                    headers.get(Metadata.Key.of("username", Metadata.ASCII_STRING_MARSHALLER)));
            assertEquals("1", headers.get(Metadata.Key.of("tls_mode", Metadata.ASCII_STRING_MARSHALLER)));
            isulad.happens(FakeIsulad.event(Instant.now(), "container start", "c", Map.of()));
            CollectingTaker taker = new CollectingTaker();
            client.recall(Instant.EPOCH, taker);
            assertEquals(java.util.List.of("c"), taker.ids());
            assertTrue(isulad.requests.getFirst().length < 10, "over TLS no end is asked for: clocks may differ");
            Working following = Working.start(() -> client.follow(null, null, taker));
            taker.await(t -> t.events().size() == 2);
            client.hangUp();
            following.end().get(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void withoutACertificateTheServerRefuses() throws Exception {
        try (FakeIsulad isulad = new FakeIsulad()) {
            Problem problem = problem(port(listen(isulad), new TlsFiles(authority.ca(), null, null, false)));
            assertTrue(problem.what().contains("refused the TLS handshake")
                    || problem.what().contains("broke off the TLS connection"), problem::toString);
            assertTrue(problem.cause().contains("client certificate"), problem::toString);
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
        TestCertificates other = new TestCertificates(folder, "other");
        try (FakeIsulad isulad = new FakeIsulad()) {
            int port = listen(isulad);
            Problem problem = problem(port(port, new TlsFiles(other.ca(), null, null, false)));
            assertTrue(problem.what().contains("its certificate is not trusted"), problem::toString);
            TlsFiles mine = files("client");
            try (IsuladClient careless = new IsuladClient(
                    port(port, new TlsFiles(null, mine.cert(), mine.key(), true)))) {
                assertEquals("iSulad 2.1.6", careless.hello().product());
            }
        }
    }

    @Test
    void aServerUnderAnotherNameIsNotTrusted() throws Exception {
        HeldCertificate held = authority.issue("server", "elsewhere.test");
        TlsFiles server = new TlsFiles(authority.ca(), authority.cert("s", held), authority.key("s", held), false);
        try (FakeIsulad isulad = new FakeIsulad()) {
            Problem problem = problem(
                    port(isulad.server.listen(Tls.server(server, news -> {}).context()), files("client")));
            assertTrue(problem.toString().contains("localhost"), problem::toString);
        }
    }

    @Test
    void aMissingCertificateIsSaidBeforeAnythingElse() {
        assertThrows(StreamException.Unreadable.class,
                () -> new IsuladClient(port(1, new TlsFiles(folder.resolve("none.pem"), null, null, false))));
    }
}
