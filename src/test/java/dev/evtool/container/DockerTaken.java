package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// All that an engine tells, kept for a test.
final class DockerTaken implements EngineClient.Taker {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Event> events = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private final List<byte[]> wires = new ArrayList<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private int subscriptions;

    @Override
    public synchronized void subscribed() {
        subscriptions++;
        subscribed.countDown();
    }

    @Override
    public synchronized void event(Event event) {
        events.add(event);
        notifyAll();
    }

    @Override
    public synchronized void malformed(String what, byte[] wire) {
        malformed.add(what);
        wires.add(wire);
        notifyAll();
    }

    void awaitSubscribed() throws InterruptedException {
        assertTrue(subscribed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS), "not subscribed");
    }

    synchronized List<Event> awaitEvents(int count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (events.size() < count && System.nanoTime() < end) {
            wait(100);
        }
        assertTrue(events.size() >= count, events.size() + " events instead of " + count);
        return List.copyOf(events);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized List<String> malformed() {
        return List.copyOf(malformed);
    }

    synchronized List<byte[]> wires() {
        return List.copyOf(wires);
    }

    synchronized int subscriptions() {
        return subscriptions;
    }

    List<String> payloads() {
        return events().stream()
                .map(e -> new String(e.payload().bytes(), java.nio.charset.StandardCharsets.UTF_8)).toList();
    }
}
