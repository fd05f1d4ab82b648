package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What comes to the doctor's receiver, with how long each answer took.
final class DoctorInbox implements PtpReceiver.Handler, Sink {

    private final PtpInbound inbound;
    private final List<String> news = new ArrayList<>();
    private int posts;
    private int events;
    private int placeholders;
    private @Nullable String unreadable;
    private Duration slowest = Duration.ZERO;

    DoctorInbox(String name) {
        this.inbound = new PtpInbound(name, this);
    }

    void speaks(PtpApi api) {
        inbound.speaks(api);
    }

    @Override
    public int receive(PtpPost post) throws InterruptedException {
        long start = System.nanoTime();
        int status = inbound.receive(post);
        synchronized (this) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            posts++;
            notifyAll();
        }
        return status;
    }

    @Override
    public synchronized void broken(String why, byte[] body) {
        unreadable = why;
        notifyAll();
    }

    @Override
    public synchronized void put(StreamItem item) {
        if (item instanceof Event) {
            events++;
        } else if (item instanceof Notice notice && notice.kind() == Notice.Kind.PLACEHOLDER) {
            placeholders++;
        } else if (item instanceof Notice notice && notice.kind() == Notice.Kind.MALFORMED) {
            unreadable = notice.text();
        }
        notifyAll();
    }

    @Override
    public boolean putSafely(StreamItem item, Duration limit) {
        put(item);
        return true;
    }

    @Override
    public boolean isEnding() {
        return false;
    }

    @Override
    public synchronized void news(String text) {
        news.add(text);
    }

    /// Of senders that could not be talked to, and of certificates.
    synchronized List<String> news() {
        return List.copyOf(news);
    }

    PtpEvents reader() {
        return inbound.events();
    }

    /// Requests that came and were answered, empty ones among them.
    synchronized int posts() {
        return posts;
    }

    /// Events with a state in them.
    synchronized int events() {
        return events;
    }

    synchronized int placeholders() {
        return placeholders;
    }

    /// What came and was no event, if something did.
    synchronized @Nullable String unreadable() {
        return unreadable;
    }

    synchronized Duration slowest() {
        return slowest;
    }

    /// Waits for any post.
    boolean awaitPost(Duration limit) throws InterruptedException {
        return await(() -> posts > 0, limit);
    }

    /// Waits for more than so many events.
    boolean awaitEvent(int more, Duration limit) throws InterruptedException {
        return await(() -> events + placeholders > more, limit);
    }

    private synchronized boolean await(BooleanSupplier condition, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
