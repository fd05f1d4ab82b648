package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.BEGIN;
import static dev.evtool.capture.CaptureFixture.SETTINGS;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.read;
import static dev.evtool.capture.CaptureFixture.readNames;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureAppendTest {

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a.ndjson");
    }

    @Test
    void tellsHowLongNothingWasRecorded() throws StreamException, IOException {
        CaptureFixture.write(file, event(0), event(1));
        Instant before = Instant.now();
        append(2, Instant.now());
        assertEquals(List.of("e0", "e1", "Gap", "e2"), readNames(file));
        Gap gap = assertInstanceOf(Gap.class, read(file).get(2));
        assertEquals(BEGIN.plusSeconds(1), gap.from());
        assertFalse(gap.to().isBefore(before));
        assertEquals(gap.to(), gap.received());
        assertEquals("not recording", gap.reason());
        assertFalse(gap.certain(), "nobody knows whether anything happened");
    }

    @Test
    void aCaptureFromTheFutureIsGoneOnWithAllTheSame() throws StreamException, IOException {
        Instant future = Instant.now().plusSeconds(1_000_000).truncatedTo(ChronoUnit.SECONDS);
        CaptureFixture.write(file, event(1, future));
        append(2, Instant.now());
        List<StreamItem> items = read(file);
        assertEquals(new Gap("evtool", future, future, future, "not recording", false, null), items.get(1));
        assertEquals(future, items.get(2).received());
    }

    @Test
    void makesWhatIsNotThere() throws StreamException, IOException {
        append(1, BEGIN);
        assertEquals(List.of("e1"), readNames(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Path empty = Files.createFile(folder.resolve("empty"));
        try (CaptureWriter writer = CaptureWriter.append(empty, SETTINGS)) {
            writer.accept(event(1));
        }
        assertEquals(List.of("e1"), readNames(empty));
    }

    /// The file as a killed recording may leave it: whatever byte is its last.
    @Test
    void tornAtEveryByte() throws StreamException, IOException {
        CaptureFixture.write(file, CaptureFixture.events(3));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length <= whole.length; length++) {
            byte[] kept = Arrays.copyOf(whole, length);
            // a new file each time: to rewrite one is slow, as ext4 then waits for the disk
            Path torn = folder.resolve("torn" + length);
            Files.write(torn, kept);
            int records = Math.max(0, lineEnds(kept) - 1);
            boolean clean = kept[length - 1] == '\n';
            List<String> expected = List.of("e0", "e1", "e2").subList(0, records);
            assertEquals(expected, readNames(torn).stream().filter(name -> name.startsWith("e")).toList());
            assertArrayEquals(kept, Files.readAllBytes(torn), "a reader never writes");
            try (CaptureWriter writer = CaptureWriter.append(torn, SETTINGS)) {
                assertEquals(clean ? 0 : length - (lastLineEnd(kept) + 1), writer.cutBytes());
                writer.accept(event(9, Instant.now()));
            }
            boolean begun = lineEnds(kept) > 0;
            List<String> now = new ArrayList<>(expected);
            now.addAll(begun ? List.of("Gap", "e9") : List.of("e9"));
            assertEquals(now, readNames(torn), "torn at byte " + length);
        }
    }

    private static int lineEnds(byte[] bytes) {
        int count = 0;
        for (byte b : bytes) {
            count += b == '\n' ? 1 : 0;
        }
        return count;
    }

    private static int lastLineEnd(byte[] bytes) {
        int last = bytes.length - 1;
        while (last >= 0 && bytes[last] != '\n') {
            last--;
        }
        return last;
    }

    @Test
    void aTornTailIsToldByItsPlaceAndSize() throws StreamException, IOException {
        CaptureFixture.write(file, event(0));
        long good = Files.size(file);
        Files.writeString(file, "{\"specversion\"", StandardOpenOption.APPEND);
        try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
            List<StreamItem> items = CaptureFixture.all(reader);
            assertEquals("the last record is cut off, 14 bytes at byte " + good
                    + " are left out: the recording is going on, or was killed", text(items.getLast()));
            assertEquals(0, reader.damage().count());
        }
    }

    private static String text(StreamItem item) {
        return assertInstanceOf(Notice.class, item).text();
    }

    @Test
    void badLinesAtTheEndAreLeftAlone() throws StreamException, IOException {
        CaptureFixture.write(file, event(0));
        Files.writeString(file, "garbage\n\n{}\n" + "x".repeat(200_000) + "\n", StandardOpenOption.APPEND);
        append(1, Instant.now());
        assertEquals(List.of("e0", "Notice", "Notice", "Notice", "Gap", "e1"), readNames(file));
        assertEquals(BEGIN, assertInstanceOf(Gap.class, read(file).get(4)).from());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hello                                                          | is no capture, it seems to be text that is not JSON
            {"specversion":"1.0","id":"1","source":"s","type":"t"}         | holds CloudEvents, but is no capture: it has no start record
            {"specversion":"1.0","id":"1","source":"evtool","type":"evtool.capture.start","captureversion":2} | was written by a later evtool (format 2), this one reads 1
            {"specversion":"1.0","id":"1","source":"evtool","type":"evtool.capture.start"} | begins like a capture, but its captureversion is no positive number
            """)
    void onlyOurOwn(String line, String what) throws IOException {
        Files.writeString(file, line + "\n");
        StreamException.Unreadable e = assertThrows(StreamException.Unreadable.class,
                () -> CaptureWriter.append(file, SETTINGS));
        assertEquals(file + " " + what, e.problem().what());
        assertTrue(e.problem().next() != null, "what to do next");
        assertEquals(line + "\n", Files.readString(file));
    }

    private void append(int number, Instant received) throws StreamException, IOException {
        try (CaptureWriter writer = CaptureWriter.append(file, SETTINGS)) {
            assertEquals(0, writer.cutBytes());
            writer.accept(event(number, received));
            writer.flush();
        }
    }
}
