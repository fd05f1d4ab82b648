package dev.evtool.stream;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A sink that keeps everything, for tests to look at and to wait on.
public class CollectingSink implements Sink {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<StreamItem> items = new CopyOnWriteArrayList<>();

    @Override
    public void put(StreamItem item) throws InterruptedException {
        putSafely(item, Duration.ZERO);
    }

    @Override
    public boolean putSafely(StreamItem item, Duration limit) throws InterruptedException {
        synchronized (this) {
            items.add(item);
            notifyAll();
        }
        return true;
    }

    @Override
    public boolean isEnding() {
        return false;
    }

    public List<StreamItem> items() {
        return items;
    }

    public List<Event> events() {
        return items.stream().filter(Event.class::isInstance).map(Event.class::cast).toList();
    }

    public List<Gap> gaps() {
        return items.stream().filter(Gap.class::isInstance).map(Gap.class::cast).toList();
    }

    public List<Notice> notices(Notice.Kind kind) {
        return items.stream().filter(Notice.class::isInstance).map(Notice.class::cast).filter(n -> n.kind() == kind)
                .toList();
    }

    /// Waits until the items fulfil a condition.
    ///
    /// @throws AssertionError if they do not within 20 s
    public synchronized void await(String what, Predicate<CollectingSink> condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(this)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + what + "; there are " + items);
            }
            wait(left);
        }
    }
}
