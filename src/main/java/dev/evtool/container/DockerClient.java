package dev.evtool.container;

import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Docker and Podman over HTTP (`container-events.md`, 2 and 3).
final class DockerClient implements EngineClient {

    private static final int REMEMBERED_CONTAINERS = 10_000;
    /// How long an engine may look for what it remembers without a word: a journal may be long.
    private static final Duration LOOKING = Duration.ofSeconds(60);
    /// Podman's file back-end loses events if the end is not clearly in the future (section 3).
    private static final Duration CLEARLY = Duration.ofSeconds(1);

    private final EngineSettings settings;
    private final DockerCalls calls;
    private final LabelMemory memory = new LabelMemory(REMEMBERED_CONTAINERS);
    private volatile @Nullable DockerHello greeted;
    private volatile @Nullable DockerOpen following;

    /// @throws StreamException if certificates cannot be used
    DockerClient(EngineSettings settings) throws StreamException {
        this(settings, news -> {});
    }

    /// @param news is told what a person should know of certificates; it must not wait
    /// @throws StreamException if these cannot be used
    DockerClient(EngineSettings settings, Consumer<String> news) throws StreamException {
        this.settings = settings;
        this.calls = new DockerCalls(settings, news);
    }

    @Override
    public EngineInfo hello() throws EngineException, InterruptedException {
        DockerHello hello = DockerHello.ask(settings, calls);
        greeted = hello;
        return hello.info();
    }

    private DockerHello greeted() throws EngineException, InterruptedException {
        DockerHello known = greeted;
        if (known == null) {
            known = DockerHello.ask(settings, calls);
            greeted = known;
        }
        return known;
    }

    @Override
    public void recall(Instant since, Taker taker) throws EngineException, InterruptedException {
        DockerHello hello = greeted();
        Instant now = hello.now();
        if (since.isAfter(now)) {
            // which Docker calls an error
            return;
        }
        HttpUrl.Builder url = calls.url(hello.events());
        DockerTimes.since(url, since, hello.isPodman());
        if (hello.isPodman()) {
            url.addQueryParameter("stream", "false");
        } else {
            DockerTimes.until(url, now, false);
        }
        // Podman begins to answer with the first event that it finds
        Duration head = hello.isPodman() ? null : settings.connecting().timeout();
        tell(calls.stream(url.build(), LOOKING, () -> {}), head, new DockerOpen(), hello, () -> {}, taker);
    }

    @Override
    public void follow(@Nullable Instant since, @Nullable Instant until, Taker taker)
            throws EngineException, InterruptedException {
        if (since != null && until != null && since.isAfter(until)) {
            return;
        }
        DockerOpen open = new DockerOpen();
        following = open;
        try {
            DockerHello hello = greeted();
            Instant now = hello.now();
            HttpUrl.Builder url = calls.url(hello.events());
            boolean bounded = until != null && (!hello.isPodman() || until.isAfter(now.plus(CLEARLY)));
            if (since != null || bounded) {
                // an end without a begin would bring all of the past
                DockerTimes.since(url, since == null ? hello.liveFrom(now) : since, hello.isPodman());
            }
            if (until != null && bounded) {
                if (since == null && until.isBefore(now)) {
                    return;
                }
                DockerTimes.until(url, until, hello.isPodman());
            }
            // Podman 4.3 begins to answer with its first event: there is no time by which it must
            boolean podman = hello.isPodman();
            Call call = calls.stream(url.build(), Duration.ZERO, podman ? () -> subscribed(taker) : () -> {});
            tell(call, podman ? null : settings.connecting().timeout(), open, hello,
                    podman ? () -> {} : taker::subscribed, taker);
        } finally {
            following = null;
        }
    }

    /// What is done when the engine begins to answer.
    private interface Begun {
        void run() throws InterruptedException;
    }

    private void tell(Call call, @Nullable Duration headLimit, DockerOpen open, DockerHello hello, Begun begun,
            Taker taker) throws EngineException, InterruptedException {
        boolean answered = false;
        try (Response response = open.head(call, headLimit)) {
            if (response.code() != 200) {
                throw new EngineException(new DockerRefusal(calls.name()).of(calls.answer(response), "its events"),
                        null);
            }
            answered = true;
            begun.run();
            DockerCodec codec = new DockerCodec(new ContainerEvents(settings.uri(), hello.kind()), memory);
            try {
                new DockerStream(response.body().source(), codec, taker).readAll(open::isEnded);
            } finally {
                // else closing would wait for what may still come
                call.cancel();
            }
        } catch (IOException e) {
            if (!open.isEnded() || Thread.currentThread().isInterrupted()) {
                throw calls.failure(e, answered);
            }
        }
    }

    /// On OkHttp's way, where an interrupt can only be passed on.
    private static void subscribed(Taker taker) {
        try {
            taker.subscribed();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void hangUp() {
        DockerOpen open = following;
        if (open != null) {
            open.end();
        }
    }

    @Override
    public List<ContainerNow> containers(Predicate<ContainerNow> wanted)
            throws EngineException, InterruptedException {
        return new DockerContainers(calls, greeted().prefix()).all(wanted);
    }

    @Override
    public void close() {
        hangUp();
        calls.close();
    }
}
