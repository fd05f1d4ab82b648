package dev.evtool.container;

import dev.evtool.event.Event;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Hands iSulad's events on, each once as far as the last ones are known, and none after the end.
final class IsuladTelling {

    private static final int MOST_TOLD = 1024;
    private static final int MOST_HELD = 256;

    private final IsuladCodec codec;
    private final @Nullable Instant until;
    private final EngineClient.Taker taker;
    private final Set<String> told = new LinkedHashSet<>();
    private final Deque<Event> held = new ArrayDeque<>();

    IsuladTelling(IsuladCodec codec, @Nullable Instant until, EngineClient.Taker taker) {
        this.codec = codec;
        this.until = until;
        this.taker = taker;
    }

    /// What has come live. What was held back and happened before it can only have been lost there.
    void tell(byte[] message) throws InterruptedException {
        Event event;
        try {
            event = codec.decode(message, Instant.now());
        } catch (EngineFormatException e) {
            taker.malformed(e.what(), message);
            return;
        }
        for (Event lost = held.peek(); lost != null && lost.when().isBefore(event.when()); lost = held.peek()) {
            tell(held.remove());
        }
        tell(event);
    }

    /// Keeps what was remembered, until it is sure that it does not come live.
    void hold(byte[] message) {
        try {
            Event event = codec.decode(message, Instant.now());
            if (held.size() < MOST_HELD && !told.contains(event.id())) {
                held.add(event);
            }
        } catch (EngineFormatException known) {
            // it was told when it came live
        }
    }

    /// Nothing that has happened by now is still to come live.
    void tellHeld() throws InterruptedException {
        while (!held.isEmpty()) {
            tell(held.remove());
        }
    }

    private void tell(Event event) throws InterruptedException {
        if ((until != null && event.when().isAfter(until)) || !told.add(event.id())) {
            return;
        }
        if (told.size() > MOST_TOLD) {
            told.remove(told.iterator().next());
        }
        taker.event(event);
    }
}
