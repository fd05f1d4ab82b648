package dev.evtool.ptp;

import dev.evtool.event.StreamItem;
import dev.evtool.stream.Sink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What comes to the doctor's receiver, with how long each answer took.
final class DoctorInbox implements PtpReceiver.Handler, Sink {

    private final PtpInbound inbound;
    private final List<StreamItem> items = new ArrayList<>();
    private final List<String> news = new ArrayList<>();
    private int deliveries;
    private @Nullable String broken;
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
            deliveries++;
            notifyAll();
        }
        return status;
    }

    @Override
    public void broken(String why, byte[] body) {
        synchronized (this) {
            broken = why;
        }
    }

    @Override
    public synchronized void news(String text) {
        news.add(text);
    }

    /// Of senders that could not be talked to, and of certificates.
    synchronized List<String> news() {
        return List.copyOf(news);
    }

    @Override
    public synchronized void put(StreamItem item) {
        items.add(item);
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

    PtpInbound inbound() {
        return inbound;
    }

    synchronized int deliveries() {
        return deliveries;
    }

    synchronized @Nullable String broken() {
        return broken;
    }

    synchronized Duration slowest() {
        return slowest;
    }

    synchronized List<StreamItem> items() {
        return List.copyOf(items);
    }

    /// Waits for something to come beyond so many deliveries.
    ///
    /// @return whether it came in time
    synchronized boolean await(int more, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (deliveries <= more) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
