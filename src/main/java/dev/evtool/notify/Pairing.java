package dev.evtool.notify;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Sink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Joins starts and ends on their way into the stream, and tells of those that have no other half.
///
/// A start is held back only where its message is gone with the connection anyway. Where the broker keeps what is not
/// acknowledged, each start goes into the stream at once: it could not be acknowledged before its end came, and all that
/// came after it would have to wait as well.
final class Pairing {

    /// How many operations are told of one by one at the end.
    private static final int TOLD = 10;

    private final Pairs pairs;
    private final String source;
    private final Sink sink;

    Pairing(TapSettings settings, Sink sink) {
        this.pairs = new Pairs(settings.pairLimit() == null ? Duration.ZERO : settings.pairLimit(),
                settings.wish().queue() instanceof TapQueue.Own);
        this.source = settings.broker().name();
        this.sink = sink;
    }

    /// What of an event is to be handed on now; nothing of a start that waits for its end.
    Optional<Event> take(Event event, Arrival arrival, Instant now) throws InterruptedException {
        tellOverdue(now);
        String key = arrival.routingKey();
        int dot = key.lastIndexOf('.'); // the priority of an error differs from that of its start
        return pairs.take(event, arrival.exchange() + "/" + (dot < 0 ? key : key.substring(0, dot)), now);
    }

    /// Tells of starts whose end did not come in time.
    void tellOverdue(Instant now) throws InterruptedException {
        for (Pairs.Open open : pairs.overdue(now)) {
            tell(open, "has no end after " + DurationText.of(pairs.limit()), now);
        }
    }

    /// Tells of starts whose end did not come at all, and of how it went.
    void lastWords() throws InterruptedException {
        Instant now = Instant.now();
        List<Pairs.Open> rest = pairs.rest();
        for (Pairs.Open open : rest.subList(0, Math.min(TOLD, rest.size()))) {
            tell(open, "has not ended yet", now);
        }
        for (Pairs.Open open : rest.subList(Math.min(TOLD, rest.size()), rest.size())) {
            show(open);
        }
        if (rest.size() > TOLD) {
            insight((rest.size() - TOLD) + " more have not ended yet", now);
        }
        insight(pairs.summary(), now);
    }

    private void tell(Pairs.Open open, String what, Instant now) throws InterruptedException {
        show(open);
        Event start = open.start();
        Object request = start.facts().rows().getFirst().getOrDefault("request_id", "no request id");
        insight(start.type() + " of " + (start.subject() == null ? "something" : start.subject()) + " at "
                + start.when() + " " + what + " (" + request + ")", now);
    }

    private void show(Pairs.Open open) throws InterruptedException {
        if (pairs.isHolding()) {
            sink.put(open.start());
        }
    }

    private void insight(String text, Instant now) throws InterruptedException {
        sink.put(new Notice(source, now, Notice.Kind.INSIGHT, text));
    }
}
