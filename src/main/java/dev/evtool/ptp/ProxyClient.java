package dev.evtool.ptp;

import dev.evtool.event.Json;
import dev.evtool.stream.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/// The consumer's side of a proxy's REST API v2 (`ptp.md`, section 2). Every call is bounded in time and size, and
/// follows no redirect: a 301 only says that the URL had a double slash.
final class ProxyClient {

    static final String BASE_PATH = "/api/ocloudNotifications/v2/";

    private static final int MAX_ANSWER = 8 << 20;
    /// A proxy needs up to 2 s itself to try the endpoint before it answers (section 3.1).
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private static final Duration HURRIED_LIMIT = Duration.ofSeconds(2);

    private final HttpUrl base;
    /// The base as messages call it.
    private final String name;
    private final Duration connectTimeout;
    private OkHttpClient http;

    ProxyClient(HttpUrl base, Duration connectTimeout) {
        this.base = base;
        this.connectTimeout = connectTimeout;
        this.name = base.toString().replaceFirst("/$", "");
        this.http = new OkHttpClient.Builder().connectTimeout(connectTimeout)
                .callTimeout(connectTimeout.compareTo(ANSWER_LIMIT) > 0 ? connectTimeout : ANSWER_LIMIT)
                .readTimeout(Duration.ZERO).followRedirects(false).build();
    }

    /// Whether a proxy of API v2 answers.
    void health() throws ProxyException, InterruptedException {
        Answer answer = call(http.newBuilder().callTimeout(connectTimeout).build(), request("health").build());
        if (answer.status() == 404) {
            throw new ProxyException(new Problem(name + " answers, but has no API v2 (404 for its health)",
                    "a proxy of OpenShift 4.15 or earlier or with --api-version=1.x, or not a cloud-event-proxy",
                    "check the port: the v2 API listens on 9043 of the node's ptp-event-publisher-service"));
        }
        require(answer, 200, "health");
    }

    List<ProxySubscription> publishers() throws ProxyException, InterruptedException {
        return list("publishers");
    }

    List<ProxySubscription> subscriptions() throws ProxyException, InterruptedException {
        return list("subscriptions");
    }

    /// Asks for the events of a resource.
    ///
    /// @return 201 with the id of the new subscription, or the status of the refusal (400, 404, 409 have no body)
    Subscribed subscribe(String address, String endpoint) throws ProxyException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), body)) {
            json.writeStartObject();
            json.writeStringProperty("ResourceAddress", address);
            json.writeStringProperty("EndpointUri", endpoint);
            json.writeEndObject();
        }
        RequestBody json = RequestBody.create(body.toByteArray(), MediaType.get("application/json"));
        Answer answer = call(request("subscriptions").post(json).build());
        if (answer.status() >= 500) {
            require(answer, 201, "subscriptions");
        }
        if (answer.status() != 201) {
            return new Subscribed(answer.status(), Optional.empty());
        }
        List<ProxySubscription> made = entries(parse(answer, "subscriptions"), "subscriptions");
        return new Subscribed(201, made.stream().map(ProxySubscription::id).filter(id -> !id.isEmpty()).findFirst());
    }

    /// What became of a subscribe call.
    record Subscribed(int status, Optional<String> id) {}

    /// Deletes one subscription; one that is gone already counts as deleted.
    void delete(String id) throws ProxyException, InterruptedException {
        HttpUrl url = url("subscriptions/").newBuilder().addPathSegment(id).build();
        Answer answer = call(new Request.Builder().url(url).delete().build());
        if (answer.status() != 404 && answer.status() / 100 != 2) {
            require(answer, 204, "subscriptions/" + id);
        }
    }

    /// From now on waits for no answer longer than two seconds: on the way out nobody wants to wait for a dead peer.
    void hurry() {
        http = http.newBuilder().callTimeout(HURRIED_LIMIT).build();
    }

    /// Lets go of kept-alive connections and of the client's threads.
    void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private Request.Builder request(String path) {
        return new Request.Builder().url(url(path));
    }

    private HttpUrl url(String path) {
        return base.newBuilder().addEncodedPathSegments(BASE_PATH.substring(1) + path).build();
    }

    private List<ProxySubscription> list(String path) throws ProxyException, InterruptedException {
        Answer answer = call(request(path).build());
        require(answer, 200, path);
        // no publisher: zero bytes; no subscription: the word null (section 2)
        return answer.body().length == 0 ? List.of() : entries(parse(answer, path), path);
    }

    private List<ProxySubscription> entries(@Nullable Object json, String path) throws ProxyException {
        if (json == null) {
            return List.of();
        }
        List<ProxySubscription> entries = new ArrayList<>();
        for (Object entry : json instanceof List<?> list ? list : List.of(json)) {
            // an entry that says nothing usable leaves its neighbours alone
            if (entry instanceof Map<?, ?> map && map.get("ResourceAddress") instanceof String address) {
                entries.add(
                        new ProxySubscription(address, text(map.get("EndpointUri")), text(map.get("SubscriptionId"))));
            }
        }
        if (entries.isEmpty() && !(json instanceof List<?> list && list.isEmpty())) {
            throw notJson(path, "a list without an entry that has a ResourceAddress");
        }
        return entries;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String s ? s : "";
    }

    private @Nullable Object parse(Answer answer, String path) throws ProxyException {
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), answer.body())) {
            parser.nextToken();
            return Json.value(parser);
        } catch (JacksonException e) {
            String start = new String(answer.body(), 0, Math.min(60, answer.body().length), StandardCharsets.UTF_8);
            boolean html = start.stripLeading().startsWith("<");
            throw notJson(path, html ? "HTML" : "what is not JSON: " + start);
        }
    }

    private ProxyException notJson(String path, String what) {
        return new ProxyException(new Problem(name + " answered " + path + " with " + what,
                "the address leads to something else than a cloud-event-proxy, such as a web front end",
                "check host and port: curl " + url("health")));
    }

    private void require(Answer answer, int status, String path) throws ProxyException {
        if (answer.status() != status) {
            throw new ProxyException(new Problem(name + " answered " + path + " with HTTP " + answer.status(),
                    answer.status() >= 500 ? "the proxy, or a gateway before it, is in trouble"
                            : "the address leads to something else than a cloud-event-proxy",
                    "look at the proxy's log, or: curl -i " + url(path)));
        }
    }

    private Answer call(Request request) throws ProxyException, InterruptedException {
        return call(http, request);
    }

    private Answer call(OkHttpClient client, Request request) throws ProxyException, InterruptedException {
        try (Response response = client.newCall(request).execute()) {
            BufferedSource source = response.body().source();
            if (source.request(MAX_ANSWER + 1L)) {
                throw new ProxyException(new Problem(name + " answered with more than " + MAX_ANSWER + " bytes",
                        "the address leads to something else than a cloud-event-proxy", "check host and port"));
            }
            return new Answer(response.code(), source.readByteArray());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new ProxyException(explain(e), e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int status, byte[] body) {}

    private Problem explain(IOException e) {
        String next = "check the address: curl " + url("health");
        String detail = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        return switch (e) {
            case UnknownHostException u -> new Problem("the host name " + base.host() + " cannot be resolved",
                    "a service name of a cluster resolves only inside it", "kubectl port-forward, or run evtool there");
            case SSLException s -> new Problem(name + ": TLS failed: " + e.getMessage(),
                    "the proxy speaks plain HTTP, or its certificate is not trusted", next);
            case SocketTimeoutException t when detail.contains("connect") -> new Problem(
                    name + " did not accept a connection in time", "a firewall drops it, or the host is down", next);
            case InterruptedIOException t -> new Problem(name + " accepted the connection, but does not answer",
                    "the proxy hangs, or the port is another service's", next);
            case ConnectException c when detail.contains("refused") || detail.contains("failed to connect") ->
                new Problem(name + " refused the connection", "no proxy listens there", next);
            default -> new Problem(name + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()),
                    "the connection broke, or the peer speaks no HTTP", next);
        };
    }
}
