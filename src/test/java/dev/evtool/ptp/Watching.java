package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;

/// A source on a thread of its own, that looks after its proxy often.
final class Watching implements AutoCloseable {

    static final PtpSource.Intervals OFTEN = new PtpSource.Intervals(Duration.ofMillis(50), Duration.ofMillis(150),
            Duration.ofMillis(50));

    final CollectingSink sink = new CollectingSink();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;

    Watching(PtpSettings settings) {
        this(new PtpSource("ptp://p", settings, new PtpReceiver(PtpSourceType.LOOPBACK), OFTEN));
    }

    Watching(Source source) {
        thread = Thread.ofVirtual().start(() -> {
            try {
                source.run(Subscription.LIVE, sink);
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                failure.set(e);
            }
        });
    }

    /// What a test wants of one proxy: told of changes, the API found out.
    static PtpSettings settings(URI proxy, List<String> nodes, List<String> resources)
            throws StreamException.Usage {
        return settings(proxy, nodes, resources, null);
    }

    static PtpSettings settings(URI proxy, List<String> nodes, List<String> resources, Duration poll)
            throws StreamException.Usage {
        return new PtpSettings(PtpSettings.proxy(proxy.toString(), null), nodes, PtpSettings.resources(resources), null,
                poll, null, Connecting.DEFAULT);
    }

    /// Waits for a notice with a text in it.
    Notice await(Notice.Kind kind, String text) throws InterruptedException {
        sink.await(kind + " with \"" + text + "\"", s -> has(kind, text));
        return sink.notices(kind).stream().filter(n -> n.text().contains(text)).findFirst().orElseThrow();
    }

    boolean has(Notice.Kind kind, String text) {
        return sink.notices(kind).stream().anyMatch(n -> n.text().contains(text));
    }

    /// Waits for an event of a resource with a state, of those after the first so many.
    Event await(int skip, String resource, String state) throws InterruptedException {
        sink.await(resource + " " + state, s -> s.events().stream().skip(skip).anyMatch(e -> is(e, resource, state)));
        return sink.events().stream().skip(skip).filter(e -> is(e, resource, state)).findFirst().orElseThrow();
    }

    private static boolean is(Event event, String resource, String state) {
        return event.facts().rows().stream().anyMatch(
                row -> resource.equals(row.get("resource")) && state.equals(String.valueOf(row.get("state"))));
    }

    static boolean isPulled(Event event) {
        return event.extensions().containsKey(PtpEvents.PULLED);
    }

    /// Waits until the source has ended by itself.
    Throwable ended() throws InterruptedException {
        Assertions.assertTrue(thread.join(Duration.ofSeconds(30)), "the source did not end");
        return failure.get();
    }

    void interrupt() {
        thread.interrupt();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            Assertions.assertTrue(thread.join(Duration.ofSeconds(30)), "the source did not end after an interrupt");
        } catch (InterruptedException e) {
            throw new AssertionError("the test was told to stop", e);
        }
        if (failure.get() != null) {
            throw new AssertionError("the source failed", failure.get());
        }
    }
}
