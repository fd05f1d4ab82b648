package dev.evtool.stream;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.StreamResult.End;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The way of the data: sources put items into the inbox, each on a virtual thread of its own; the thread that calls
/// [#run] takes them out in batches, filters, counts, hands them to the outputs, tells the sources what became of each,
/// and decides when it is over. Gaps and notices pass every filter.
public final class Pipeline {

    private static final Duration SOURCE_STOP_LIMIT = Duration.ofSeconds(8);
    private static final Duration EXPIRY_INTERVAL = Duration.ofMillis(50);

    private final List<Source> sources;
    private final Function<Event, Optional<Event>> filter;
    private final List<Output> outputs;
    private final StopRules rules;
    private final Consumer<StreamException> onFailure;
    private final Inbox inbox;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final List<StreamException> failures = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger running;
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private volatile @Nullable End end;
    private volatile @Nullable Throwable crash;
    private @Nullable IOException outputFailure;
    private long events;
    private long shown;
    private long gaps;
    private long placeholders;
    private long malformed;
    private long lastShownNanos;
    private Subscription bounds = Subscription.LIVE;

    /// @param filter the event as it shall be shown, or nothing
    /// @param onFailure told at once when a source fails, on that source's thread
    public Pipeline(List<Source> sources, Function<Event, Optional<Event>> filter, List<Output> outputs,
            StopRules rules,
            Overflow overflow, Consumer<StreamException> onFailure) {
        this.sources = List.copyOf(sources);
        this.filter = filter;
        this.outputs = List.copyOf(outputs);
        this.rules = rules;
        this.onFailure = onFailure;
        this.inbox = new Inbox(overflow);
        this.running = new AtomicInteger(sources.size());
    }

    /// Runs until the sources are done, a stop rule holds, an output can take no more, or [#stop] is called; returns
    /// when all sources have given back what they held.
    public StreamResult run(Subscription subscription) {
        long started = System.nanoTime();
        lastShownNanos = started;
        bounds = subscription;
        PastMerge past = new PastMerge(inbox, sources, subscription);
        for (Source source : sources) {
            Thread thread = start(source, subscription, past);
            threads.add(thread);
            if (interrupted.get()) { // told to stop before this one was known
                thread.interrupt();
            }
        }
        Thread deadlines = Thread.ofVirtual().name("deadlines").start(this::expire);
        try {
            while (end == null) {
                long wait = untilNextRule(started);
                deliver(inbox.take(Math.max(0, wait)));
                applyClock(started);
            }
        } catch (InterruptedException told) {
            stop();
        } finally {
            endSources();
            past.close();
            deadlines.interrupt();
        }
        return new StreamResult(end == null ? End.STOPPED : end, events, shown, gaps, placeholders, malformed,
                inbox.dropped(), List.copyOf(failures), outputFailure, crash);
    }

    /// Ends the stream from any thread. Sources begin to give back what they hold even while an output is stuck.
    public void stop() {
        end(End.STOPPED);
        inbox.refuseEvents(false);
        interruptSources();
    }

    /// Waits until all sources have given back what they held.
    public void awaitSources(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private void end(End reason) {
        if (end == null) {
            end = reason;
        }
    }

    private Thread start(Source source, Subscription subscription, PastMerge past) {
        return Thread.ofVirtual().name(source.name()).start(() -> {
            try {
                source.run(subscription, past.sink(source));
            } catch (StreamException e) {
                failures.add(e);
                onFailure.accept(e);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                crash = e;
                inbox.refuseEvents(false);
            } finally {
                past.ended(source);
                if (running.decrementAndGet() == 0) {
                    inbox.finish();
                }
            }
        });
    }

    /// Keeps the word given to sources that they hear of each item in time.
    private void expire() {
        try {
            while (true) {
                Thread.sleep(EXPIRY_INTERVAL);
                inbox.expire();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<Handover> batch) {
        int taken = 0;
        boolean kept = false;
        try {
            for (Handover handover : batch) {
                if (end != null) {
                    break;
                }
                accept(handover.item());
                taken++;
            }
            kept = flush();
        } catch (IOException e) {
            outputFailure = e;
            end(End.OUTPUT);
        } finally {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).settle(kept && i < taken);
            }
        }
    }

    private boolean flush() throws IOException {
        boolean kept = true;
        for (Output output : outputs) {
            kept &= output.flush();
        }
        return kept;
    }

    private void accept(StreamItem item) throws IOException {
        switch (item) {
            case Event event -> acceptEvent(event);
            case Gap gap -> {
                gaps++;
                hand(gap);
            }
            case Notice notice -> {
                switch (notice.kind()) {
                    case PLACEHOLDER -> placeholders++;
                    case MALFORMED -> malformed++;
                    case CONNECTED, RECONNECTING, SUBSCRIBED, UNSUBSCRIBED, WARNING, INSIGHT -> {
                        // counted by nobody, shown to everybody
                    }
                }
                hand(notice);
            }
        }
    }

    private void acceptEvent(Event event) throws IOException {
        events++;
        Optional<Event> passed = bounds.contains(event.when()) ? filter.apply(event) : Optional.empty();
        if (passed.isEmpty()) {
            return;
        }
        shown++;
        lastShownNanos = System.nanoTime();
        hand(passed.get());
        if (rules.failOn() != null && rules.failOn().test(passed.get())) {
            end(End.FAIL_ON);
        } else if (rules.untilMatch() != null && rules.untilMatch().test(passed.get())) {
            end(End.MATCH);
        } else if (rules.limit() != null && shown >= rules.limit()) {
            end(End.LIMIT);
        }
    }

    private void hand(StreamItem item) throws IOException {
        for (Output output : outputs) {
            output.accept(item);
        }
    }

    private long untilNextRule(long started) {
        long now = System.nanoTime();
        long wait = Long.MAX_VALUE;
        if (rules.timeout() != null) {
            wait = started + rules.timeout().toNanos() - now;
        }
        if (rules.idle() != null) {
            wait = Math.min(wait, lastShownNanos + rules.idle().toNanos() - now);
        }
        return wait;
    }

    private void applyClock(long started) {
        long now = System.nanoTime();
        if (crash != null) {
            end(End.STOPPED);
        } else if (inbox.isOverflowed()) {
            end(End.OVERFLOW);
        } else if (inbox.isDrained()) {
            end(End.SOURCES_DONE);
        } else if (rules.timeout() != null && now - started >= rules.timeout().toNanos()) {
            end(End.TIMEOUT);
        } else if (rules.idle() != null && now - lastShownNanos >= rules.idle().toNanos()) {
            end(End.IDLE);
        }
    }

    /// Once only: a second interrupt would cut short what a source gives back on its way out.
    private void interruptSources() {
        if (interrupted.compareAndSet(false, true)) {
            threads.forEach(Thread::interrupt);
        }
    }

    /// Tells the sources to stop and passes on what they have to say of it, such as a subscription that could not be
    /// deleted.
    private void endSources() {
        boolean told = Thread.interrupted();
        inbox.refuseEvents(end == End.LIMIT || end == End.MATCH || end == End.FAIL_ON || end == End.OUTPUT);
        interruptSources();
        long deadline = System.nanoTime() + SOURCE_STOP_LIMIT.toNanos();
        while (!inbox.isDrained() && System.nanoTime() < deadline) {
            try {
                lastWords(inbox.take(deadline - System.nanoTime()));
            } catch (InterruptedException again) {
                told = true;
            }
        }
        if (told) {
            Thread.currentThread().interrupt();
        }
    }

    private void lastWords(List<Handover> batch) {
        boolean kept = false;
        try {
            for (Handover handover : batch) {
                if (outputFailure == null && !(handover.item() instanceof Event)) {
                    accept(handover.item());
                }
            }
            kept = outputFailure == null && flush();
        } catch (IOException e) {
            outputFailure = e;
        } finally {
            for (Handover handover : batch) {
                handover.settle(kept && !(handover.item() instanceof Event));
            }
        }
    }
}
