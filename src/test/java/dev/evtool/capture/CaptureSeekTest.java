package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.BEGIN;
import static dev.evtool.capture.CaptureFixture.all;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureSeekTest {

    private static final int EVENTS = 5000;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(51);

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a.ndjson");
    }

    @Test
    void findsWhatReadingFromTheBeginningWouldFind() throws StreamException, IOException {
        List<StreamItem> items = new ArrayList<>();
        long second = 0;
        for (int i = 0; i < EVENTS; i++) {
            // many of one time, and holes between them
            second += random.nextInt(10) == 0 ? random.nextInt(100) : 0;
            items.add(event(i, BEGIN.plusSeconds(second)));
        }
        CaptureFixture.write(file, items.toArray(StreamItem[]::new));
        for (int round = 0; round < 200; round++) {
            Instant since = BEGIN.plusSeconds(random.nextLong(-10, second + 10));
            List<String> expected = names(items.stream().filter(item -> !item.received().isBefore(since)).toList());
            try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
                assertTrue(reader.seek(since));
                assertEquals(expected, names(all(reader)), () -> "since " + since);
            }
        }
    }

    @Test
    void badLinesInTheWayDoNotMisleadIt() throws StreamException, IOException {
        try (CaptureWriter writer = CaptureWriter.create(file, CaptureFixture.SETTINGS)) {
            for (int i = 0; i < EVENTS; i++) {
                writer.accept(event(i));
            }
        }
        // longer runs of garbage than the search's window
        byte[] bytes = Files.readAllBytes(file);
        for (int run = 0; run < 3; run++) {
            int from = bytes.length / 5 * (run + 1);
            for (int i = from; i < from + 100_000; i++) {
                bytes[i] = (byte) (run == 0 ? 0 : bytes[i] == '\n' ? '\n' : 'x');
            }
        }
        file = Files.write(folder.resolve("garbled"), bytes);
        List<String> linear = CaptureFixture.readNames(file).stream().filter(n -> n.startsWith("e")).toList();
        for (int since = 0; since < EVENTS; since += 97) {
            int n = since;
            try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
                assertTrue(reader.seek(BEGIN.plusSeconds(n)));
                List<String> found = names(all(reader)).stream().filter(name -> name.startsWith("e")).toList();
                assertEquals(linear.stream().filter(name -> Integer.parseInt(name.substring(1)) >= n).toList(), found);
            }
        }
    }

    @Test
    void whereTheOrderIsBrokenItDoesNotSkip() throws StreamException, IOException {
        Path later = folder.resolve("later");
        List<StreamItem> lateEvents = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            lateEvents.add(event(i, BEGIN.plusSeconds(1_000_000 + i)));
        }
        CaptureFixture.write(file, lateEvents.toArray(StreamItem[]::new));
        CaptureFixture.write(later, CaptureFixture.events(EVENTS));
        Files.write(file, Files.readAllBytes(later), StandardOpenOption.APPEND);
        int refused = 0;
        for (int round = 0; round < 50; round++) {
            Instant since = BEGIN.plusSeconds(random.nextInt(1_000_000 + EVENTS));
            try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
                refused += reader.seek(since) ? 0 : 1;
            }
        }
        assertTrue(refused > 40, refused + " of 50");
    }

    @Test
    void aSenderWhoseClockIsFarAheadIsReadFromTheBeginning() throws StreamException, IOException {
        try (CaptureWriter writer = CaptureWriter.create(file, CaptureFixture.SETTINGS)) {
            for (int i = 0; i < EVENTS; i++) {
                Instant received = BEGIN.plusSeconds(i);
                writer.accept(event(i, received.plusSeconds(7200), received));
            }
        }
        try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
            assertFalse(reader.seek(BEGIN.plusSeconds(EVENTS / 2)));
            assertEquals(EVENTS, all(reader).size());
        }
    }

    @Test
    void looksAtFewPlacesOfALargeFile() throws StreamException, IOException {
        CaptureFixture.write(file, CaptureFixture.events(EVENTS));
        byte[] bytes = Files.readAllBytes(file);
        int first = new String(bytes, StandardCharsets.UTF_8).indexOf('\n') + 1;
        long[] read = {0};
        TimeSearch search = new TimeSearch(place -> {
            long[] position = {place};
            return (into, at, length) -> {
                int n = (int) Math.min(length, bytes.length - position[0]);
                System.arraycopy(bytes, (int) position[0], into, at, n);
                position[0] += n;
                read[0] += n;
                return n == 0 ? -1 : n;
            };
        }, first, bytes.length);
        long found = search.find(BEGIN.plusSeconds(EVENTS / 2)).orElseThrow();
        assertTrue(read[0] < bytes.length / 4, read[0] + " bytes of " + bytes.length);
        assertTrue(found > bytes.length / 3 && found < bytes.length * 2L / 3, "near the middle: " + found);
    }
}
