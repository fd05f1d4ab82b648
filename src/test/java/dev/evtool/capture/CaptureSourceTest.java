package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.BEGIN;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CaptureSourceTest {

    @TempDir
    Path folder;

    @Test
    void mergesByReceiptAndKeepsTheOrderOfEqualOnes() throws Exception {
        Path a = capture("a", event(1), event(3), event(5));
        Path b = capture("b", event(2), event(3), event(4));
        Path c = capture("c");
        byte[] lines = Files.readAllBytes(capture("d", event(0), event(6)));
        CollectingSink sink = new CollectingSink();
        new CaptureSource(List.of(file(a), file(b), file(c),
                new CaptureSource.Input.Stream("standard input", new ByteArrayInputStream(lines))), Vocabularies.NONE)
                .run(Subscription.LIVE, sink);
        assertEquals(List.of("e0", "e1", "e2", "e3", "e3", "e4", "e5", "e6"), names(sink.items()));
        List<Instant> received = sink.items().stream().map(StreamItem::received).toList();
        assertEquals(received.stream().sorted().toList(), received);
    }

    @Test
    void isCalledByTheNamesOfItsInputs() {
        assertEquals("x.ndjson, standard input", new CaptureSource(List.of(file(Path.of("x.ndjson")),
                new CaptureSource.Input.Stream("standard input", InputStream.nullInputStream())), Vocabularies.NONE)
                .name());
    }

    /// Bounds are inclusive and are those of the event's own time, which is half a second before receipt here.
    @Test
    void boundsAreByTheTimeOfTheEvent() throws Exception {
        Path file = capture("a", CaptureFixture.events(20_000));
        Instant since = event(15_000).when();
        Instant until = event(15_002).when();
        assertEquals(List.of("e15000", "e15001", "e15002"), names(played(file, new Subscription(since, until))));
        assertEquals(List.of("e15001"),
                names(played(file, new Subscription(since.plusNanos(1), until.minusNanos(1)))));
        assertEquals(19_999, played(file, new Subscription(event(1).when(), null)).size());
        assertEquals(List.of("e0"), names(played(file, new Subscription(null, event(0).when()))));
        assertEquals(20_000, played(file, new Subscription(Instant.MIN, Instant.MAX)).size());
    }

    @Test
    void anEventThatWaitedForDaysIsStillFound() throws Exception {
        Instant happened = BEGIN.plusSeconds(10);
        Path file = capture("a", event(1), event(20), event(2, happened, BEGIN.plusSeconds(1_000_000)), event(3,
                BEGIN.plusSeconds(1_000_001)));
        assertEquals(List.of("e2"), names(played(file, new Subscription(happened, happened.plusSeconds(5)))));
    }

    @Test
    void gapsBelongWhereTheyOverlapAndNoticesWhereTheyCame() throws Exception {
        Gap gap = Gap.possible("x", BEGIN.plusSeconds(10), BEGIN.plusSeconds(20), "why");
        Notice notice = new Notice("x", BEGIN.plusSeconds(30), Notice.Kind.WARNING, "what");
        Path file = capture("a", gap, notice);
        assertEquals(List.of("Gap"), names(played(file, between(0, 10))));
        assertEquals(List.of("Gap"), names(played(file, between(12, 13))));
        assertEquals(List.of("Gap"), names(played(file, between(20, 29))));
        assertEquals(List.of("Notice"), names(played(file, between(21, 30))));
        assertEquals(List.of(), names(played(file, between(31, 40))));
    }

    private static Subscription between(int from, int to) {
        return new Subscription(BEGIN.plusSeconds(from), BEGIN.plusSeconds(to));
    }

    @Test
    void sendersWhoseClocksAreAheadAreFoundOrWarnedOf() throws Exception {
        List<StreamItem> events = new ArrayList<>(Arrays.asList(CaptureFixture.events(20_000)));
        // happens "at" 19,000, but comes early; so few that a search may not meet any of them
        Instant ahead = BEGIN.plusSeconds(19_000);
        events.set(7, event(7, ahead, BEGIN.plusSeconds(7)));
        events.set(18_500, event(18_500, ahead.plusSeconds(3600), BEGIN.plusSeconds(18_500)));
        Path file = capture("a", events.toArray(StreamItem[]::new));
        List<StreamItem> items = played(file, new Subscription(ahead, null));
        assertEquals(List.of("Notice", "e18500"), names(items).subList(0, 2));
        Notice notice = assertInstanceOf(Notice.class, items.getFirst());
        assertTrue(notice.text().contains("was more than an hour ahead"), notice.text());
        CollectingSink all = new CollectingSink();
        try (InputStream in = Files.newInputStream(file)) {
            new CaptureSource(List.of(new CaptureSource.Input.Stream("standard input", in)), Vocabularies.NONE)
                    .run(new Subscription(ahead, null), all);
        }
        assertEquals("e7", names(all.items()).getFirst(), "what the notice advises finds everything");
    }

    @Test
    void damageIsToldAtTheEndAfterAllThatIsGood() throws Exception {
        Path file = capture("night.ndjson", event(0));
        Files.writeString(file, "x\n" + line(event(1)) + "y\n" + line(event(2)), StandardOpenOption.APPEND);
        CollectingSink sink = new CollectingSink();
        StreamException.Unreadable e = assertThrows(StreamException.Unreadable.class,
                () -> source(file).run(Subscription.LIVE, sink));
        assertEquals("2 lines of " + file + " are not records: lines 3, 5", e.problem().what());
        assertEquals(List.of("e0", "Notice", "e1", "Notice", "e2"), names(sink.items()));
        assertEquals(2, sink.notices(Notice.Kind.MALFORMED).size());
    }

    @Test
    void aTornTailIsNoFailure() throws Exception {
        Path file = capture("a", event(0));
        Files.writeString(file, "{\"spec", StandardOpenOption.APPEND);
        assertEquals(List.of("e0", "Notice"), names(played(file, Subscription.LIVE)));
    }

    @Test
    void whatCannotBeOpenedIsToldBeforeAnythingIsDelivered() throws Exception {
        Path file = capture("a", event(0));
        CollectingSink sink = new CollectingSink();
        StreamException.Unreadable e = assertThrows(StreamException.Unreadable.class, () -> new CaptureSource(
                List.of(file(file), file(folder.resolve("none"))), Vocabularies.NONE).run(Subscription.LIVE, sink));
        assertEquals(folder.resolve("none") + " does not exist", e.problem().what());
        assertEquals(List.of(), sink.items());
    }

    /// A pipe with an end that stays open delivers line by line, and waits no longer once it is told to stop.
    @Test
    void aPipeIsReadAsItComesAndGivesWayToAnInterrupt() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Path whole = capture("a", event(0));
        readUntilInterrupted(fifo, Files.readAllBytes(whole), List.of(file(fifo)));
    }

    @Test
    void soIsStandardInput() throws Exception {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        byte[] whole = Files.readAllBytes(capture("a", event(0)));
        // held open on both sides, since opening one would wait for the other
        try (RandomAccessFile both = new RandomAccessFile(fifo.toFile(), "rw");
                FileInputStream in = new FileInputStream(fifo.toFile())) {
            assertTrue(both.getFD().valid());
            readUntilInterrupted(fifo, whole, List.of(new CaptureSource.Input.Stream("standard input", in)));
        }
    }

    private static void readUntilInterrupted(Path fifo, byte[] whole, List<CaptureSource.Input> inputs)
            throws Exception {
        CollectingSink sink = new CollectingSink();
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                new CaptureSource(inputs, Vocabularies.NONE).run(Subscription.LIVE, sink);
            } catch (StreamException | InterruptedException e) {
                end.set(e);
            }
        });
        try (OutputStream out = Files.newOutputStream(fifo, StandardOpenOption.WRITE)) {
            out.write(whole);
            sink.await("the first", s -> s.events().size() == 1);
            out.write(line(event(1)).getBytes(StandardCharsets.UTF_8));
            sink.await("the second", s -> s.events().size() == 2);
            thread.interrupt();
            assertTrue(thread.join(Duration.ofSeconds(20)), "it still waits");
            assertInstanceOf(InterruptedException.class, end.get());
        }
        for (Thread left : Thread.getAllStackTraces().keySet()) {
            assertTrue(!left.getName().startsWith("reading ") || left.join(Duration.ofSeconds(20)), left + " is left");
        }
    }

    private static String line(StreamItem item) {
        return new String(new CloudEventWriter().line(item), StandardCharsets.UTF_8) + "\n";
    }

    private Path capture(String name, StreamItem... items) throws StreamException, IOException {
        Path file = folder.resolve(name);
        CaptureFixture.write(file, items);
        return file;
    }

    private static CaptureSource.Input file(Path path) {
        return new CaptureSource.Input.File(path);
    }

    private static CaptureSource source(Path path) {
        return new CaptureSource(List.of(file(path)), Vocabularies.NONE);
    }

    private static List<StreamItem> played(Path path, Subscription wanted) throws Exception {
        CollectingSink sink = new CollectingSink();
        source(path).run(wanted, sink);
        return sink.items();
    }
}
