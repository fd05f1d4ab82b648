package dev.evtool.container;

import dev.evtool.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an engine with a small memory remembers, read as a whole before any of it is told: what is missing has to be
/// said first.
final class Recalled implements EngineClient.Taker {

    private final EngineIntake intake;
    private final List<Event> events = new ArrayList<>();

    Recalled(EngineIntake intake) {
        this.intake = intake;
    }

    @Override
    public void subscribed() {
        // it is no subscription
    }

    @Override
    public void event(Event event) {
        events.add(event);
    }

    @Override
    public void malformed(String what, byte[] wire) throws InterruptedException {
        intake.malformed(what, wire);
    }

    /// Whether the memory goes back without a break to what came before.
    boolean reachesKnown() {
        return events.stream().anyMatch(event -> intake.position().knows(event.id()));
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

    /// Puts all of it into the stream.
    void tell() throws InterruptedException {
        for (Event event : events) {
            intake.event(event);
        }
    }

    /// Takes note of it without telling.
    void learn() {
        events.forEach(event -> intake.position().take(event.id(), event.when()));
    }
}
