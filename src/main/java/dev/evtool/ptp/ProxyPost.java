package dev.evtool.ptp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Connection;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Posts notifications as a real proxy's Go client does: same headers, connections kept alive, no redirect followed, two
/// seconds for the whole exchange (`ptp.md`, section 3.3).
final class ProxyPost {

    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final MediaType JSON = MediaType.get("application/json");

    /// What became of a post.
    enum Outcome {
        /// 204, nothing else will do.
        ACCEPTED,
        /// Answered with another status.
        REFUSED,
        /// Refused connection, unknown host, or no answer in time: what gets a client removed in the end.
        UNREACHABLE,
        /// Other failures of the network, such as a reset.
        BROKEN
    }

    private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(LIMIT)
            .protocols(List.of(Protocol.HTTP_1_1)).proxy(Proxy.NO_PROXY).socketFactory(new ProxySockets())
            .retryOnConnectionFailure(false).followRedirects(false).followSslRedirects(false)
            .dns(ProxyPost::resolve).addNetworkInterceptor(ProxyPost::asGoDoes).build();

    /// A kept-alive connection that the peer closed meanwhile; nothing was sent on it.
    private static final class StaleConnection extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Posts once and waits for the answer.
    ///
    /// @throws InterruptedException if the thread was told to stop meanwhile
    Outcome post(String endpoint, byte[] body) throws InterruptedException {
        HttpUrl url = HttpUrl.parse(endpoint);
        if (url == null) {
            return Outcome.UNREACHABLE;
        }
        Request request = new Request.Builder().url(url).post(RequestBody.create(body, JSON)).build();
        Outcome outcome = null;
        while (outcome == null) {
            outcome = post(request);
        }
        return outcome;
    }

    /// `null` if the connection was stale: it is out of the pool now, so to try again comes to an end.
    private @Nullable Outcome post(Request request) throws InterruptedException {
        try (Response response = http.newCall(request).execute()) {
            return response.code() == 204 ? Outcome.ACCEPTED : Outcome.REFUSED;
        } catch (StaleConnection untouched) {
            return null;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return switch (e) {
                case ConnectException refused -> Outcome.UNREACHABLE;
                case NoRouteToHostException noRoute -> Outcome.UNREACHABLE;
                case UnknownHostException unknown -> Outcome.UNREACHABLE;
                case InterruptedIOException late -> Outcome.UNREACHABLE;
                default -> Outcome.BROKEN;
            };
        }
    }

    /// Ends what is under way, and closes idle connections.
    void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    /// The headers of Go's client in its order, and none that OkHttp adds; an answer that OkHttp would take as an
    /// invitation to post again (503) is told to have come for good, since proxies never repeat an event.
    private static Response asGoDoes(Interceptor.Chain chain) throws IOException {
        Connection connection = chain.connection();
        if (connection != null && ProxySockets.isStale(connection.socket())) {
            throw new StaleConnection();
        }
        Request request = chain.request();
        Headers.Builder headers = new Headers.Builder().add("Host", header(request, "Host")).add("User-Agent",
                "Go-http-client/1.1");
        headers.add("Content-Length", header(request, "Content-Length")).add("Content-Type", "application/json")
                .add("Accept-Encoding", "gzip");
        Response response = chain.proceed(request.newBuilder().headers(headers.build()).build());
        return response.code() == 204 ? response : response.newBuilder().header("Retry-After", "3600").build();
    }

    private static String header(Request request, String name) {
        @Nullable
        String value = request.header(name);
        if (value == null) {
            throw new IllegalStateException("OkHttp set no " + name);
        }
        return value;
    }

    /// Looks a name up within the limit: a resolver that hangs is neither ended by OkHttp's limit nor by an interrupt.
    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofVirtual().name("proxy-dns").start(lookup);
        try {
            return Arrays.asList(lookup.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        }
    }
}
