package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.BEGIN;
import static dev.evtool.capture.CaptureFixture.SETTINGS;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.read;
import static dev.evtool.capture.CaptureFixture.readNames;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureWriterTest {

    @TempDir
    Path folder;

    @Test
    void beginsWithTheStartRecord() throws StreamException, IOException {
        Path file = folder.resolve("a.ndjson");
        CaptureFixture.write(file, event(1));
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        String expected = """
                \\{"specversion":"1.0","id":"[0-9a-f-]{36}","source":"evtool","type":"evtool.capture.start",\
                "time":"[0-9TZ:.-]+","received":"[0-9TZ:.-]+","severity":"info","datacontenttype":"application/json",\
                "captureversion":1,"data":\\{"evtool":"0.1.0","java":"25[^"]*","os":"[^"]+"}}""";
        assertTrue(lines.getFirst().matches(expected), lines.getFirst());
        assertEquals("""
                {"specversion":"1.0","id":"e1","source":"ptp://node1:9043/lock-state",\
                "type":"event.sync.ptp-status.ptp-state-change","subject":"node1","time":"2026-11-21T22:00:00.5Z",\
                "received":"2026-11-21T22:00:01Z","severity":"info","datacontenttype":"application/json",\
                "data":{"n":1}}""", lines.getLast());
    }

    @Test
    void onlyTheOwnerMayReadIt() throws StreamException, IOException {
        Path file = folder.resolve("a.ndjson");
        CaptureFixture.write(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void neverOverwrites() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));
        for (Path taken : List.of(file, link, folder)) {
            StreamException.Usage e = assertThrows(StreamException.Usage.class,
                    () -> CaptureWriter.create(taken, SETTINGS));
            assertEquals(taken + " is there already, and is never overwritten", e.problem().what());
            assertEquals("choose another name, or --append", e.problem().next());
        }
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void aPlaceThatIsNotThereIsAMistakeOfTheCommandLine() {
        StreamException.Usage e = assertThrows(StreamException.Usage.class,
                () -> CaptureWriter.create(folder.resolve("none/a.ndjson"), SETTINGS));
        assertEquals("its directory does not exist", e.problem().cause());
    }

    @Test
    void collectsUntilItIsFlushedAndThenWritesOnce() throws StreamException, IOException {
        FakeFile disk = new FakeFile();
        CaptureWriter writer = begun(disk, false, BEGIN);
        int before = disk.content().length;
        int writes = disk.writes();
        for (int i = 0; i < 500; i++) {
            writer.accept(event(i));
        }
        assertEquals(before, disk.content().length);
        writer.flush();
        assertEquals(writes + 1, disk.writes());
        assertEquals(501, lines(disk).size());
        writer.flush();
        assertEquals(writes + 1, disk.writes());
        assertEquals(0, disk.syncs());
    }

    @Test
    void waitsForTheDiskOnceAFlushIfToldTo() throws StreamException, IOException {
        FakeFile disk = new FakeFile();
        CaptureWriter writer = begun(disk, true, BEGIN);
        int before = disk.syncs();
        writer.accept(event(1));
        writer.accept(event(2));
        writer.flush();
        writer.flush();
        assertEquals(before + 1, disk.syncs());
    }

    @Test
    void memoryIsBoundedWithoutAnyFlush() throws StreamException, IOException {
        FakeFile disk = new FakeFile();
        CaptureWriter writer = begun(disk, false, BEGIN);
        for (int i = 0; i < 20_000; i++) {
            writer.accept(event(i));
        }
        assertTrue(disk.content().length > 4_000_000, "it must have written unasked: " + disk.content().length);
    }

    @Test
    void isInOrderOfReceiptWhateverTheClocksDo() throws StreamException, IOException {
        Path file = folder.resolve("a.ndjson");
        CaptureFixture.write(file, event(10), event(7), event(11), new Notice("x", BEGIN, Notice.Kind.WARNING, "w"));
        List<Instant> received = read(file).stream().map(StreamItem::received).toList();
        assertEquals(
                List.of(BEGIN.plusSeconds(10), BEGIN.plusSeconds(10), BEGIN.plusSeconds(11), BEGIN.plusSeconds(11)),
                received);
        Event late = assertInstanceOf(Event.class, read(file).get(1));
        assertEquals(BEGIN.plusMillis(6500), late.time(), "its own time is left alone");
    }

    @Test
    void aRecordThatNobodyCouldReadBecomesAGap() throws StreamException, IOException {
        Path file = folder.resolve("a.ndjson");
        byte[] huge = ("\"" + "x".repeat(CaptureFormat.LONGEST) + "\"").getBytes(StandardCharsets.US_ASCII);
        Event event = new Event("huge", "s", "t", null, null, BEGIN, Severity.INFO, Map.of(),
                new Payload(huge, Payload.JSON), Facts.NONE);
        CaptureFixture.write(file, event(0), event, event(1));
        assertEquals(List.of("e0", "Gap", "e1"), readNames(file));
        Gap gap = assertInstanceOf(Gap.class, read(file).get(1));
        assertTrue(gap.certain());
        assertEquals(1, gap.count());
    }

    @Test
    void anInterruptNeitherStopsAWriteNorIsLost() throws StreamException, IOException {
        Path file = folder.resolve("a.ndjson");
        try (CaptureWriter writer = CaptureWriter.create(file, new CaptureWriter.Settings(true, "0"))) {
            Thread.currentThread().interrupt();
            writer.accept(event(1));
            writer.flush();
            writer.accept(event(2));
            writer.flush();
        } finally {
            assertTrue(Thread.interrupted(), "the interrupt is still to be seen");
        }
        assertEquals(List.of("e1", "e2"), readNames(file));
    }

    private static List<String> lines(FakeFile disk) {
        return new String(disk.content(), StandardCharsets.UTF_8).lines().toList();
    }

    static CaptureWriter begun(FakeFile disk, boolean fsync, Instant now) throws StreamException {
        return CaptureWriter.begun(disk, Path.of("a.ndjson"), new CaptureWriter.Settings(fsync, "0.1.0"),
                InstantSource.fixed(now));
    }
}
