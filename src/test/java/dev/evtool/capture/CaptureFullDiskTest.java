package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.BEGIN;
import static dev.evtool.capture.CaptureFixture.all;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Gap;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.StreamException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A disk that is full or broken costs what could not be written, and nothing else; and the capture says so.
class CaptureFullDiskTest {

    private final FakeFile disk = new FakeFile();
    private CaptureWriter writer;

    @BeforeEach
    void oneRecordIsSafe() throws StreamException, IOException {
        writer = CaptureWriterTest.begun(disk, true, BEGIN);
        writer.accept(event(0));
        writer.flush();
    }

    @Test
    void whereverTheDiskEndsTheFileStaysWholeAndTheLossIsToldOnce() throws StreamException, IOException {
        int good = disk.content().length;
        for (int room = 0; room < 600; room += 7) {
            disk.limitTo(good + room);
            writer.accept(event(1));
            writer.accept(event(2));
            writer.accept(event(3));
            IOException e = assertThrows(IOException.class, writer::flush);
            assertEquals("No space left on device", e.getMessage());
            assertEquals(List.of("e0"), names(items()), "after " + room + " bytes");
        }
        long lost = writer.lost();
        assertEquals(86 * 3, lost);
        disk.limitTo(Integer.MAX_VALUE);
        writer.accept(event(4));
        writer.flush();
        assertEquals(List.of("e0", "Gap", "e4"), names(items()));
        assertEquals(new Gap("evtool", BEGIN.plusSeconds(3), BEGIN.plusSeconds(1), BEGIN.plusSeconds(3),
                "could not be written: No space left on device", true, lost), items().get(1));
        writer.accept(event(5));
        writer.flush();
        assertEquals(List.of("e0", "Gap", "e4", "e5"), names(items()), "it is told once");
        assertEquals(lost, writer.lost());
    }

    @Test
    void aGapThatDoesNotFitIsKeptForLater() throws StreamException, IOException {
        disk.limitTo(disk.content().length);
        writer.accept(event(1));
        assertThrows(IOException.class, writer::flush);
        writer.accept(event(2));
        assertThrows(IOException.class, writer::flush);
        disk.limitTo(Integer.MAX_VALUE);
        writer.close();
        assertEquals(List.of("e0", "Gap"), names(items()));
        assertEquals(2, assertInstanceOf(Gap.class, items().getLast()).count());
        assertTrue(disk.isClosed());
    }

    @Test
    void closingSaysWhenTheLossCouldNotBeTold() throws StreamException, IOException {
        disk.limitTo(disk.content().length);
        writer.accept(event(1));
        assertThrows(IOException.class, writer::flush);
        assertThrows(IOException.class, writer::close);
        assertTrue(disk.isClosed());
        assertEquals(List.of("e0"), names(items()));
        writer.close();
    }

    @Test
    void aDiskThatDoesNotKeepWhatItTookIsABadDisk() throws StreamException, IOException {
        disk.failSyncs(true);
        writer.accept(event(1));
        assertThrows(IOException.class, writer::flush);
        assertEquals(List.of("e0"), names(items()));
        disk.failSyncs(false);
        writer.accept(event(2));
        writer.flush();
        assertEquals(List.of("e0", "Gap", "e2"), names(items()));
    }

    @Test
    void aRestThatCannotBeCutIsATornTailUntilItCan() throws StreamException, IOException {
        disk.failCuts(true);
        disk.limitTo(disk.content().length + 100);
        writer.accept(event(1));
        assertThrows(IOException.class, writer::flush);
        assertEquals(List.of("e0", "Notice"), names(items()));
        writer.accept(event(2));
        assertThrows(IOException.class, writer::flush);
        disk.failCuts(false);
        disk.limitTo(Integer.MAX_VALUE);
        writer.accept(event(3));
        writer.flush();
        assertEquals(List.of("e0", "Gap", "e3"), names(items()));
    }

    @Test
    void whatWasWrittenUnaskedIsTakenBackToo() throws StreamException, IOException {
        int good = disk.content().length;
        disk.limitTo(good + 3_000_000);
        List<IOException> failures = new ArrayList<>();
        for (int i = 1; i <= 20_000; i++) {
            try {
                writer.accept(event(i));
            } catch (IOException e) {
                failures.add(e);
            }
        }
        assertEquals(1, failures.size(), "told once, when it happened");
        assertThrows(IOException.class, writer::flush);
        assertEquals(good, disk.content().length);
        assertEquals(20_000, writer.lost());
        disk.limitTo(Integer.MAX_VALUE);
        writer.accept(event(30_000));
        writer.flush();
        assertEquals(List.of("e0", "Gap", "e30000"), names(items()));
        assertEquals(20_000, assertInstanceOf(Gap.class, items().get(1)).count());
    }

    @Test
    void aCaptureThatCannotEvenBeBegunIsNone() {
        FakeFile full = new FakeFile();
        full.limitTo(10);
        StreamException.Incomplete e = assertThrows(StreamException.Incomplete.class,
                () -> CaptureWriterTest.begun(full, false, BEGIN));
        assertEquals("a.ndjson cannot be written: No space left on device", e.problem().what());
        assertTrue(full.isClosed());
    }

    private List<StreamItem> items() throws StreamException, IOException {
        try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(disk.content()), "disk",
                Vocabularies.NONE)) {
            List<StreamItem> items = all(reader);
            assertEquals(0, reader.damage().count());
            return items;
        }
    }
}
