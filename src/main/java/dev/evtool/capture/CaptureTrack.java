package dev.evtool.capture;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One input among several that are played: its next item within the bounds that were asked for, and what went wrong.
final class CaptureTrack {

    private final int place;
    private final CaptureReader reader;
    private final Subscription wanted;
    private boolean jumped;
    private @Nullable StreamItem head;
    private @Nullable StreamItem following;
    private @Nullable IOException failure;

    CaptureTrack(int place, CaptureReader reader, Subscription wanted) {
        this.place = place;
        this.reader = reader;
        this.wanted = wanted;
    }

    int place() {
        return place;
    }

    StreamItem head() {
        return Objects.requireNonNull(head);
    }

    Instant received() {
        return head().received();
    }

    /// Leaves out what is surely too early, where the file can be searched.
    void begin() throws InterruptedException {
        Instant since = wanted.since();
        if (since != null && since.isAfter(Instant.MIN.plus(TimeSearch.LEAD))) {
            try {
                jumped = reader.seek(since.minus(TimeSearch.LEAD));
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    /// Goes on to the next item; false at the end.
    boolean advance() throws InterruptedException {
        head = following;
        following = null;
        try {
            while (head == null && failure == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                StreamItem item = reader.next();
                if (item == null) {
                    return false;
                }
                take(item);
            }
        } catch (IOException e) {
            failed(e);
        }
        return head != null;
    }

    private void take(StreamItem item) {
        StreamItem wantedItem = isWanted(item) ? item : null;
        if (jumped && TimeSearch.isAhead(item)) {
            jumped = false;
            head = new Notice(reader.name(), item.received(), Notice.Kind.WARNING,
                    "the clock of " + item.source()
                            + " was more than an hour ahead: more of its events may stand before"
                            + " the place where reading began; a pipe is read from its beginning: evtool tail - < "
                            + reader.name());
            following = wantedItem;
        } else {
            head = wantedItem;
        }
    }

    private boolean isWanted(StreamItem item) {
        return switch (item) {
            case Event event -> within(event.when(), event.when());
            case Gap gap -> within(gap.from(), gap.to());
            case Notice notice -> within(notice.received(), notice.received());
        };
    }

    private boolean within(Instant from, Instant to) {
        Instant since = wanted.since();
        Instant until = wanted.until();
        return (since == null || !to.isBefore(since)) && (until == null || !from.isAfter(until));
    }

    private void failed(IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            throw interrupted();
        }
        failure = e;
    }

    /// That a read was broken off by an interrupt, which is thereby taken notice of.
    static InterruptedException interrupted() {
        Thread.interrupted();
        return new InterruptedException();
    }

    /// What could not be read, if anything.
    Optional<String> complaint() {
        if (failure != null) {
            return Optional.of(reader.name() + " could not be read to its end: " + failure.getMessage());
        }
        return reader.damage().count() > 0 ? Optional.of(reader.damage().of(reader.name())) : Optional.empty();
    }

    void close() throws IOException {
        reader.close();
    }
}
