package dev.evtool.notify;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Joins the start of an operation with its end. There is no id for that: what is the same in both is the event type up
/// to its phase, the thing it is about, and the request (`oslo-notifications.md`, 7.10). No clock is involved: time is
/// passed in. Not for several threads.
final class Pairs {

    /// A start whose end has not come.
    ///
    /// @param seen when it arrived
    record Open(Event start, Instant seen) {}

    /// @param operation the event type without its phase
    /// @param place exchange and topic: the same may be told in several
    private record Key(String operation, String place, String subject, String request) {}

    private record Waiting(long number, Key key, Open open) {}

    /// How many starts are remembered; one is a few kilobytes.
    static final int MOST = 20_000;

    private static final byte[] NOTHING = new byte[0];
    /// The attribute of an end that holds the seconds since its start.
    static final String DURATION = "duration";

    private static final double NANOS = 1e9;

    private final Duration limit;
    private final boolean holding;
    private final int most;
    private final Map<Key, ArrayDeque<Waiting>> byKey = new HashMap<>();
    private final SequencedMap<Long, Waiting> byAge = new LinkedHashMap<>();
    private long number;
    private long joined;
    private long unfinished;
    private long unbegun;

    /// @param limit how long to wait for an end
    /// @param holding whether a start is kept back until it is joined or told; else it is only remembered
    Pairs(Duration limit, boolean holding) {
        this(limit, holding, MOST);
    }

    Pairs(Duration limit, boolean holding, int most) {
        this.limit = limit;
        this.holding = holding;
        this.most = most;
    }

    /// What of this event is to be handed on now: itself, an end with its duration, or nothing of a start that is held.
    ///
    /// @param place exchange and topic that it came by
    Optional<Event> take(Event event, String place, Instant now) {
        int dot = event.type().lastIndexOf('.');
        String phase = event.type().substring(dot + 1);
        boolean start = phase.equals("start");
        if (dot < 0 || !(start || phase.equals("end") || phase.equals("error"))) {
            return Optional.of(event);
        }
        String request = event.facts().rows().getFirst().getOrDefault("request_id", "").toString();
        String subject = event.subject() == null ? "" : event.subject();
        if (subject.isEmpty() && request.isEmpty()) {
            return Optional.of(event);
        }
        Key key = new Key(event.type().substring(0, dot), place, subject, request);
        if (start) {
            add(key, new Open(holding ? light(event, event.payload().bytes()) : light(event, NOTHING), now));
            return holding ? Optional.empty() : Optional.of(event);
        }
        Waiting begun = remove(key);
        // some starts cannot name yet what they are about, such as that of a port to be made
        begun = begun == null && !request.isEmpty() ? remove(new Key(key.operation(), place, "", request)) : begun;
        if (begun == null) {
            unbegun += phase.equals("end") ? 1 : 0; // some errors are of nothing that was said to begin
            return Optional.of(event);
        }
        joined++;
        return Optional.of(ended(event, begun.open().start()));
    }

    /// Without the tree of its payload, which is many times as large; what is not to be shown needs no payload at all.
    private static Event light(Event start, byte[] bytes) {
        Payload payload = new Payload(bytes, start.payload().contentType());
        return new Event(start.id(), start.source(), start.type(), start.subject(), start.time(), start.received(),
                start.severity(), bytes.length == 0 ? Map.of() : start.extensions(), payload,
                Facts.of(start.facts().rows()));
    }

    private void add(Key key, Open open) {
        Waiting waiting = new Waiting(number++, key, open);
        byKey.computeIfAbsent(key, fresh -> new ArrayDeque<>(1)).add(waiting);
        byAge.put(waiting.number(), waiting);
    }

    private @Nullable Waiting remove(Key key) {
        ArrayDeque<Waiting> same = byKey.get(key);
        if (same == null) {
            return null;
        }
        Waiting oldest = same.remove();
        byAge.remove(oldest.number());
        if (same.isEmpty()) {
            byKey.remove(key);
        }
        return oldest;
    }

    /// By the clocks of the senders; below zero where those of two hosts differ that much.
    private static Event ended(Event end, Event start) {
        double seconds = Duration.between(start.when(), end.when()).toNanos() / NANOS;
        Map<String, Object> extensions = new LinkedHashMap<>(end.extensions());
        extensions.put(DURATION, seconds);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : end.facts().rows()) {
            Map<String, Object> more = new LinkedHashMap<>(row);
            more.put(DURATION, seconds);
            rows.add(more);
        }
        return end.with(extensions).narrowedTo(Facts.of(rows));
    }

    /// Those that have waited too long, or are too many, the oldest first; they are forgotten.
    List<Open> overdue(Instant now) {
        return given(oldest -> byAge.size() > most
                || Duration.between(oldest.open().seen(), now).compareTo(limit) >= 0);
    }

    /// All that wait, at the end of the stream; they are forgotten.
    List<Open> rest() {
        return given(oldest -> true);
    }

    private List<Open> given(Predicate<Waiting> isOver) {
        List<Open> given = new ArrayList<>();
        while (!byAge.isEmpty() && isOver.test(byAge.firstEntry().getValue())) {
            // the oldest of all is the oldest of its key
            given.add(Objects.requireNonNull(remove(byAge.firstEntry().getValue().key())).open());
        }
        unfinished += given.size();
        return given;
    }

    boolean isHolding() {
        return holding;
    }

    Duration limit() {
        return limit;
    }

    /// What it came to, for people.
    String summary() {
        return joined + (joined == 1 ? " operation" : " operations") + " from start to end, " + unfinished
                + (unfinished == 1 ? " start" : " starts") + " without an end, " + unbegun
                + (unbegun == 1 ? " end" : " ends") + " without a start";
    }
}
