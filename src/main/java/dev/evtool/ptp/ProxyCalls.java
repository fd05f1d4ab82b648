package dev.evtool.ptp;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// HTTP calls to one proxy. Each is bounded in time and size, and follows no redirect: a 301 only says that the URL had
/// a double slash. What goes wrong below HTTP is explained here, for all versions of the API.
final class ProxyCalls {

    private static final int MAX_ANSWER = 8 << 20;
    /// A proxy needs up to 2 s itself to try the endpoint before it answers, a v1 one up to 10 s (sections 3.1 and 7).
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(12);

    private static final Duration HURRIED_LIMIT = Duration.ofSeconds(2);
    /// How long the proxy may still take for what it has begun when we are told to stop.
    private static final Duration WHOLE_LIMIT = Duration.ofSeconds(4);
    /// Kept-alive connections to all proxies: one for each of a large fleet, where a usual pool keeps five. One pool for
    /// each proxy would do as well, but OkHttp gives each pool a thread to clean it.
    private static final int MOST_IDLE = 4000;
    private static final MediaType JSON = MediaType.get("application/json");

    /// What all clients are made from: they share threads and idle connections, of which a fleet of proxies has many.
    private static final OkHttpClient SHARED = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(MOST_IDLE, 5, TimeUnit.MINUTES)).readTimeout(Duration.ZERO)
            .followRedirects(false).build();

    private final HttpUrl base;
    /// The base as messages call it.
    private final String name;
    private final Duration connectTimeout;
    private final ProxyAccess access;
    private OkHttpClient http;
    private volatile boolean unfinished;

    /// @param news is told what a person should know of certificates and tokens; it must not wait
    /// @throws StreamException if these cannot be used
    ProxyCalls(HttpUrl base, Connecting connecting, Consumer<String> news) throws StreamException {
        this.base = base;
        this.connectTimeout = connecting.timeout();
        this.name = base.toString().replaceFirst("/$", "");
        this.access = ProxyAccess.of(base, connecting.security(), news);
        this.http = access.on(SHARED.newBuilder()).connectTimeout(connectTimeout)
                .callTimeout(connectTimeout.compareTo(ANSWER_LIMIT) > 0 ? connectTimeout : ANSWER_LIMIT).build();
    }

    /// An answer, whatever its status.
    ///
    /// @param type the Content-Type, empty where there is none
    /// @param date what the proxy's clock says, to the second; `null` where it does not say
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, String type, @Nullable Instant date, byte[] body) {

        /// The body as text, for short answers and for messages.
        String text() {
            return new String(body, 0, Math.min(body.length, 4096), StandardCharsets.UTF_8);
        }
    }

    /// What messages call the proxy, such as `http://node1:9043`.
    String name() {
        return name;
    }

    HttpUrl base() {
        return base;
    }

    /// @param path after the base, without a slash at its begin
    HttpUrl url(String path) {
        return base.newBuilder().addEncodedPathSegments(path).build();
    }

    /// Whether a text is one segment of a path as it stands, such as an id: an empty one, or dots, would make the call
    /// that deletes one subscription the one that deletes all.
    static boolean isSegment(String text) {
        return text.matches("[\\w-][\\w.-]{0,127}");
    }

    Answer get(String path) throws ProxyException, InterruptedException {
        return call(http, new Request.Builder().url(url(path)).build());
    }

    /// Asks for the state of a resource, whose address is the middle of the path, character for character.
    ///
    /// @param path before the address, empty or with a slash at its end
    /// @param more after the address
    /// @return empty where no path can have the address: one with `.` or `..` in it leads elsewhere
    Optional<Answer> getState(String path, String address, String more) throws ProxyException, InterruptedException {
        if (address.matches("(?s)(.*/)?\\.{1,2}(/.*)?")) {
            return Optional.empty();
        }
        // a leading slash would make a double one, which is answered with 301 (ptp.md, section 4)
        HttpUrl url = url(path).newBuilder().addPathSegments(address.replaceFirst("^/+", "")).addPathSegments(more)
                .build();
        return Optional.of(call(http, new Request.Builder().url(url).build()));
    }

    /// A call that is given up after the time for a connection: for first contacts.
    Answer getSoon(String path) throws ProxyException, InterruptedException {
        return call(http.newBuilder().callTimeout(connectTimeout).build(),
                new Request.Builder().url(url(path)).build());
    }

    Answer post(String path, byte[] json) throws ProxyException, InterruptedException {
        return callWhole(new Request.Builder().url(url(path)).post(RequestBody.create(json, JSON)).build());
    }

    /// A call that makes something at the proxy. An interrupt does not cut it short: the proxy would go on with it, and
    /// we would not know what there is to be deleted. The interrupt shows at the next call.
    Answer callWhole(Request request) throws ProxyException, InterruptedException {
        FutureTask<Answer> call = new FutureTask<>(() -> call(http, request));
        Thread.ofVirtual().start(call);
        try {
            return result(call::get);
        } catch (InterruptedException stopping) {
            try {
                Answer answer = result(() -> call.get(WHOLE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
                Thread.currentThread().interrupt();
                return answer;
            } catch (InterruptedException late) {
                unfinished = !call.isDone();
                throw late;
            } catch (ProxyException failed) {
                // else nobody would hear of the interrupt, and we would try again instead of stopping
                Thread.currentThread().interrupt();
                throw failed;
            }
        }
    }

    private interface Waiting {
        Answer get() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static Answer result(Waiting call) throws ProxyException, InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProxyException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException late) {
            InterruptedException given = new InterruptedException("the proxy did not answer in time");
            given.initCause(late);
            throw given;
        }
    }

    Answer delete(String path) throws ProxyException, InterruptedException {
        return call(http, new Request.Builder().url(url(path)).delete().build());
    }

    /// Whether the proxy may still make a subscription of ours, which nobody will then delete; for people, empty if not.
    String leftover() {
        return unfinished ? "the proxy was still busy with a subscription of ours after " + WHOLE_LIMIT.toSeconds()
                + " s: one may be left there, see evtool ptp subscriptions" : "";
    }

    /// From now on waits for no answer longer than two seconds: on the way out nobody wants to wait for a dead peer.
    void hurry() {
        http = http.newBuilder().callTimeout(HURRIED_LIMIT).build();
    }

    private Answer call(OkHttpClient client, Request request) throws ProxyException, InterruptedException {
        try (Response response = client.newCall(request).execute()) {
            BufferedSource source = response.body().source();
            if (source.request(MAX_ANSWER + 1L)) {
                throw new ProxyException(new Problem(name + " answered with more than " + MAX_ANSWER + " bytes",
                        "the address leads to something else than a cloud-event-proxy", "check host and port"));
            }
            java.util.@Nullable Date date = response.headers().getDate("Date");
            String type = response.header("Content-Type", "");
            Answer answer = new Answer(response.code(), type == null ? "" : type,
                    date == null ? null : date.toInstant(), source.readByteArray());
            String challenge = response.header("WWW-Authenticate", "");
            Problem refusal = access.refusal(answer, challenge == null ? "" : challenge, name);
            if (refusal != null) {
                throw new ProxyException(refusal);
            }
            return answer;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Problem ofAccess = access.explain(e, name);
            throw new ProxyException(ofAccess == null ? explain(e) : ofAccess, e);
        }
    }

    private Problem explain(IOException e) {
        String next = "check the address: curl " + name;
        String detail = e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
        return switch (e) {
            case UnknownHostException u -> new Problem("the host name " + base.host() + " cannot be resolved",
                    "a service name of a cluster resolves only inside it", "kubectl port-forward, or run evtool there");
            case SocketTimeoutException t when detail.contains("connect") -> new Problem(
                    name + " did not accept a connection in time", "a firewall drops it, or the host is down", next);
            case InterruptedIOException t -> new Problem(name + " accepted the connection, but does not answer",
                    "the proxy hangs, or the port is another service's" + (base.isHttps() ? ", or has no TLS" : ""),
                    next);
            case ConnectException c when detail.contains("refused") || detail.contains("failed to connect") ->
                new Problem(name + " refused the connection", "no proxy listens there", "usual ports are 9043 (v2, "
                        + "and what v1 proxies speak to each other) and 8089 (v1 sidecar): " + next);
            case SocketException s when detail.contains("too many open files") -> new Problem(
                    "no more connections can be opened: " + e.getMessage(),
                    "the limit of open files is too low for so many proxies: each needs two", "raise it: ulimit -n");
            default -> new Problem(name + ": " + (e.getMessage() == null ? e.toString() : e.getMessage()),
                    "the connection broke, or the peer speaks no HTTP" + (base.isHttps() ? "" : ", or only https://"),
                    next);
        };
    }
}
