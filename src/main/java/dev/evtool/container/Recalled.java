package dev.evtool.container;

import dev.evtool.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an engine with a small memory remembers, read as a whole before any of it is told: what is missing has to be
/// said first. One that remembers far more than was expected of it is judged by the beginning of that, so that it fills
/// its own memory and not ours.
final class Recalled implements EngineClient.Taker {

    private static final int MOST_HELD = 4096;
    private static final long MOST_BYTES = 32 << 20;

    private final EngineIntake intake;
    private final Judge judge;
    private final Teller teller;
    private final List<Event> events = new ArrayList<>();
    private long bytes;
    private boolean overflowed;

    /// @param judge says what is missing
    /// @param teller what is then done with each event
    Recalled(EngineIntake intake, Judge judge, Teller teller) {
        this.intake = intake;
        this.judge = judge;
        this.teller = teller;
    }

    /// Looks at what has been recalled before it is told.
    interface Judge {
        void judge(Recalled recalled) throws InterruptedException;
    }

    /// Takes events one after the other.
    interface Teller {
        void tell(Event event) throws InterruptedException;
    }

    @Override
    public void subscribed() {
        // it is no subscription
    }

    @Override
    public void event(Event event) throws InterruptedException {
        if (overflowed) {
            teller.tell(event);
            return;
        }
        events.add(event);
        bytes += event.payload().bytes().length;
        if (events.size() > MOST_HELD || bytes > MOST_BYTES) {
            overflowed = true;
            tellHeld();
        }
    }

    @Override
    public void malformed(String what, byte[] wire) throws InterruptedException {
        intake.malformed(what, wire);
    }

    /// Whether the memory goes back without a break to what came before.
    boolean reachesKnown() {
        return events.stream().anyMatch(event -> intake.position().knows(event.id())) || (overflowed && isOld());
    }

    /// Of a large memory, what is known may only come later.
    private boolean isOld() {
        Instant newest = intake.position().newest().orElse(Instant.MIN);
        return oldest().filter(oldest -> !oldest.isAfter(newest)).isPresent();
    }

    boolean isFull(EngineMemory memory) {
        return events.size() >= memory.most();
    }

    Optional<Instant> oldest() {
        return events.stream().map(Event::when).min(Instant::compareTo);
    }

    /// The time of the first one that did not come before.
    Optional<Instant> firstNew() {
        return events.stream().filter(event -> !intake.position().knows(event.id())).map(Event::when)
                .min(Instant::compareTo);
    }

    /// All of it has come.
    void end() throws InterruptedException {
        if (!overflowed) {
            tellHeld();
        }
    }

    private void tellHeld() throws InterruptedException {
        judge.judge(this);
        for (Event event : events) {
            teller.tell(event);
        }
        events.clear();
    }
}
