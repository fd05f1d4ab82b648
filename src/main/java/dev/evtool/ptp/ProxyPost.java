package dev.evtool.ptp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
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

/// Posts notifications as a real proxy's Go client does: same headers, connections kept alive, no redirect followed, a
/// limit for the whole exchange (`ptp.md`, section 3.3).
final class ProxyPost {

    private static final MediaType JSON = MediaType.get("application/json");

    /// What became of a post.
    enum Outcome {
        /// Answered as wanted.
        ACCEPTED,
        /// Answered with another status.
        REFUSED,
        /// Refused connection, unknown host, or no answer in time: what gets a client removed in the end.
        UNREACHABLE,
        /// Other failures of the network, such as a reset.
        BROKEN
    }

    /// @param error what Go's client would say if there was no answer, else empty
    record Sent(Outcome outcome, String error) {}

    /// What all proxies of a process are made from: to set up a client's TLS takes longer than all the rest of a proxy.
    private static final OkHttpClient BASE = new OkHttpClient.Builder()
            .protocols(List.of(Protocol.HTTP_1_1)).proxy(Proxy.NO_PROXY).socketFactory(new ProxySockets())
            .retryOnConnectionFailure(false).followRedirects(false).followSslRedirects(false)
            .dns(ProxyPost::resolve).addNetworkInterceptor(ProxyPost::asGoDoes).build();

    /// With calls and idle connections of its own, as a proxy of its own has them.
    private final OkHttpClient http = BASE.newBuilder().dispatcher(new Dispatcher())
            .connectionPool(new ConnectionPool())
            .build();

    /// A kept-alive connection that the peer closed meanwhile; nothing was sent on it.
    private static final class StaleConnection extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// Posts once and waits for the answer.
    ///
    /// @throws InterruptedException if the thread was told to stop meanwhile
    Sent post(ProxyPush push) throws InterruptedException {
        HttpUrl url = HttpUrl.parse(push.url());
        if (url == null) {
            return new Sent(Outcome.UNREACHABLE, GoErrors.noScheme(push.url()));
        }
        Request request = new Request.Builder().url(url).post(RequestBody.create(push.body(), JSON))
                .tag(ProxyPush.class, push).build();
        Sent sent = null;
        while (sent == null) {
            sent = post(request, push);
        }
        return sent;
    }

    /// `null` if the connection was stale: it is out of the pool now, so to try again comes to an end.
    private @Nullable Sent post(Request request, ProxyPush push) throws InterruptedException {
        Call call = http.newCall(request);
        call.timeout().timeout(push.limit().toMillis(), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            return new Sent(push.wanted().test(response.code()) ? Outcome.ACCEPTED : Outcome.REFUSED, "");
        } catch (StaleConnection untouched) {
            return null;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return new Sent(outcome(e), GoErrors.of(request.url(), push.url(), e));
        }
    }

    private static Outcome outcome(IOException e) {
        return switch (e) {
            case ConnectException refused -> Outcome.UNREACHABLE;
            case NoRouteToHostException noRoute -> Outcome.UNREACHABLE;
            case UnknownHostException unknown -> Outcome.UNREACHABLE;
            case InterruptedIOException late -> Outcome.UNREACHABLE;
            default -> Outcome.BROKEN;
        };
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
        headers.add("Content-Length", header(request, "Content-Length"));
        @Nullable
        ProxyPush push = request.tag(ProxyPush.class);
        if (push != null) {
            push.headers().forEach(headers::addUnsafeNonAscii);
        }
        headers.add("Content-Type", "application/json").add("Accept-Encoding", "gzip");
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
            return Arrays.asList(lookup.get(ProxyPush.USUAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
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
