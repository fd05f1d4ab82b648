package dev.evtool.ptp;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A recording of a real proxy: steps with requests, answers, and what its consumer got.
record RecordedProxy(List<Step> steps) {

    /// @param method `null` for a step that only waited
    /// @param headers of the answer; `null` where the connection was closed without one
    record Step(String name, String method, String path, String requestBody, int status, Map<String, String> headers,
            String body, List<Callback> callbacks, Map<String, String> requestHeaders) {}

    /// @param port of the consumer
    record Callback(int port, String path, String body, Map<String, String> headers) {}

    static RecordedProxy read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(RecordedProxy.class.getResourceAsStream("/ptp/" + file))) {
            List<Step> steps = new ArrayList<>();
            ProxyCaller.JSON.readTree(in).forEach(s -> steps.add(step(s)));
            return new RecordedProxy(steps);
        }
    }

    /// What the consumers got, without the empty bodies by which v1 tries an endpoint.
    List<Callback> pushes() {
        return steps.stream().flatMap(s -> s.callbacks().stream()).filter(c -> !c.body().isEmpty()).toList();
    }

    /// The requests for a present state, whatever their answer.
    List<Step> pulls() {
        return steps.stream().filter(s -> s.path() != null && s.path().endsWith("/CurrentState")).toList();
    }

    /// The states that were told in answer to pulls.
    List<Step> states() {
        return pulls().stream().filter(s -> s.status() == 200).toList();
    }

    private static Step step(JsonNode s) {
        JsonNode request = s.path("request");
        JsonNode response = s.path("response");
        Map<String, String> headers = response.has("headers") ? headers(response) : null;
        List<Callback> callbacks = new ArrayList<>();
        s.path("callbacks_received").forEach(c -> callbacks.add(
                new Callback(c.get("port").asInt(), c.get("path").asString(), c.get("body").asString(), headers(c))));
        return new Step(s.path("name").asString(""), text(request.path("method")), text(request.path("path")),
                text(request.path("body")), response.path("status").asInt(0), headers, text(response.path("body")),
                callbacks, headers(request));
    }

    private static Map<String, String> headers(JsonNode message) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (JsonNode header : message.path("headers")) {
            headers.put(header.get(0).asString(), header.get(1).asString());
        }
        return headers;
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    /// A text without what is different in each run: ids, times, ports.
    static String masked(String text) {
        return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("\"time\":\"20[^\"]*Z\"", "\"time\":\"TIME\"").replaceAll(":\\d{4,5}\\b", ":PORT");
    }
}
