package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.StreamException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of what is no proxy, or one that means ill: a clear word, and never more than a bounded effort.
@Timeout(60)
class HostileListsTest {

    private static ProxyInquiry inquiry(URI uri) throws Exception {
        return new ProxyInquiry(Watching.settings(uri, List.of(), List.of()), news -> {});
    }

    private static String failure(String list) throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.v2(list, list))) {
            ProxyInquiry inquiry = inquiry(server.uri());
            StreamException e = assertThrows(StreamException.Unreachable.class, inquiry::publishers);
            assertThrows(StreamException.Unreachable.class, inquiry::subscriptions);
            Watching watching = new Watching(Watching.settings(server.uri(), List.of(), List.of()));
            assertInstanceOf(StreamException.Unreachable.class, watching.ended());
            assertTrue(e.problem().what().length() < 300 && e.problem().next() != null, e.problem().toString());
            return e.problem().what();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"<html><body>Log in</body></html>|with HTML",
            "OK|not JSON: OK", "[{\"ResourceAddress\":|not JSON", "7|without an entry", "\"x\"|without an entry",
            "[1,2]|without an entry", "{\"error\":\"no\"}|without an entry", "[{}]|without an entry",
            "[{\"ResourceAddress\":7,\"SubscriptionId\":[]}]|without an entry"})
    void whatIsNoListIsNamed(String list, String expected) throws Exception {
        String what = failure(list);
        assertTrue(what.contains(expected), what);
    }

    @Test
    void oneOfTooManyBytes() throws Exception {
        String entry = "{\"ResourceAddress\":\"/cluster/node/n/sync/x\",\"SubscriptionId\":\"i\"},";
        String what = failure("[" + entry.repeat((9 << 20) / entry.length()) + "{}]");
        assertTrue(what.contains("more than 8388608 bytes"), what);
    }

    @Test
    void oneOfGreatDepth() throws Exception {
        String what = failure("[".repeat(100_000) + "]".repeat(100_000));
        assertTrue(what.contains("not JSON"), what);
    }

    @Test
    void alsoAReasonOfGreatDepthIsCut() {
        String deep = "{\"error\":".repeat(2000) + "1" + "}".repeat(2000);
        String reason = ProxyBodies.reason(
                new ProxyCalls.Answer(400, "", null, deep.getBytes(StandardCharsets.UTF_8)));
        assertTrue(reason.length() <= 201, reason);
    }

    /// Few enough bytes, but very many resources: the watch asks for a bounded number of them.
    @Test
    void oneOfVeryManyResources() throws Exception {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < 20_000; i++) {
            list.append(i == 0 ? "" : ",").append("{\"ResourceAddress\":\"/cluster/node/n").append(i)
                    .append("/sync/x\",\"SubscriptionId\":\"i\"}");
        }
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.v2("null", list + "]"))) {
            assertEquals(20_000, inquiry(server.uri()).publishers().size());
            Watching watching = new Watching(Watching.settings(server.uri(), List.of(), List.of()));
            assertInstanceOf(StreamException.Unreachable.class, watching.ended());
            assertTrue(watching.has(Notice.Kind.WARNING, "of 20000 resources only 500"));
            assertEquals(500, server.requests().stream().filter(r -> r.is("POST", "/subscriptions")).count());
        }
    }

    /// An address that leads out of the API is not called at all.
    @Test
    void addressesOfDots() throws Exception {
        String list = "[{\"ResourceAddress\":\"/cluster/../../../../../etc/passwd\",\"SubscriptionId\":\"i\"}]";
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.v2(list, list))) {
            Watching asked = new Watching(new PtpStateSource(Watching.settings(server.uri(), List.of(), List.of())));
            StreamException.Unreachable e = assertInstanceOf(StreamException.Unreachable.class, asked.ended());
            assertTrue(e.problem().what().contains("no call can carry"), e.problem().toString());
            assertTrue(server.requests().stream().map(ScriptedServer.Request::target)
                    .allMatch(t -> t.startsWith("/api/ocloudNotifications/v2/")), server.requests().toString());
        }
    }

    /// Control characters in an address stay what they are: nothing but its own path is called.
    @Test
    void addressesAndEndpointsOfControlCharacters() throws Exception {
        String odd = "/cluster/node/n\\u001b[2J/%2e%2e/x?y#z\\r\\nHost: evil/\\u202e";
        String list = "[{\"ResourceAddress\":\"" + odd + "\",\"EndpointUri\":\"http://a.invalid/\\u0007\\r\\n\","
                + "\"SubscriptionId\":\"i\\u001b\"}]";
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.v2(list, list))) {
            List<Map<String, Object>> rows = inquiry(server.uri()).subscriptions();
            assertEquals(1, rows.size());
            assertTrue(rows.getFirst().get("address").toString().contains("\u001b[2J"), "as it is, safe when printed");
            try (Watching watching = new Watching(
                    Watching.settings(server.uri(), List.of(), List.of(), Duration.ofMillis(100)))) {
                watching.sink.await("word of it", s -> !s.items().isEmpty());
                ProxyCaller.until(() -> server.requests().stream().filter(r -> r.target().endsWith("/CurrentState"))
                        .count() > 2);
            }
            assertTrue(server.requests().stream().map(ScriptedServer.Request::target)
                    .allMatch(t -> t.matches("/api/ocloudNotifications/v2/(health|publishers|subscriptions|"
                            + "cluster/node/n%1B.*%252e%252e/x%3Fy%23z%0D%0AHost:%20evil/%E2%80%AE/CurrentState)")),
                    server.requests().toString());
        }
    }
}
