package dev.evtool.ptp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Finds out which consumers still answer, without a word that one of them could take for an event: `HEAD`, which by
/// HTTP's own rule changes nothing (RFC 9110, 9.2.1). An answer of any status is a sign of life.
final class EndpointProbe {

    /// The proxy itself waits no longer for a consumer (`ptp.md`, section 3.3).
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /// Of a proxy with more consumers, those first in its list are tried.
    private static final int MOST = 200;

    private final OkHttpClient http = new OkHttpClient.Builder().callTimeout(LIMIT).followRedirects(false)
            .followSslRedirects(false).retryOnConnectionFailure(false).build();

    /// What became of a try.
    ///
    /// @param alive false only where it is known to be dead
    /// @param took how long the answer took
    record Life(boolean alive, boolean known, String evidence, Duration took) {

        Life(boolean alive, boolean known, String evidence) {
            this(alive, known, evidence, Duration.ZERO);
        }
    }

    /// Tries each endpoint once, all at the same time.
    ///
    /// @param proxyIsHere whether "localhost" means the same machine for the proxy and for us
    Map<String, Life> all(List<String> endpoints, boolean proxyIsHere) throws InterruptedException {
        Map<String, Life> lives = new HashMap<>();
        Map<String, Future<Life>> running = new HashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String endpoint : endpoints.stream().distinct().limit(MOST).toList()) {
                running.put(endpoint, threads.submit(() -> one(endpoint, proxyIsHere)));
            }
            for (Map.Entry<String, Future<Life>> entry : running.entrySet()) {
                lives.put(entry.getKey(), entry.getValue().get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return lives;
    }

    private Life one(String endpoint, boolean proxyIsHere) {
        HttpUrl url = HttpUrl.parse(endpoint);
        ConsumerEndpoint consumer = new ConsumerEndpoint(endpoint);
        if (url == null) {
            return new Life(true, false, endpoint.isEmpty() ? "no endpoint" : "not a URL");
        }
        if (consumer.isLocal() && !proxyIsHere) {
            return new Life(true, false, "not tried: localhost of the proxy");
        }
        long start = System.nanoTime();
        try (Response response = http.newCall(new Request.Builder().url(url).head().build()).execute()) {
            return new Life(true, true, "answers (HTTP " + response.code() + ")",
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (UnknownHostException e) {
            // a name of the cluster may resolve for the proxy and not for us
            return new Life(true, false, "name unknown here");
        } catch (ConnectException e) {
            return new Life(false, true, "dead: connection refused");
        } catch (InterruptedIOException e) {
            return new Life(false, true, "dead: no answer within " + LIMIT.toSeconds() + " s");
        } catch (IOException e) {
            return new Life(false, true, "dead: " + e.getMessage());
        }
    }
}
