package dev.evtool.capture;

import dev.evtool.event.CloudEventReader;
import dev.evtool.event.Event;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Binary search by `received` over the lines of a capture: some twenty places of ten gigabytes are looked at. It does
/// not trust the order: where one of those places is out of it, or holds an event whose sender's clock is far ahead,
/// the file has to be read from its beginning instead.
final class TimeSearch {

    /// How far a sender's clock may be ahead of the recording machine's.
    static final Duration LEAD = Duration.ofHours(1);
    /// So near that reading on is as quick as searching on, in bytes.
    private static final int NEAR = 1 << 16;
    private static final int CHUNK = 1 << 13;

    /// @param ahead whether the event's time is so far ahead of its receipt that it lies elsewhere than it should
    private record Probe(long offset, Instant received, boolean ahead) {}

    private final LongFunction<LineReader.Bytes> file;
    private final CloudEventReader records = new CloudEventReader(Vocabularies.NONE);
    private long low;
    private long high;
    private Instant lowest = Instant.MIN;
    private Instant highest = Instant.MAX;

    /// @param file the bytes from a place on
    /// @param low where the first record begins
    /// @param high the end of what is searched
    TimeSearch(LongFunction<LineReader.Bytes> file, long low, long high) {
        this.file = file;
        this.low = low;
        this.high = high;
    }

    /// The beginning of a line that is not behind the first record received at that time or later, and near it; empty
    /// where the order cannot be relied on.
    OptionalLong find(Instant received) throws IOException {
        boolean ordered = endsAreInOrder();
        while (ordered && high - low > NEAR) {
            long middle = low + (high - low) / 2;
            Probe probe = probe(middle, high);
            if (probe == null) {
                high = middle;
            } else if (probe.ahead || probe.received.isBefore(lowest) || probe.received.isAfter(highest)) {
                ordered = false;
            } else if (probe.received.isBefore(received)) {
                low = probe.offset;
                lowest = probe.received;
            } else {
                high = middle;
                highest = probe.received;
            }
        }
        return ordered ? OptionalLong.of(low) : OptionalLong.empty();
    }

    /// Captures that were put one behind the other in the wrong order are mostly found out by this alone.
    private boolean endsAreInOrder() throws IOException {
        Probe first = probe(low - 1, high);
        Probe nearLast = probe(Math.max(low - 1, high - NEAR), high);
        lowest = first == null ? lowest : first.received;
        return nearLast == null || !nearLast.received.isBefore(lowest);
    }

    /// The first record that begins behind `from` and before `to`; null where there is none.
    private @Nullable Probe probe(long from, long to) throws IOException {
        long begin = nextLine(from, to);
        LineReader lines = new LineReader(file.apply(begin), begin, CaptureFormat.LONGEST, CHUNK);
        while (begin < to && lines.next() && lines.offset() < to) {
            try {
                StreamItem item = records.read(lines.bytes(), lines.from(), lines.to(), Instant.EPOCH);
                return new Probe(lines.offset(), item.received(), isAhead(item));
            } catch (JsonFormatException noRecord) {
                // the reader reports it when it comes there; for the search the next line is as good
            }
        }
        return null;
    }

    /// Where the next line begins behind `from`, or `to` where none does before it: a line without end is not followed.
    private long nextLine(long from, long to) throws IOException {
        LineReader.Bytes bytes = file.apply(from);
        byte[] chunk = new byte[CHUNK];
        long place = from;
        while (place < to) {
            int n = bytes.read(chunk, 0, (int) Math.min(CHUNK, to - place));
            if (n < 0) {
                return to;
            }
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    return place + i + 1;
                }
            }
            place += n;
        }
        return to;
    }

    /// Whether the item is an event of a sender whose clock is further ahead than a search allows for.
    static boolean isAhead(StreamItem item) {
        return item instanceof Event event && event.when().isAfter(event.received().plus(LEAD));
    }
}
