package dev.evtool.container;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// HTTP calls to one engine, by unix socket, TCP or TLS. Answers are bounded in time and size.
final class DockerCalls implements AutoCloseable {

    private static final int MAX_ANSWER = 16 << 20;
    /// What a connection that nobody uses any more is kept for: so short that it needs no test before its next use.
    private static final int IDLE_SECONDS = 4;

    private final HttpUrl base;
    private final String name;
    private final DockerFaults faults;
    private final OkHttpClient http;

    /// @param news is told what a person should know of certificates; it must not wait
    /// @throws StreamException if these cannot be used
    DockerCalls(EngineSettings settings, Consumer<String> news) throws StreamException {
        this.name = settings.uri();
        EngineTls tls = EngineTls.of(settings, news);
        this.faults = DockerFaults.of(settings, tls);
        Duration limit = settings.connecting().timeout();
        OkHttpClient.Builder client = new OkHttpClient.Builder().socketFactory(new EngineSockets(settings.address()))
                .connectionPool(new ConnectionPool(1, IDLE_SECONDS, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1)).followRedirects(false).connectTimeout(limit)
                .readTimeout(limit).writeTimeout(limit).callTimeout(limit);
        if (settings.address() instanceof EngineAddress.Tcp tcp) {
            this.base = base(tcp, name);
        } else {
            this.base = new HttpUrl.Builder().scheme("http").host("localhost").build();
            client.proxy(Proxy.NO_PROXY).fastFallback(false).dns(host -> List.of(InetAddress.getLoopbackAddress()));
        }
        this.http = tls == null ? client.build() : tls.on(client).build();
    }

    private static HttpUrl base(EngineAddress.Tcp tcp, String name) throws StreamException.Usage {
        try {
            return new HttpUrl.Builder().scheme(tcp.tls() ? "https" : "http").host(tcp.host()).port(tcp.port()).build();
        } catch (IllegalArgumentException noHost) {
            throw new StreamException.Usage(new Problem(name + ": no host can be called " + tcp.host(), null,
                    "write HOST:PORT"));
        }
    }

    /// @param path with a slash at its begin
    HttpUrl.Builder url(String path) {
        return base.newBuilder().encodedPath(path);
    }

    /// What messages call the engine.
    String name() {
        return name;
    }

    DockerAnswer get(String path) throws EngineException, InterruptedException {
        return call(new Request.Builder().url(url(path).build()));
    }

    DockerAnswer get(HttpUrl url) throws EngineException, InterruptedException {
        return call(new Request.Builder().url(url));
    }

    /// The head of an answer, on a connection of its own: what is no engine may send a body all the same.
    DockerAnswer head(String path) throws EngineException, InterruptedException {
        return call(new Request.Builder().head().url(url(path).build()).header("Connection", "close"));
    }

    private DockerAnswer call(Request.Builder request) throws EngineException, InterruptedException {
        // else OkHttp may unpack what it has asked to be packed
        Request plain = request.header("Accept-Encoding", "identity").build();
        try (Response response = http.newCall(plain).execute()) {
            return answer(response);
        } catch (IOException e) {
            throw failure(e, false);
        }
    }

    /// A whole answer.
    DockerAnswer answer(Response response) throws IOException, EngineException {
        BufferedSource source = response.body().source();
        if (source.request(MAX_ANSWER + 1L)) {
            throw new EngineException(new Problem(name + " answered with more than " + MAX_ANSWER + " bytes",
                    "what listens there is no engine, or it has far too many containers", "check the address"), null);
        }
        return new DockerAnswer(response.code(), response.headers(), source.readByteArray());
    }

    /// A call whose answer may go on for ever, on a connection of its own.
    ///
    /// @param silence how long the engine may say nothing; zero for ever
    /// @param sent is told as soon as the engine has been asked
    Call stream(HttpUrl url, Duration silence, Runnable sent) {
        http.connectionPool().evictAll();
        OkHttpClient streaming = http.newBuilder().readTimeout(silence).callTimeout(Duration.ZERO)
                .retryOnConnectionFailure(false).eventListener(new SentListener(sent)).build();
        return streaming.newCall(new Request.Builder().url(url).header("Accept-Encoding", "identity").build());
    }

    /// What to throw for a failed call.
    ///
    /// @param begun whether the engine had begun to answer
    /// @throws InterruptedException if it failed because of an interrupt
    EngineException failure(IOException e, boolean begun) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return new EngineException(faults.explain(e, begun), e);
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    /// Hears when a request has been sent.
    private static final class SentListener extends okhttp3.EventListener {

        private @Nullable Runnable sent;

        SentListener(Runnable sent) {
            this.sent = sent;
        }

        @Override
        public void requestHeadersEnd(Call call, Request request) {
            Runnable once = sent;
            sent = null;
            if (once != null) {
                once.run();
            }
        }
    }
}
