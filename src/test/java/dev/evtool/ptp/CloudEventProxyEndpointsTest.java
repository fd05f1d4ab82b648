package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Paths and methods (`ptp.md`, section 2), where the recordings do not show them.
@Timeout(60)
class CloudEventProxyEndpointsTest {

    private CloudEventProxy proxy;
    private ProxyCaller caller;

    @BeforeEach
    void start() throws IOException {
        proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ProxySettings.of("ptp-publisher.local", 1));
        caller = new ProxyCaller(proxy.uri());
    }

    @AfterEach
    void stop() {
        caller.close();
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({"GET, health, 200", "POST, health, 405", "HEAD, health, 405", "GET, Health, 404", "GET, dummy, 405",
            "PUT, subscriptions, 405", "PUT, subscriptions/x, 405", "PUT, subscriptions/status/x, 400",
            "POST, a/b/CurrentState, 405", "GET, a/b/CurrentState, 404", "GET, subscriptions/, 404",
            "DELETE, publishers/x, 400", "POST, publishers, 400", "POST, dummy2, 204", "POST, log, 202",
            "GET, subscriptions?x=1, 200", "GET, ../v2/health, 301", "GET, ./health, 301", "GET, %2e/health, 404"})
    void statuses(String method, String path, int status) throws Exception {
        assertEquals(status, caller.api(method, path, null).statusCode());
    }

    @Test
    void uncleanPathsAreRedirected() throws Exception {
        for (String path : new String[] {"//api/ocloudNotifications/v2/health?x=1",
                "/api//ocloudNotifications/./v2/health?x=1",
                "/../api/ocloudNotifications/v2//health?x=1", "/api/x/../ocloudNotifications/v2/health?x=1"}) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 301 "), answer);
            assertTrue(answer.contains("\r\nLocation: /api/ocloudNotifications/v2/health?x=1\r\n"), answer);
        }
    }

    @Test
    void absoluteFormIsNoDoubleSlash() throws Exception {
        String answer = raw(
                "GET http://h/api/ocloudNotifications/v2/health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 ") && answer.endsWith("\r\nOK"), answer);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void publishersAreIndentedAndNoneIsZeroBytes() throws Exception {
        HttpResponse<String> none = caller.api("GET", "publishers", null);
        assertEquals("", none.body());
        assertEquals("0", none.headers().firstValue("Content-Length").orElseThrow());
        assertEquals("application/json", none.headers().firstValue("Content-Type").orElseThrow());
        proxy.addPublisher("/cluster/node/a\"b/sync/ptp-status/lock-state");
        String list = caller.api("GET", "publishers", null).body();
        assertTrue(list.startsWith("[\n {\n  \"ResourceAddress\": \"/cluster/node/a\\\"b/sync"), list);
        assertEquals(1, ProxyCaller.JSON.readTree(list).size());
    }

    /// What the real proxy's handler crashes of, and what looks alike.
    @Test
    void bareNumbersCloseTheConnection() throws Exception {
        String event = "{\"id\":\"x\",\"type\":\"t\",\"data\":{\"values\":[{\"value\":%s}]},\"x\":%s}";
        assertThrows(IOException.class, () -> caller.api("POST", "create/event", event.formatted("1.5", "1")));
        String digits = "7".repeat(5000);
        assertEquals(400, caller.api("POST", "create/event", event.formatted(digits, "1")).statusCode());
        assertEquals(400, caller.api("POST", "create/event", event.formatted("\"1\"", digits)).statusCode());
    }

    @Test
    void deletesAPublisher() throws Exception {
        proxy.addPublisher("/x");
        String id = ProxyCaller.JSON.readTree(caller.api("GET", "publishers", null).body()).get(0).get("SubscriptionId")
                .asString();
        assertEquals("{\"status\":\"OK\"}", caller.api("DELETE", "publishers/" + id, null).body());
        assertEquals(400, caller.api("DELETE", "publishers/" + id, null).statusCode());
    }

    @Test
    void addressesOfEveryKind() throws Exception {
        try (CloudEventProxy all = CloudEventProxy.start(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0),
                ProxySettings.of("h", 1));
                CloudEventProxy six = CloudEventProxy.start(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0),
                        ProxySettings.of("h", 1))) {
            assertEquals("127.0.0.1", all.uri().getHost());
            assertTrue(six.uri().getHost().startsWith("[") && six.baseUri().getPath().endsWith("/v2/"));
        }
    }
}
