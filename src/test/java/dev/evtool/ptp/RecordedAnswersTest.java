package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evtool.ptp.ProxyClient.Pulled;
import dev.evtool.ptp.ProxyClient.Pulled.Outcome;
import dev.evtool.ptp.RecordedProxy.Step;
import dev.evtool.stream.Connecting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What clients make of the recorded answers of real proxies to pulls, good and bad ones, given back to the byte.
@Timeout(60)
class RecordedAnswersTest {

    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String NOBODY = "nobody is subscribed to it, or there is no data of it";
    /// Asked by hand: the client has no such question.
    private static final String NO_ADDRESS = "currentstate-no-address";

    private HttpServer server;
    private volatile Step now;
    private volatile String asked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(PtpSourceType.LOOPBACK, 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked = exchange.getRequestURI().getPath();
            now.headers().forEach((name, value) -> {
                if (!List.of("Content-Length", "Transfer-Encoding", "Date").contains(name)) {
                    exchange.getResponseHeaders().set(name, value);
                }
            });
            byte[] body = Objects.requireNonNullElse(now.body(), "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ProxyClient client(PtpApi api) throws Exception {
        HttpUrl base = HttpUrl.get("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        ProxyCalls calls = new ProxyCalls(base, Connecting.DEFAULT, news -> {
            throw new AssertionError(news);
        });
        return switch (api) {
            case V2 -> new ProxyClientV2(calls);
            case V1 -> new ProxyClientV1(calls);
            case V1_TRANSPORT -> new ProxyClientTransport(calls);
        };
    }

    /// The address that the recorded request asked for.
    private static String address(PtpApi api, String path) {
        return path.substring(api.basePath().length() - 1).replaceFirst("(/" + ID + ")?/CurrentState$", "");
    }

    private static String masked(String path) {
        return path.replaceAll(ID, "ID").replace("//", "/");
    }

    @ParameterizedTest
    @CsvSource({"V1, v1-4.14.json, 2", "V1, v1-4.18.json, 2", "V1_TRANSPORT, v1-4.18-transport.json, 2",
            "V2, v2-4.18-ptp.json, 14", "V2, v2-main-ptp.json, 12", "V2, v2-main-mock.json, 5",
            "V2, v2-main-sample-consumer.json, 0"})
    void everyAnswerIsUnderstood(PtpApi api, String file, int refusals) throws Exception {
        ProxyClient client = client(api);
        int refused = 0;
        for (Step step : RecordedProxy.read(file).pulls()) {
            now = step;
            Pulled pulled = client.currentState(address(api, step.path()));
            if (!step.name().equals(NO_ADDRESS)) {
                assertEquals(masked(step.path()), masked(asked), step.name());
            }
            if (step.status() == 200) {
                assertEquals(Outcome.STATE, pulled.outcome(), step.name());
                assertArrayEquals(step.body().getBytes(StandardCharsets.UTF_8), pulled.body(), step.name());
            } else {
                refused++;
                assertEquals(expected(step), Map.entry(pulled.outcome(), pulled.reason()), step.name());
                assertEquals(0, pulled.body().length, step.name());
            }
        }
        assertEquals(refusals, refused);
    }

    private static Map.Entry<Outcome, String> expected(Step step) {
        return switch (step.body()) {
            case "{\"error\":\"{\\\"message\\\":\\\"event data not found\\\"}\\n\"}" ->
                Map.entry(Outcome.NO_DATA, "event data not found");
            case "{\"error\":\"subscription not found\"}" ->
                Map.entry(Outcome.NO_SUBSCRIPTION, "subscription not found");
            case "{\"message\":\"subscription for (/cluster/node/node-a/sync/gnss-status/gnss-sync-status) not found for "
                    + "the requesting client 40564482-ee09-3b2c-8455-8232678df69d\"}\n" ->
                Map.entry(Outcome.NO_SUBSCRIPTION,
                        "subscription for (/cluster/node/node-a/sync/gnss-status/gnss-sync-status) not found for "
                                + "the requesting client 40564482-ee09-3b2c-8455-8232678df69d");
            case "{\"message\":\"client is not registered with the event publisher http://127.0.0.1:9043 \"}\n" ->
                Map.entry(Outcome.NO_SUBSCRIPTION,
                        "client is not registered with the event publisher http://127.0.0.1:9043");
            case "", "404 page not found\n" -> step.status() == 301 ? Map.entry(Outcome.REFUSED, "HTTP 301")
                    : Map.entry(Outcome.NO_SUBSCRIPTION, NOBODY);
            default -> throw new AssertionError("not known: " + step.body());
        };
    }
}
