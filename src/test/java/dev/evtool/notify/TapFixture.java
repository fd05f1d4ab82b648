package dev.evtool.notify;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A tap that runs on a thread of its own, and what it delivers.
final class TapFixture implements AutoCloseable {

    private static final Pattern NUMBER = Pattern.compile("\"number\": (\\d+)");

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private final CollectingSink sink;

    private TapFixture(String uri, Subscription subscription, CollectingSink sink) throws StreamException {
        NotifySource source = new NotifySource(TapUri.parse(uri, Connecting.DEFAULT, TapWish.USUAL));
        this.sink = sink;
        this.thread = Thread.ofVirtual().start(() -> {
            try {
                source.run(subscription, sink);
            } catch (InterruptedException asToldByClose) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                failure.set(e);
            }
        });
    }

    static TapFixture run(String uri, Subscription subscription, CollectingSink sink) throws StreamException {
        return new TapFixture(uri, subscription, sink);
    }

    /// One that reads already.
    static TapFixture reading(String uri, CollectingSink sink) throws Exception {
        TapFixture tap = new TapFixture(uri, Subscription.LIVE, sink);
        sink.await("a subscription", s -> !s.notices(Notice.Kind.SUBSCRIBED).isEmpty());
        return tap;
    }

    static TapFixture reading(String uri) throws Exception {
        return reading(uri, new CollectingSink());
    }

    CollectingSink sink() {
        return sink;
    }

    /// What the source says when it gives up.
    StreamException refusal() throws InterruptedException {
        if (!thread.join(Duration.ofSeconds(20)) || !(failure.get() instanceof StreamException e)) {
            throw new AssertionError("no refusal but " + failure.get() + "; there are " + sink.items());
        }
        return e;
    }

    /// Waits for these notifications, in this order, and no others.
    void awaitNumbers(Integer... expected) throws InterruptedException {
        sink.await(List.of(expected).toString(), s -> numbers().equals(List.of(expected)));
    }

    void awaitNotice(Notice.Kind kind, String words) throws InterruptedException {
        sink.await(words, s -> s.notices(kind).stream().anyMatch(notice -> notice.text().contains(words)));
    }

    void awaitGap(String words) throws InterruptedException {
        sink.await("a gap: " + words, s -> s.gaps().stream().map(Gap::reason).anyMatch(r -> r.contains(words)));
    }

    /// Of the notifications that were delivered.
    List<Integer> numbers() {
        return sink.events().stream().map(TapFixture::number).filter(n -> n > 0).toList();
    }

    /// What [EmbeddedBroker#notification] was made of; 0 if the event is none.
    static int number(@Nullable StreamItem item) {
        if (!(item instanceof Event event)) {
            return 0;
        }
        Matcher number = NUMBER.matcher(new String(event.payload().bytes(), StandardCharsets.UTF_8));
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    /// Waits for the end of a stream that ends by itself.
    void awaitEnd() throws InterruptedException {
        if (!thread.join(Duration.ofSeconds(20)) || failure.get() != null) {
            throw new AssertionError("no end", failure.get());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            if (!thread.join(Duration.ofSeconds(15))) {
                throw new AssertionError("it did not end after an interrupt");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before it had ended", e);
        }
        if (failure.get() != null) {
            throw new AssertionError("it failed", failure.get());
        }
    }
}
