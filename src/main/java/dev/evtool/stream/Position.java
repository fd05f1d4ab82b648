package dev.evtool.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// How far a stream has been read: until when by the sender's clock, and what came lately, so that reading can go on
/// after a break without missing anything or taking anything twice. Not for several threads.
public final class Position {

    /// Senders deliver a little out of order, so going on begins a little before the last event.
    private static final Duration OVERLAP = Duration.ofSeconds(5);
    private static final int MOST_IDS = 16_384;

    private final Set<String> ids = new LinkedHashSet<>();
    private Instant newest = Instant.MIN;
    private Instant last = Instant.MIN;
    private Instant begin = Instant.MIN;

    /// Nothing before this is wanted: going on does not begin a little before it, unless a clock was set back.
    public void beginAt(Instant time) {
        begin = time;
    }

    /// Takes note of an event.
    ///
    /// @return false if it came before
    public boolean take(String id, Instant time) {
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > MOST_IDS) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
        last = time;
        newest = time.isAfter(newest) ? time : newest;
        return true;
    }

    /// Whether an event came before.
    public boolean knows(String id) {
        return ids.contains(id);
    }

    /// The time of the newest event.
    public Optional<Instant> newest() {
        return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
    }

    /// The sender's clock was set back: what was read until now says nothing of the times to come.
    public void clockWentBack() {
        newest = last;
    }

    /// From when on to ask for more; empty before the first event. A clock that was set back counts.
    public Optional<Instant> resumeFrom() {
        Instant from = last.isBefore(newest) ? last : newest;
        if (from.equals(Instant.MIN)) {
            return Optional.empty();
        }
        Instant earlier = from.minus(OVERLAP);
        return Optional.of(earlier.isBefore(begin) && !from.isBefore(begin) ? begin : earlier);
    }
}
