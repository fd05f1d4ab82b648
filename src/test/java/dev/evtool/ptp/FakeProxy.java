package dev.evtool.ptp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Something that plays a proxy badly: it answers as it is told, and remembers the subscription that it took last.
final class FakeProxy implements AutoCloseable {

    record Reply(int status, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final PtpApi api;
    private volatile String last = "";
    private volatile boolean tries;

    FakeProxy(PtpApi api, InetAddress address) throws IOException {
        this.api = api;
        server = HttpServer.create(new InetSocketAddress(address, 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        reply("GET", "health", 200, "OK");
    }

    FakeProxy(PtpApi api) throws IOException {
        this(api, InetAddress.getLoopbackAddress());
    }

    /// Answers a call of the API so from now on.
    FakeProxy reply(String method, String path, int status, String body) {
        replies.put(method + " " + api.basePath() + path, new Reply(status, body));
        return this;
    }

    FakeProxy publishes(String address) {
        return reply("GET", "publishers", 200,
                "[{\"ResourceAddress\":\"" + address + "\",\"EndpointUri\":\"http://localhost/dummy\","
                        + "\"SubscriptionId\":\"p1\",\"UriLocation\":\"http://localhost/p1\"}]");
    }

    /// Posts nothing, with success, to the endpoints that it is given, as v1 proxies do.
    FakeProxy triesEndpoints() {
        tries = true;
        return this;
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            byte[] request = exchange.getRequestBody().readAllBytes();
            Reply reply = replies.get(call);
            if (reply == null) {
                reply = subscriptions(call, new String(request, StandardCharsets.UTF_8));
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply subscriptions(String call, String body) throws IOException, InterruptedException {
        String path = api.basePath() + "subscriptions";
        if (call.equals("POST " + path)) {
            String id = "\"SubscriptionId\":\"s1\",\"id\":\"s1\"";
            last = body.replaceFirst("}$", "," + id + "}");
            if (tries) {
                URI endpoint = URI.create(ProxyCaller.JSON.readTree(body).get("endpointUri").asString());
                HttpClient.newHttpClient().send(
                        HttpRequest.newBuilder(endpoint).POST(HttpRequest.BodyPublishers.noBody()).build(),
                        BodyHandlers.discarding());
            }
            return new Reply(201, last);
        }
        if (call.equals("GET " + path)) {
            return new Reply(200, last.isEmpty() ? "" : "[" + last + "]");
        }
        if (call.equals("DELETE " + path + "/s1")) {
            last = "";
            return new Reply(api == PtpApi.V2 ? 204 : 200, "");
        }
        return new Reply(404, "");
    }

    boolean isEmpty() {
        return last.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
