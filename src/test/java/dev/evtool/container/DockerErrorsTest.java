package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said when an engine cannot be reached, is none, or refuses.
@Timeout(60)
class DockerErrorsTest {

    /// What a server of TLS says to one that speaks none.
    private static final String TLS_ALERT = "\u0015\u0003\u0001\u0000\u0002\u0002F";

    @TempDir
    Path folder;

    private static Problem hello(EngineSettings settings) throws StreamException {
        try (DockerClient client = new DockerClient(settings)) {
            return assertThrows(EngineException.class, client::hello).problem();
        }
    }

    private static Problem follow(EngineSettings settings) throws StreamException {
        try (DockerClient client = new DockerClient(settings)) {
            return assertThrows(EngineException.class, () -> client.follow(null, null, new DockerTaken())).problem();
        }
    }

    private Path socket() {
        return folder.resolve("d.sock");
    }

    private EngineSettings unix(EngineKind kind) {
        return DockerSamples.settings(kind, new EngineAddress.Socket(socket()));
    }

    private static EngineSettings tcp(int port) {
        return DockerSamples.settings(EngineKind.DOCKER, new EngineAddress.Tcp("127.0.0.1", port, false));
    }

    @Test
    void thereIsNoSocket() throws Exception {
        assertEquals(new Problem("there is no socket " + socket(), "Docker does not run here, or listens elsewhere",
                "start it: systemctl start docker, or give its address with -e docker://SOCKET or HOST:PORT"),
                hello(unix(EngineKind.DOCKER)));
        assertEquals("start it: systemctl start podman.socket (for your own containers with --user), or give its "
                + "address with -e podman://SOCKET or HOST:PORT", hello(unix(EngineKind.PODMAN)).next());
    }

    @Test
    void nobodyListensAtTheSocketAnyMore() throws Exception {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket())).close();
        assertEquals("nobody listens at " + socket(), hello(unix(EngineKind.DOCKER)).what());
    }

    @Test
    void noPermissionNamesTheGroupThatTheSocketHas() throws Exception {
        Files.createFile(socket());
        String group = Files.readAttributes(socket(), PosixFileAttributes.class).group().getName();
        DockerFaults faults = DockerFaults.of(unix(EngineKind.DOCKER), null);
        IOException denied = new SocketException("Permission denied");
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-rw----"));
        Problem open = faults.explain(denied, false);
        assertEquals("no permission for the socket " + socket(), open.what());
        assertEquals(group.equals("root") ? "only root may use it" : "only root and the group " + group
                + " may use it", open.cause());
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rw-------"));
        assertEquals("sudo evtool ...", faults.explain(denied, false).next());
        Files.delete(socket());
        Problem hidden = faults.explain(denied, false);
        assertEquals("only root and the group docker may use it", hidden.cause());
        assertEquals("sudo evtool ..., or sudo usermod -aG docker $USER and log in again", hidden.next());
        assertTrue(String.valueOf(DockerFaults.of(unix(EngineKind.PODMAN), null).explain(denied, false).next())
                .contains("$XDG_RUNTIME_DIR/podman/podman.sock"));
    }

    @Test
    void thePortRefuses() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        Problem problem = hello(tcp(port));
        assertEquals("docker://127.0.0.1:" + port + " refused the connection", problem.what());
        assertEquals("usual ports are 2376 (TLS) and 2375 (plain): check the address: curl http://127.0.0.1:" + port
                + "/_ping", problem.next());
    }

    @Test
    void theHostHasNoAddress() throws Exception {
        Problem problem = hello(DockerSamples.settings(EngineKind.DOCKER,
                new EngineAddress.Tcp("no-such-host.invalid", 2375, false)));
        assertEquals("the host name no-such-host.invalid cannot be resolved", problem.what());
    }

    /// A server that sends that as soon as it is connected to, and closes.
    private static ServerSocket saying(String text, boolean reset) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                    if (reset) {
                        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                    } else {
                        socket.getInputStream().read();
                    }
                } catch (IOException closed) {
                    // the next one then
                }
            }
        });
        return server;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SSH-2.0-OpenSSH_9.2\\r\\n            | answers, but not in HTTP: SSH-2.0-OpenSSH_9.2 | it is another service's socket or port
            +PONG                                | answers, but not in HTTP: +PONG               | it is another service's socket or port
            TLS                                  | answers, but not in HTTP                      | it speaks TLS on this port
            """)
    void theAnswerIsNoHttp(String text, String what, String cause) throws Exception {
        try (ServerSocket server = saying(text.equals("TLS") ? TLS_ALERT : text.translateEscapes(), false)) {
            Problem problem = hello(tcp(server.getLocalPort()));
            assertEquals("docker://127.0.0.1:" + server.getLocalPort() + " " + what, problem.what());
            assertEquals(cause, problem.cause());
        }
    }

    @Test
    void theConnectionIsReset() throws Exception {
        try (ServerSocket server = saying("", true)) {
            Problem problem = hello(tcp(server.getLocalPort()));
            assertTrue(problem.what().startsWith("docker://127.0.0.1:" + server.getLocalPort()
                    + " broke off the connection: "), problem.what());
            assertEquals(
                    "the engine was just stopped, or what listens there is none, or speaks gRPC as containerd and iSulad do",
                    problem.cause());
        }
    }

    @Test
    void theEngineHangs() throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Problem problem = hello(tcp(server.getLocalPort()));
            assertEquals("docker://127.0.0.1:" + server.getLocalPort()
                    + " accepted the connection, but does not answer", problem.what());
        }
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket()));
            assertEquals("docker://" + socket() + " accepted the connection, but does not answer",
                    hello(unix(EngineKind.DOCKER)).what());
        }
    }

    @Test
    void aStreamWithoutAHeadIsGivenUp() throws Exception {
        AtomicReference<DockerFake> self = new AtomicReference<>();
        try (DockerFake fake = DockerFake.unix(socket(), DockerFake.docker((request, out) -> self.get().hold()))) {
            self.set(fake);
            assertEquals("docker://" + socket() + " accepted the connection, but does not answer",
                    follow(unix(EngineKind.DOCKER)).what());
        }
    }

    @Test
    void plainHttpGoesToAPortWithTls() throws Exception {
        String text = "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
        try (DockerFake fake = DockerFake.tcp((request, out) -> {
            DockerFake.write(out, text);
            throw new IOException("closed");
        })) {
            assertEquals(new Problem("docker://" + fake.address() + " speaks TLS on this port: "
                    + "Client sent an HTTP request to an HTTPS server.", "its address asks for plain HTTP",
                    "ask for TLS: Docker's usual port for it is 2376"),
                    hello(DockerSamples.settings(EngineKind.DOCKER, fake.address())));
        }
    }

    @Test
    void tlsGoesToAPortWithout() throws Exception {
        try (ServerSocket plain = saying("HTTP/1.1 400 Bad Request\r\n\r\n", false)) {
            Problem problem = hello(DockerSamples.settings(EngineKind.DOCKER,
                    new EngineAddress.Tcp("127.0.0.1", plain.getLocalPort(), true)));
            assertEquals("docker://127.0.0.1:" + plain.getLocalPort() + " does not speak TLS", problem.what());
            assertEquals("it speaks plain HTTP on this port", problem.cause());
        }
    }

    @Test
    void noHostHasSuchAName() {
        StreamException e = assertThrows(StreamException.Usage.class, () -> new DockerClient(
                DockerSamples.settings(EngineKind.DOCKER, new EngineAddress.Tcp("a b", 2375, false))));
        assertEquals("docker://a b:2375: no host can be called a b", e.problem().what());
    }

    @Test
    void certificatesAreForAPortWithoutTls() {
        StreamException e = assertThrows(StreamException.Usage.class, () -> new DockerClient(DockerSamples.settings(
                EngineKind.DOCKER, new EngineAddress.Tcp("127.0.0.1", 2375, false),
                new TlsFiles(folder.resolve("ca.pem"), null, null, false), Map.of())));
        assertEquals("certificates for docker://127.0.0.1:2375, which is not spoken to by TLS", e.problem().what());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 Not Found | nginx/1.22 | <html>nothing here</html> | is no engine: it answered /_ping with HTTP 404 from nginx/1.22: <html>nothing here</html>
            200 OK        | ''         | welcome                   | is no engine: it answered /_ping with HTTP 200: welcome
            301 Moved     | ''         | ''                        | is no engine: it answered /_ping with HTTP 301
            403 Forbidden | ''         | {"message":"not you"}     | refused to tell its version (HTTP 403): not you
            500 Oops      | ''         | {"message":"out of tea"}  | refused to tell its version (HTTP 500): out of tea
            """)
    void whatAnswersIsNoEngineOrRefuses(String status, String server, String body, String what) throws Exception {
        try (DockerFake fake = DockerFake.tcp((request, out) -> DockerFake.text(out, status,
                server.isEmpty() ? "" : "Server: " + server + "\r\n", request.method().equals("HEAD") ? null : body))) {
            assertEquals("docker://" + fake.address() + " " + what,
                    hello(DockerSamples.settings(EngineKind.DOCKER, fake.address())).what());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 Bad Request | {"message":"client version 1.51 is too new"} | refused to tell its events (HTTP 400): client version 1.51 is too new
            400 Bad Request | client is old, plainly                       | refused to tell its events (HTTP 400): client is old, plainly
            500 Internal    | {"cause":"no journal","message":"cannot read","response":500} | refused to tell its events (HTTP 500): cannot read (no journal)
            500 Internal    | {"cause":"no journal","message":"read: no journal","response":500} | refused to tell its events (HTTP 500): read: no journal
            404 Not Found   | {"message":"page not found"}                 | refused to tell its events (HTTP 404): page not found
            403 Forbidden   | ''                                           | refused to tell its events (HTTP 403)
            """)
    void theEngineSaysWhyItRefuses(String status, String body, String what) throws Exception {
        try (DockerFake fake = DockerFake.unix(socket(),
                DockerFake.docker((request, out) -> DockerFake.text(out, status, "", body)))) {
            assertEquals("docker://" + fake.address() + " " + what, follow(unix(EngineKind.DOCKER)).what());
        }
    }

    @Test
    void aReasonIsShortAndOnOneLine() {
        DockerAnswer answer = new DockerAnswer(500, okhttp3.Headers.of(),
                ("a\n\u001b[31mb " + "z".repeat(5000)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertTrue(answer.reason().startsWith("a [31mb zzz"), answer.reason());
        assertEquals(301, answer.reason().length());
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() throws Exception {
        byte[] much = new byte[1 << 20];
        try (DockerFake fake = DockerFake.unix(socket(), DockerFake.docker((request, out) -> {
            DockerFake.write(out, "HTTP/1.1 200 OK\r\n\r\n");
            for (int i = 0; i < 18; i++) {
                out.write(much);
            }
        })); DockerClient client = new DockerClient(unix(EngineKind.DOCKER))) {
            EngineException e = assertThrows(EngineException.class, () -> client.containers(each -> true));
            assertEquals("docker://" + fake.address() + " answered with more than 16777216 bytes", e.problem().what());
        }
    }

    @Test
    void aSocketInAFolderThatIsNotThereAndAPathThatIsTooLong() throws Exception {
        Path far = folder.resolve("no").resolve("d.sock");
        assertEquals("there is no socket " + far,
                hello(DockerSamples.settings(EngineKind.DOCKER, new EngineAddress.Socket(far))).what());
        Path longest = folder.resolve("d".repeat(200));
        assertEquals("there is no socket " + longest,
                hello(DockerSamples.settings(EngineKind.DOCKER, new EngineAddress.Socket(longest))).what());
        try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            assertThrows(IOException.class, () -> probe.connect(UnixDomainSocketAddress.of(longest)));
        }
    }
}
