package dev.evtool.container;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `GET /events` of an embedded engine: what was, what comes, and when it ends (`container-events.md`, 2.2 to 2.4, 3).
final class EmbeddedEventStream {

    private final EmbeddedKind kind;
    private final EventRing<EmbeddedLine> events;

    EmbeddedEventStream(EmbeddedKind kind, EventRing<EmbeddedLine> events) {
        this.kind = kind;
        this.events = events;
    }

    private record Asked(@Nullable Instant since, @Nullable Instant until, boolean endless, boolean own,
            Predicate<EmbeddedLine> filter) {}

    /// @param own whether it was asked for in Podman's own API
    void answer(EmbeddedRequest request, EmbeddedReply reply, boolean own) throws IOException, InterruptedException {
        Asked asked;
        try {
            asked = asked(request, own);
        } catch (EngineFormatException e) {
            reply.json(500, EmbeddedJson.message(e.what()));
            return;
        }
        if (asked.since() != null && asked.until() != null && asked.until().isBefore(asked.since())) {
            reply.json(400, EmbeddedJson.message("`since` time (" + request.parameter("since")
                    + ") cannot be after `until` time (" + request.parameter("until") + ")"));
            return;
        }
        try (EventRing.Listening<EmbeddedLine> listening = events.listen()) {
            reply.begin(listening::close);
            for (EmbeddedLine line : past(listening.past(), asked)) {
                reply.chunk(line.spelt(asked.own()));
            }
            reply.flush();
            if (asked.endless()) {
                follow(listening, asked, reply);
            }
            if (!listening.coming().isOver()) {
                reply.end();
            }
        }
    }

    private Asked asked(EmbeddedRequest request, boolean own) throws EngineFormatException {
        Instant since = EmbeddedTimes.of(request.parameter("since"), kind.isPodman(), false);
        Instant until = EmbeddedTimes.of(request.parameter("until"), kind.isPodman(), true);
        EmbeddedFilters filters = EmbeddedFilters.of(request.parameter("filters"));
        String strange = kind.isPodman() ? filters.strangeToPodman() : null;
        if (strange != null) {
            throw new EngineFormatException(strange + " is an invalid filter");
        }
        Predicate<EmbeddedLine> filter = line -> {
            EmbeddedEvent event = line.event();
            return event == null || (kind.isPodman() ? filters.matchesAsPodman(event) : filters.matches(event));
        };
        boolean endless = (until == null || !until.isBefore(Instant.now()))
                && (!kind.isPodman() || request.isSet("stream", true));
        return new Asked(since, until, endless, own, filter);
    }

    /// What is remembered from the first within the bounds on: Docker looks back until one is too old, so that an event
    /// out of order hides earlier ones.
    private List<EmbeddedLine> past(List<EmbeddedLine> remembered, Asked asked) {
        boolean all = kind.isPodman() && !asked.endless();
        if (asked.since() == null && asked.until() == null && !all) {
            return List.of();
        }
        List<EmbeddedLine> past = new ArrayList<>();
        for (EmbeddedLine line : remembered.reversed()) {
            EmbeddedEvent event = line.event();
            if (event == null) {
                continue;
            }
            if (asked.since() != null && isBefore(event.time(), asked.since())) {
                if (kind.isPodman()) {
                    continue;
                }
                break;
            }
            if ((asked.until() == null || !isBefore(asked.until(), event.time())) && asked.filter().test(line)) {
                past.add(line);
            }
        }
        Collections.reverse(past);
        return past;
    }

    /// Docker's bounds are inclusive, Podman's are not.
    private boolean isBefore(Instant one, Instant other) {
        return one.isBefore(other) || (kind.isPodman() && one.equals(other));
    }

    private static void follow(EventRing.Listening<EmbeddedLine> listening, Asked asked, EmbeddedReply reply)
            throws IOException, InterruptedException {
        while (true) {
            EmbeddedLine line = listening.next(deadline(asked.until()));
            if (line == null) {
                if (listening.coming().isOver() || !isAhead(asked.until())) {
                    return;
                }
                continue;
            }
            if (asked.filter().test(line)) {
                reply.chunk(line.spelt(asked.own()));
            }
            if (listening.coming().isEmpty()) {
                reply.flush();
            }
        }
    }

    private static boolean isAhead(@Nullable Instant until) {
        return until == null || until.isAfter(Instant.now());
    }

    /// By [System#nanoTime], an hour ahead at most.
    private static long deadline(@Nullable Instant until) {
        Duration most = Duration.ofHours(1);
        Duration left = until == null || until.isAfter(Instant.now().plus(most)) ? most
                : Duration.between(Instant.now(), until);
        return System.nanoTime() + Math.max(0, left.toNanos());
    }
}
