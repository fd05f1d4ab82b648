package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFailure;
import dev.evtool.stream.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The receiving server with TLS: the same bounds, and nobody waits for a peer that does not shake hands.
@Timeout(30)
class PostServerTlsTest {

    private static final PostServer.Limits LIMITS = new PostServer.Limits(20, 100_000, Duration.ofMillis(600),
            Duration.ofSeconds(20));

    @TempDir
    Path folder;

    private final BlockingQueue<String> posts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private TestCertificates ours;
    private PostServer server;

    @BeforeEach
    void start() throws Exception {
        ours = new TestCertificates(folder, "our CA");
        server = PostServer.start(PtpSourceType.LOOPBACK, LIMITS, new PostServer.Handler() {
            @Override
            public boolean knows(String path) {
                return path.equals("/a");
            }

            @Override
            public int post(PtpPost post) {
                posts.add(new String(post.body(), StandardCharsets.UTF_8));
                return 204;
            }

            @Override
            public void broken(String path, String why, byte[] body) {
                told.add(why);
            }

            @Override
            public void noTls(InetAddress peer, IOException why) {
                told.add(TlsFailure.ofClient(why));
            }
        }, Tls.server(identity("server", ours.ca()), news -> {}));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TlsFiles identity(String name, Path ca) throws IOException {
        HeldCertificate held = ours.issue(name, "127.0.0.1");
        return new TlsFiles(ca, ours.cert(name, held), ours.key(name, held), false);
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private SSLSocket secure(TlsFiles files, String protocol) throws Exception {
        SSLSocket socket = (SSLSocket) Tls.client(files, news -> {}).context().getSocketFactory()
                .createSocket(plain(), "127.0.0.1", server.address().getPort(), true);
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private static byte[] post(String headers, String body) {
        return ("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesManyRequestsAndSaysGoodbye(String protocol) throws Exception {
        try (SSLSocket socket = secure(identity("client", ours.ca()), protocol)) {
            socket.getOutputStream().write(post("", "one"));
            socket.getOutputStream().write(post("Connection: close\r\n", "x".repeat(90_000)));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertEquals(3, answers.split("HTTP/1.1 204", -1).length, answers);
        }
        assertEquals("one", posts.take());
        assertEquals(90_000, posts.take().length());
        assertTrue(told.isEmpty());
    }

    @Test
    void answersARefusedRequestBeforeTheEnd() throws Exception {
        try (SSLSocket socket = secure(identity("client", ours.ca()), "TLSv1.3")) {
            socket.getOutputStream()
                    .write("POST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc".getBytes(StandardCharsets.US_ASCII));
            assertTrue(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .startsWith("HTTP/1.1 404"));
        }
    }

    @Test
    void aRequestThatTricklesInIsGivenUp() throws Exception {
        try (SSLSocket socket = secure(identity("client", ours.ca()), "TLSv1.3")) {
            socket.getOutputStream()
                    .write("POST /a HTTP/1.1\r\nContent-Length: 30\r\n\r\nslow".getBytes(StandardCharsets.US_ASCII));
            String why = told.poll(10, TimeUnit.SECONDS);
            assertTrue(why.startsWith("a request that took longer than"), why);
        }
    }

    @Test
    void aPeerThatSaysNothingIsDroppedAndKeepsNobodyWaiting() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                silent.add(plain());
            }
            try (SSLSocket socket = secure(identity("client", ours.ca()), "TLSv1.3")) {
                socket.getOutputStream().write(post("Connection: close\r\n", "through"));
                assertEquals("through", posts.poll(10, TimeUnit.SECONDS));
            }
            for (Socket socket : silent) {
                assertEquals("took too long for the TLS handshake", told.poll(10, TimeUnit.SECONDS));
                assertEquals(-1, socket.getInputStream().read());
            }
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void aPeerWithoutCertificateIsNotServed() throws Exception {
        try (SSLSocket socket = secure(new TlsFiles(ours.ca(), null, null, false), "TLSv1.3")) {
            socket.getOutputStream().write(post("", "stranger"));
            socket.getInputStream().read();
        } catch (IOException refused) {
            // by an alert, or by the end of the connection
        }
        assertEquals("showed no client certificate", told.poll(10, TimeUnit.SECONDS));
        assertTrue(posts.isEmpty());
    }
}
