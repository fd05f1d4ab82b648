package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class EmbeddedDockerTest {

    static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /// A whole second, well in the past.
    private static final Instant BEGIN = Instant.ofEpochSecond(1_790_000_000L);

    private static final List<EmbeddedContainer> CONTAINERS = List.of(
            new EmbeddedContainer("a".repeat(64), "web", "shop/web:2", "nginx", BEGIN, BEGIN.plusSeconds(1), null,
                    "running", 0, false, "healthy", 2, 77, new TreeMap<>(Map.of("app", "shop"))),
            new EmbeddedContainer("b".repeat(64), "job", "shop/job", "job", BEGIN, BEGIN.plusSeconds(1),
                    BEGIN.plusSeconds(9), "exited", 137, true, "", 0, 78, new TreeMap<>(Map.of("app", "shop"))));

    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedDocker engine;

    @BeforeEach
    void start() throws IOException {
        engine = EmbeddedDocker.start(FREE, EmbeddedKind.DOCKER, () -> CONTAINERS);
    }

    @AfterEach
    void stop() {
        engine.close();
        http.close();
    }

    private URI uri(String path) {
        return URI.create("http://" + engine.address() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    static EmbeddedEvent event(int number, String type, String action) {
        return new EmbeddedEvent(BEGIN.plusSeconds(number), type, action,
                type.equals("container") ? "a".repeat(64) : "thing" + number,
                new TreeMap<>(Map.of("name", "web", "image", "shop/web:2", "number", Integer.toString(number), "app",
                        "shop")));
    }

    private void publish(int... numbers) throws InterruptedException {
        for (int number : numbers) {
            engine.publish(event(number, "container", number % 2 == 0 ? "start" : "die"));
        }
    }

    private static List<Integer> numbers(String body) {
        return body.lines().map(line -> Integer.valueOf(line.replaceAll(".*\"number\":\"(\\d+)\".*", "$1"))).toList();
    }

    private static String filters(String json) {
        return "&filters=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatItIs() throws Exception {
        HttpResponse<String> ping = http.send(
                HttpRequest.newBuilder(uri("/_ping")).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, ping.statusCode());
        assertEquals("", ping.body());
        assertEquals("1.41", ping.headers().firstValue("Api-Version").orElse(""));
        assertEquals("OK", get("/_ping").body());
        assertTrue(get("/v1.41/version").body().contains("\"ApiVersion\":\"1.41\""));
        assertEquals(404, get("/v1.41/plugins").statusCode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/v1.42/_ping|client version 1.42 is too new. Maximum supported API version is 1.41",
            "/v2.0/_ping|client version 2.0 is too new. Maximum supported API version is 1.41",
            "/v1.11/_ping|client version 1.11 is too old.",
            "/v1.41/events?since=3&until=2|`since` time (3) cannot be after `until` time (2)"})
    void refusesAsTheRealOne(String path, String text) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains(text), answer.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/events?since=10m", "/events?until=x", "/events?filters=[",
            "/events?filters=5",
            "/events?filters=%7B%22type%22%3A3%7D", "/events?since=99999999999999999999"})
    void whatCannotBeReadIsAnErrorAsOf20(String path) throws Exception {
        HttpResponse<String> answer = get("/v1.41" + path);
        assertEquals(500, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"message\":"), answer.body());
    }

    /// Bounds are inclusive, in nanoseconds.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"since=1790000002&until=1790000004|[2, 3, 4]",
            "since=1790000002.000000001&until=1790000004|[3, 4]",
            "since=1790000002&until=1790000003.9999999999999|[2, 3]", "until=1790000002|[1, 2]",
            "since=1790000002.5&until=1790000003.5|[3]", "since=-5&until=1790000001|[1]",
            "since=1790000009&until=1790000010|[]"})
    void tellsThePastWithinTheBounds(String query, String numbers) throws Exception {
        publish(1, 2, 3, 4, 5);
        HttpResponse<String> answer = get("/v1.41/events?" + query);
        assertEquals(200, answer.statusCode());
        assertEquals("application/json", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("chunked", answer.headers().firstValue("Transfer-Encoding").orElse(""));
        assertEquals(numbers, numbers(answer.body()).toString());
    }

    @Test
    void spellsEventsAsTheRealOneDoes() throws Exception {
        engine.publish(new EmbeddedEvent(Instant.ofEpochSecond(1795300747, 62885427), "container", "create", "7ac8",
                new TreeMap<>(Map.of("app", "shop", "image", "bb:3", "name", "web", "note", "a, b=c (d)\n\"é"))));
        engine.publish(new EmbeddedEvent(Instant.ofEpochSecond(1795300747, 108518207), "network", "connect", "a9eb",
                new TreeMap<>(Map.of("container", "7ac8", "name", "none", "type", "null"))));
        assertEquals(
                """
                        {"status":"create","id":"7ac8","from":"bb:3","Type":"container","Action":"create","Actor":{"ID":"7ac8","Attributes":{"app":"shop","image":"bb:3","name":"web","note":"a, b=c (d)\\n\\"é"}},"scope":"local","time":1795300747,"timeNano":1795300747062885427}
                        {"Type":"network","Action":"connect","Actor":{"ID":"a9eb","Attributes":{"container":"7ac8","name":"none","type":"null"}},"scope":"local","time":1795300747,"timeNano":1795300747108518207}
                        """,
                get("/v1.41/events?since=0&until=1795300748").body());
    }

    @Test
    void remembers256AndAnEventOutOfOrderHidesEarlierOnes() throws Exception {
        for (int i = 1; i <= 300; i++) {
            publish(i);
        }
        List<Integer> all = numbers(get("/events?until=1790000400").body());
        assertEquals(256, all.size());
        assertEquals(45, all.getFirst());
        publish(10, 301);
        assertEquals(List.of(301), numbers(get("/events?since=1790000300&until=1790000400").body()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"type\":[\"image\"]}|[3]", "{\"type\":{\"image\":true}}|[3]",
            "{\"type\":{\"image\":false}}|[1, 2, 3, 4]", "{\"event\":[\"die\"]}|[1]",
            "{\"event\":[\"die\",\"start\"]}|[1, 2]",
            "{\"event\":[\"exec_start\"]}|[4]", "{\"container\":[\"aaaa\"]}|[1, 2, 4]",
            "{\"container\":[\"we\"]}|[1, 2, 3, 4]",
            "{\"image\":[\"shop/web\"]}|[1, 2, 4]", "{\"image\":[\"shop/web:2\"],\"event\":[\"die\"]}|[1]",
            "{\"label\":[\"app=shop\"],\"type\":[\"container\"]}|[1, 2, 4]", "{\"label\":[\"app=other\"]}|[]",
            "{\"label\":[\"number\"]}|[1, 2, 3, 4]", "{\"unheard\":[\"of\"]}|[1, 2, 3, 4]"})
    void filters(String json, String expected) throws Exception {
        publish(1, 2);
        engine.publish(event(3, "image", "pull"));
        engine.publish(event(4, "container", "exec_start: sh -c true"));
        assertEquals(expected, numbers(get("/events?until=1790000400" + filters(json)).body()).toString());
    }

    /// Reads an endless answer line by line.
    private final class Watching implements AutoCloseable {

        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;

        Watching(String path) throws Exception {
            answer = http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofInputStream());
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        String next() throws IOException {
            return lines.readLine();
        }

        @Override
        public void close() throws IOException {
            answer.body().close();
        }
    }

    private void awaitListeners(int count) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (engine.listeners() != count && System.nanoTime() - deadline < 0) {
            Thread.sleep(5);
        }
        assertEquals(count, engine.listeners());
    }

    @Test
    void isLiveWithoutBoundsAndAnswersAtOnce() throws Exception {
        publish(1);
        try (Watching watching = new Watching("/v1.41/events")) {
            assertEquals(200, watching.answer.statusCode());
            publish(2, 3);
            assertEquals(List.of(2), numbers(watching.next()));
            assertEquals(List.of(3), numbers(watching.next()));
        }
        awaitListeners(0);
    }

    @Test
    void goesOnAfterThePastWithoutGapOrRepeatAndEndsAtUntil() throws Exception {
        publish(1, 2);
        long until = System.currentTimeMillis() + 1500;
        try (Watching watching = new Watching("/v1.41/events?since=1790000002&until=" + until / 1000 + "."
                + String.format(Locale.ROOT, "%03d", until % 1000))) {
            publish(3);
            assertEquals(List.of(2), numbers(watching.next()));
            assertEquals(List.of(3), numbers(watching.next()));
            assertEquals(null, watching.next(), "a clean end");
            assertTrue(System.currentTimeMillis() >= until);
        }
    }

    @Test
    void aKilledEngineCutsItsAnswer() throws Exception {
        try (Watching watching = new Watching("/v1.41/events")) {
            publish(1);
            watching.next();
            engine.close();
            assertThrows(IOException.class, watching::next, "as unexpected EOF");
        }
    }

    /// Who does not read costs an event no more than the patience of the engine, and only he loses it.
    @Test
    void whoIsTooSlowMissesEventsAndNobodyElse() throws Exception {
        try (Watching quick = new Watching("/v1.41/events");
                SocketChannel stuck = SocketChannel.open(engine.socketAddress())) {
            stuck.write(java.nio.ByteBuffer
                    .wrap("GET /events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            awaitListeners(2);
            List<Integer> read = new CopyOnWriteArrayList<>();
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    for (String line = quick.next(); line != null; line = quick.next()) {
                        read.add(line.length());
                    }
                } catch (IOException cut) {
                    read.add(-1);
                }
            });
            EmbeddedEvent large = new EmbeddedEvent(BEGIN, "container", "start", "c",
                    new TreeMap<>(Map.of("label", "x".repeat(50_000))));
            int told = 0;
            while (engine.dropped() == 0 && told < 20_000) {
                engine.publish(large);
                told++;
            }
            assertEquals(1, engine.dropped(), "of the one who is stuck");
            assertTrue(told > 1024, "only after a queue was full: " + told);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (read.size() < told && System.nanoTime() - deadline < 0) {
                Thread.sleep(5);
            }
            assertEquals(told, read.size(), "who reads gets all");
            engine.close();
            reader.join();
        }
    }

    @Test
    void garbageIsAnsweredAndHarmsNobody() throws Exception {
        for (String garbage : List.of("\r\n\r\n", "hello\r\n\r\n", "GET http://x/ HTTP/1.1\r\n\r\n",
                "POST /containers/create HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", "GET /%zz HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")) {
            InetSocketAddress address = (InetSocketAddress) engine.socketAddress();
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setSoTimeout(5_000);
                OutputStream out = socket.getOutputStream();
                out.write(garbage.getBytes(StandardCharsets.UTF_8));
                out.flush();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400"), answer);
            } catch (java.net.SocketException reset) {
                assertTrue(garbage.length() > 16_000, "cut in the middle of what it does not want to read");
            }
        }
        assertEquals("OK", get("/_ping").body());
    }

    @Test
    void listsContainers() throws Exception {
        String running = get("/v1.41/containers/json").body();
        assertTrue(running.contains("\"/web\"") && !running.contains("\"/job\""), running);
        String all = get("/v1.41/containers/json?all=1").body();
        assertTrue(all.contains("\"State\":\"exited\"") && all.contains("\"Status\":\"Exited (137) "), all);
        String named = get("/v1.41/containers/json?all=1" + filters("{\"name\":{\"jo\":true}}")).body();
        assertTrue(!named.contains("\"/web\"") && named.contains("\"/job\""), named);
        String one = get("/v1.41/containers/web/json").body();
        assertTrue(one.contains("\"Name\":\"/web\"") && one.contains("\"RestartCount\":2"), one);
        assertTrue(get("/v1.41/containers/bbb/json").body().contains("\"OOMKilled\":true"));
        assertEquals(404, get("/v1.41/containers/nobody/json").statusCode());
    }

    @Test
    void podmanHasItsOwnWordsAndBounds() throws Exception {
        engine.close();
        engine = EmbeddedDocker.start(FREE, EmbeddedKind.PODMAN, () -> CONTAINERS);
        for (int i = 1; i <= 4; i++) {
            engine.publish(new EmbeddedEvent(BEGIN.plusSeconds(i), "container", i == 2 ? "died" : "start", "c",
                    new TreeMap<>(Map.of("name", "web", "containerExitCode", "3", "number", Integer.toString(i)))));
        }
        assertEquals("4.3.1", get("/_ping").headers().firstValue("Libpod-Api-Version").orElse(""));
        String own = get("/v4.0.0/libpod/events?stream=false&since=1790000001&until=1790000004").body();
        assertEquals(List.of(2, 3), numbers(own));
        assertTrue(own.contains("\"Action\":\"died\"") && !own.contains("\"exitCode\""), own);
        String compat = get("/v1.41/events?stream=false").body();
        assertEquals(List.of(1, 2, 3, 4), numbers(compat));
        assertTrue(compat.contains("\"Action\":\"die\"") && compat.contains("\"exitCode\":\"3\""), compat);
        assertEquals(List.of(2), numbers(get("/v1.41/events?stream=false" + filters("{\"event\":[\"die\"]}")).body()));
        assertEquals(List.of(),
                numbers(get("/v1.41/events?stream=false" + filters("{\"container\":[\"we\"]}")).body()));
        engine.publish(
                new EmbeddedEvent(Instant.now(), "container", "start", "c", new TreeMap<>(Map.of("number", "9"))));
        assertEquals(List.of(9), numbers(get("/v4.3.1/libpod/events?stream=false&since=1h2m3.5s&until=1m").body()));
        assertEquals(500, get("/v9.9/events?stream=false&since=soon").statusCode());
        assertEquals(500, get("/v9.9/events?stream=false" + filters("{\"network\":[\"x\"]}")).statusCode());
        assertTrue(get("/v4.0.0/libpod/containers/json?all=true").body().contains("\"ExitCode\":137"));
    }

    @Test
    void listensOnAUnixSocketToo(@TempDir Path folder) throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("docker.sock"));
        try (EmbeddedDocker there = EmbeddedDocker.start(address, EmbeddedKind.DOCKER, List::of);
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(address);
            channel.write(java.nio.ByteBuffer.wrap("GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200 OK") && answer.endsWith("\r\n\r\nOK"), answer);
            assertFalse(there.address().isEmpty());
        }
    }
}
