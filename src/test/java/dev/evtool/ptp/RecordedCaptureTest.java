package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.evtool.capture.CaptureReader;
import dev.evtool.capture.CaptureWriter;
import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Rfc3339;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.ptp.RecordedProxy.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real proxies told, recorded and read again: nothing of it is another.
class RecordedCaptureTest {

    private static final PtpVocabulary VOCABULARY = new PtpVocabulary();
    private static final Vocabularies VOCABULARIES = (source, type) -> Optional.of(VOCABULARY)
            .filter(v -> v.claims(source, type)).map(v -> v);
    private static final Instant BEGIN = Instant.parse("2026-11-21T22:00:00.000000001Z");

    @TempDir
    Path folder;
    private final PtpEvents events = new PtpEvents(Postbox.PROXY);
    /// The events of a recording, and what the wire had of each.
    private final List<StreamItem> items = new ArrayList<>();
    private final List<byte[]> wires = new ArrayList<>();

    private void take(String file) throws Exception {
        RecordedProxy recording = RecordedProxy.read(file);
        for (RecordedProxy.Callback push : recording.pushes()) {
            byte[] body = push.body().getBytes(StandardCharsets.UTF_8);
            Instant received = BEGIN.plusMillis(items.size());
            take(body, isBinary(push) ? events.readBinary(new PtpPost("/", attributes(push), body, received))
                    : events.read(body, received));
        }
        for (Step step : recording.states()) {
            byte[] body = step.body().getBytes(StandardCharsets.UTF_8);
            take(body, events.readPulled(body, BEGIN.plusMillis(items.size())));
        }
    }

    private void take(byte[] body, List<StreamItem> read) {
        assertEquals(1, read.size());
        items.add(read.getFirst());
        wires.add(body);
    }

    private static boolean isBinary(RecordedProxy.Callback push) {
        return push.headers().containsKey("ce-specversion");
    }

    private static Map<String, String> attributes(RecordedProxy.Callback push) {
        Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        push.headers().forEach((name, value) -> {
            if (name.regionMatches(true, 0, "ce-", 0, 3)) {
                attributes.put(name.substring(3), value);
            }
        });
        return attributes;
    }

    private List<StreamItem> writtenAndRead() throws Exception {
        Path file = folder.resolve("a.ndjson");
        try (CaptureWriter writer = CaptureWriter.create(file, new CaptureWriter.Settings(false, "0.1.0"))) {
            for (StreamItem item : items) {
                writer.accept(item);
            }
        }
        List<StreamItem> read = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file, VOCABULARIES)) {
            for (StreamItem item = reader.next(); item != null; item = reader.next()) {
                read.add(item);
            }
            assertEquals(0, reader.damage().count());
        }
        return read;
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-4.14.json", "v1-4.18.json", "v1-4.18-transport.json", "v2-4.18-ptp.json",
            "v2-main-ptp.json", "v2-main-mock.json", "v2-main-sample-consumer.json"})
    void whatIsReadAgainIsTheSame(String file) throws Exception {
        take(file);
        assertFalse(items.isEmpty());
        List<StreamItem> again = writtenAndRead();
        assertEquals(items.size(), again.size());
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Event before) {
                Event after = assertInstanceOf(Event.class, again.get(i));
                assertEquals(before.narrowedTo(Facts.NONE), after.narrowedTo(Facts.NONE));
                assertEquals(before.facts().rows(), after.facts().rows(), before.toString());
                assertArrayEquals(before.payload().bytes(), after.payload().bytes());
                assertWire(wires.get(i), after, file.contains("transport"));
            } else {
                assertEquals(items.get(i), again.get(i), "a placeholder");
            }
        }
    }

    /// What was on the wire can be had from the capture: the body kept, or encoded anew; in binary mode the payload.
    private static void assertWire(byte[] wire, Event event, boolean binary) {
        Object kept = event.extensions().get("wire");
        byte[] had = kept != null ? Base64.getDecoder().decode((String) kept)
                : binary ? event.payload().bytes()
                : PtpCodec.encode(event.id(), event.source().substring(Postbox.PROXY.length()), event.type(),
                        Rfc3339.format(event.when()), event.payload().bytes());
        assertArrayEquals(wire, had);
    }
}
