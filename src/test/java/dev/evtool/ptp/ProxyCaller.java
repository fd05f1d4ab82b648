package dev.evtool.ptp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls a proxy as its consumers do.
final class ProxyCaller implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;

    ProxyCaller(URI root) {
        this.root = root;
    }

    /// @param path what stands in the request line, as it is
    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, path, body, Map.of());
    }

    HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(20));
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> api(String method, String path, String body) throws IOException, InterruptedException {
        return send(method, PtpApi.V2.basePath() + path, body);
    }

    HttpResponse<String> subscribe(String address, String endpoint) throws IOException, InterruptedException {
        return api("POST", "subscriptions",
                JSON.createObjectNode().put("ResourceAddress", address).put("EndpointUri", endpoint).toString());
    }

    /// The id of a new subscription.
    String subscribed(String address, String endpoint) throws IOException, InterruptedException {
        HttpResponse<String> response = subscribe(address, endpoint);
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " instead of 201");
        }
        return JSON.readTree(response.body()).get("SubscriptionId").asString();
    }

    HttpResponse<String> pull(String address) throws IOException, InterruptedException {
        return api("GET", address.substring(1) + "/CurrentState", null);
    }

    List<String> endpoints() throws IOException, InterruptedException {
        JsonNode list = JSON.readTree(api("GET", "subscriptions", null).body());
        return list.valueStream().map(s -> s.get("EndpointUri").asString()).sorted().toList();
    }

    /// Waits for something that is not announced, looking often; fails after half a minute.
    static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come about within 30 s");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
