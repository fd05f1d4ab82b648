package dev.evtool.container;

import dev.evtool.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Keeps what it is told, for a test that waits for it.
final class CollectingTaker implements EngineClient.Taker {

    private final List<Event> events = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private int subscribed;

    @Override
    public synchronized void subscribed() {
        subscribed++;
        notifyAll();
    }

    @Override
    public synchronized void event(Event event) {
        events.add(event);
        notifyAll();
    }

    @Override
    public synchronized void malformed(String what, byte[] wire) {
        malformed.add(what);
        notifyAll();
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized List<String> ids() {
        return events.stream().map(Event::subject).toList();
    }

    synchronized List<String> malformed() {
        return List.copyOf(malformed);
    }

    synchronized int subscribedTimes() {
        return subscribed;
    }

    synchronized void await(Predicate<CollectingTaker> condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.test(this)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain: " + ids() + malformed);
            }
            wait(left);
        }
    }
}
