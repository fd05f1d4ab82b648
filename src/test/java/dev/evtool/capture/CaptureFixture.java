package dev.evtool.capture;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tests of captures have in common.
final class CaptureFixture {

    static final CaptureWriter.Settings SETTINGS = new CaptureWriter.Settings(false, "0.1.0");
    static final Instant BEGIN = Instant.parse("2026-11-21T22:00:00Z");

    private CaptureFixture() {}

    /// The event number i, received i seconds after [#BEGIN], half a second after it happened.
    static Event event(int i) {
        return event(i, BEGIN.plusSeconds(i));
    }

    static Event event(int i, Instant received) {
        return event(i, received.minusMillis(500), received);
    }

    static Event event(int i, @Nullable Instant time, Instant received) {
        return new Event("e" + i, "ptp://node1:9043/lock-state", "event.sync.ptp-status.ptp-state-change", "node1",
                time,
                received, Severity.INFO, Map.of(), Payload.json("{\"n\":" + i + "}"), Facts.NONE);
    }

    static void write(Path file, StreamItem... items) throws StreamException, IOException {
        try (CaptureWriter writer = CaptureWriter.create(file, SETTINGS)) {
            for (StreamItem item : items) {
                writer.accept(item);
            }
            writer.flush();
        }
    }

    /// The first `count` events.
    static StreamItem[] events(int count) {
        StreamItem[] events = new StreamItem[count];
        for (int i = 0; i < count; i++) {
            events[i] = event(i);
        }
        return events;
    }

    static List<StreamItem> read(Path file) throws StreamException, IOException {
        try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
            return all(reader);
        }
    }

    static List<StreamItem> all(CaptureReader reader) throws IOException {
        List<StreamItem> items = new ArrayList<>();
        StreamItem item = reader.next();
        while (item != null) {
            items.add(item);
            item = reader.next();
        }
        return items;
    }

    /// The ids of events, and the types of what else there is.
    static List<String> names(List<StreamItem> items) {
        return items.stream().map(item -> item instanceof Event e ? e.id() : item.getClass().getSimpleName()).toList();
    }

    static List<String> readNames(Path file) throws StreamException, IOException {
        return names(read(file));
    }

    static Duration seconds(long n) {
        return Duration.ofSeconds(n);
    }
}
