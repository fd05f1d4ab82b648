package dev.evtool.notify;

import com.rabbitmq.client.LongString;
import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stream.Sink;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What happens to a message that arrives: those that came before are dropped, those that are not wanted too; the rest
/// goes into the stream. What is no notification is told of, and goes in as it is.
final class NotifyIntake {

    private static final int MOST_NEWS = 100;
    private static final int MOST_IDS = 16_384;
    /// A capture has no longer records.
    private static final int LONGEST = 12 << 20;
    private static final Sink.Promise KEPT = () -> true;
    private static final Taken UNWANTED = new Taken(KEPT, () -> {});

    private final TapSettings settings;
    private final Sink sink;
    private final OsloCodec codec;
    private final NotifyEvents events;
    private final Selection selection;
    private final @Nullable Pairing pairing;
    private final Set<String> ids = new LinkedHashSet<>();
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private long repeated;

    NotifyIntake(TapSettings settings, Sink sink) {
        this.settings = settings;
        this.sink = sink;
        this.codec = new OsloCodec(settings.broker().connecting().keepsSecrets());
        this.events = new NotifyEvents(settings.broker());
        this.selection = new Selection(settings.wish().eventTypes(), settings.wish().form());
        this.pairing = settings.pairLimit() == null ? null : new Pairing(settings, sink);
    }

    /// What became of a message.
    ///
    /// @param forget undoes that it was noted, if it was not kept and will come again
    record Taken(Sink.Promise promise, Runnable forget) {}

    Taken take(Arrival arrival) throws InterruptedException {
        Instant received = Instant.now();
        if (arrival.body().length > LONGEST) {
            gap(Gap.certain(name(), received, received, "a message of " + (arrival.body().length >> 20)
                    + " MB on " + arrival.routingKey() + " is longer than evtool keeps", 1));
            return new Taken(KEPT, () -> {});
        }
        String compression = compression(arrival);
        try {
            if (arrival.body().length == 0) {
                throw new MessageFormatException("it is empty");
            }
            OsloMessage message = codec.decode(arrival.body(), compression);
            if (!selection.wants(message.head())) {
                return UNWANTED;
            }
            String id = message.head().uniqueId();
            if (!id.isEmpty() && !ids.add(id)) {
                repeated++;
                return new Taken(KEPT, () -> {});
            }
            forgetOldest();
            if (message.remark() != null) {
                malformed("doubtful notification", arrival, message.remark());
            }
            Event event = events.event(arrival, message, received);
            Optional<Event> shown = pairing == null ? Optional.of(event) : pairing.take(event, arrival, received);
            return new Taken(shown.isPresent() ? sink.promise(shown.get()) : KEPT, () -> ids.remove(id));
        } catch (MessageFormatException e) {
            malformed("no notification", arrival, e.what());
            return selection.isOpen()
                    ? new Taken(sink.promise(events.foreign(arrival, compression != null, received)), () -> {})
                    : UNWANTED;
        }
    }

    private void forgetOldest() {
        if (ids.size() > Math.max(MOST_IDS, 2 * settings.wish().prefetch())) {
            var oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    static @Nullable String compression(Arrival arrival) {
        Map<String, Object> headers = arrival.properties().getHeaders();
        Object said = headers == null ? null : headers.get("compression");
        return said instanceof LongString || said instanceof String ? said.toString() : null;
    }

    /// Says nothing of the body but its size: there may be a secret in it.
    private void malformed(String kind, Arrival arrival, String what) throws InterruptedException {
        notice(Notice.Kind.MALFORMED, kind + " on " + arrival.routingKey() + ", " + arrival.body().length
                + " bytes: " + what);
    }

    /// What a person should know of certificates; from any thread, told when there is time for it.
    void news(String text) {
        if (news.size() < MOST_NEWS) {
            news.add(text);
        }
    }

    void tellNews() throws InterruptedException {
        for (String text = news.poll(); text != null; text = news.poll()) {
            notice(Notice.Kind.WARNING, text);
        }
        if (pairing != null) {
            pairing.tellOverdue(Instant.now());
        }
    }

    /// What is to be said at the end, with the interrupt set aside: it has told us to stop, not to keep silent.
    void lastWords(@Nullable Gap gap) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            if (gap != null) {
                gap(gap);
            }
            if (repeated > 0) {
                notice(Notice.Kind.WARNING,
                        repeated + (repeated == 1 ? " message" : " messages") + " came again (the same _unique_id) and "
                                + (repeated == 1 ? "was" : "were") + " dropped");
            }
            if (pairing != null) {
                pairing.lastWords();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String name() {
        return settings.broker().name();
    }

    void notice(Notice.Kind kind, String text) throws InterruptedException {
        sink.put(new Notice(name(), Instant.now(), kind, text));
    }

    void gap(Gap gap) throws InterruptedException {
        sink.put(gap);
    }
}
