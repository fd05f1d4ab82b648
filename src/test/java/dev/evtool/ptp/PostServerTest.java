package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The receiving server against well-made, odd and hostile requests, byte by byte.
@Timeout(30)
class PostServerTest {

    private static final PostServer.Limits LIMITS = new PostServer.Limits(4, 1000, Duration.ofMillis(600),
            Duration.ofSeconds(20));

    private final BlockingQueue<String> posts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> broken = new LinkedBlockingQueue<>();
    private PostServer server;

    @BeforeEach
    void start() throws IOException {
        start(LIMITS);
    }

    private void start(PostServer.Limits limits) throws IOException {
        server = PostServer.start(PtpSourceType.LOOPBACK, limits, new PostServer.Handler() {
            @Override
            public boolean knows(String path) {
                return !path.startsWith("/no");
            }

            @Override
            public int post(PtpPost post) {
                posts.add(post.path() + " " + new String(post.body(), StandardCharsets.UTF_8));
                return 204;
            }

            @Override
            public void broken(String path, String why, byte[] body) {
                broken.add(path + " " + why + " " + new String(body, StandardCharsets.UTF_8));
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /// Sends bytes and reads until the server closes the connection.
    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String post(String path, String headers, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n" + body;
    }

    @Test
    void keepsConnectionsAliveAndPipelines() throws Exception {
        String answers = exchange(
                post("/a", "Content-Length: 3\r\n", "one") + post("/b?q=1", "content-length:3\r\n", "two")
                        + post("http://h/c", "Content-Length: 0\r\nConnection: close\r\n", ""));
        assertEquals(List.of("/a one", "/b two", "/c "), new ArrayList<>(posts));
        assertEquals(3, answers.split("HTTP/1.1 204 No Content", -1).length - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET /a HTTP/1.1|405", "POST /no HTTP/1.1|404", "POST /a HTTP/2.0|505",
            "PRI * HTTP/2.0|505", "POST /a|400", "hello|400", "POST /a HTTP/1.1~Content-Length: x|400",
            "POST /a HTTP/1.1~Content-Length: -1|400", "POST /a HTTP/1.1~Content-Length: 1~Content-Length: 2|400",
            "POST /a HTTP/1.1~Content-Length: 1~Transfer-Encoding: chunked|400",
            "POST /a HTTP/1.1~Transfer-Encoding: gzip, chunked|501", "POST /a HTTP/1.1~ folded: x|400",
            "POST /a HTTP/1.1~Content-Length : 1|400", "POST /a HTTP/1.1~Content-Length: 1001|413",
            "POST /a HTTP/1.1~Content-Length: 99999999999999999|413"})
    void answersWhatIsNoPostOfOurs(String head, int status) throws Exception {
        String request = head.replace("~", "\r\n") + "\r\nConnection: close\r\n\r\n";
        assertTrue(exchange(request).startsWith("HTTP/1.1 " + status + " "), exchange(request));
    }

    @Test
    void takesChunkedBodies() throws Exception {
        exchange(post("/a", "Transfer-Encoding: chunked\r\nConnection: close\r\n",
                "3\r\none\r\n4;x=y\r\n,two\r\n0\r\nTrailer: x\r\n\r\n"));
        assertEquals("/a one,two", posts.take());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"zz~one~0~~|400", "ffffffff~one|413", "3~onetwo~0~~|400", "-3~one|400"})
    void refusesBadChunks(String chunks, int status) throws Exception {
        String answer = exchange(post("/a", "Transfer-Encoding: chunked\r\n", chunks.replace("~", "\r\n") + "\r\n"));
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(posts.isEmpty());
        assertTrue(broken.take().startsWith("/a "));
    }

    @Test
    void saysContinueBeforeABodyThatWaitsForIt() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(post("/a", "Expect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n", "")
                    .getBytes(StandardCharsets.US_ASCII));
            assertArrayEquals("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                    socket.getInputStream().readNBytes(25));
            out.write("one".getBytes(StandardCharsets.US_ASCII));
            assertTrue(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).contains("204"));
        }
    }

    @Test
    void tellsOfABodyCutInHalf() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(post("/a", "Content-Length: 300\r\n", "half").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("/a a request that broke off after 4 bytes of its body half", broken.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void givesUpOnARequestThatTricklesIn() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(post("/a", "Content-Length: 300\r\n", "slow").getBytes(StandardCharsets.UTF_8));
            assertEquals(-1, socket.getInputStream().read(), "closed by the server");
        }
        String told = broken.poll(10, TimeUnit.SECONDS);
        assertTrue(told.startsWith("/a a request that took longer than"), told);
    }

    @Test
    void refusesAHugeBodyAndAHugeHeadWithAnAnswer() throws Exception {
        assertTrue(
                exchange(post("/a", "Content-Length: 100000000\r\n", "x".repeat(300_000))).startsWith("HTTP/1.1 413"));
        assertTrue(broken.take().contains("100000000 bytes"));
        assertTrue(exchange("POST /a HTTP/1.1\r\nX: " + "y".repeat(40_000)).startsWith("HTTP/1.1 400"));
    }

    @Test
    void closesConnectionsAboveTheirNumberAtOnce() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < LIMITS.connections(); i++) {
                Socket socket = connect();
                open.add(socket);
                socket.getOutputStream()
                        .write(post("/a", "Content-Length: 0\r\n", "").getBytes(StandardCharsets.UTF_8));
                assertEquals('H', socket.getInputStream().read());
            }
            try (Socket tooMuch = connect()) {
                assertEquals(-1, tooMuch.getInputStream().read());
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void anyBytesInAnyPiecesLeaveTheServerAlive() throws Exception {
        server.close();
        // a cut request keeps its connection until its time is over, so that there are many at once
        start(new PostServer.Limits(1000, LIMITS.body(), LIMITS.request(), LIMITS.idle()));
        Random random = new Random(7);
        String good = post("/a", "Content-Length: 3\r\n", "one");
        for (int round = 0; round < 200; round++) {
            byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try (Socket socket = connect()) {
                int cut = random.nextInt(bytes.length);
                socket.getOutputStream().write(bytes, 0, cut);
                socket.getOutputStream().flush();
                socket.getOutputStream().write(bytes, cut, random.nextInt(bytes.length - cut) + 1);
            } catch (SocketException hungUp) {
                // a server may hang up on garbage before it has all of it
            }
        }
        posts.clear();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(good.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            assertTrue(new String(in.readNBytes(12), StandardCharsets.US_ASCII).endsWith("204"));
        }
        String last = posts.poll(10, TimeUnit.SECONDS);
        assertTrue(last.startsWith("/"), last);
    }
}
