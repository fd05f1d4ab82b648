package dev.evtool.schema.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.schema.JudgedRecord;
import dev.evtool.schema.RecordCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationTest {

    private static final int PATIENCE_S = 20;

    @TempDir
    Path folder;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(41);

    @AfterEach
    void noThreadIsLeft() {
        assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("validating")).toList());
    }

    /// The same records, as lines, as documents and as an array, come out in their order with their places, however the
    /// work was shared.
    @Test
    void theOrderIsThatOfTheInput() {
        for (int round = 0; round < 60; round++) {
            List<String> records = records(random.nextInt(200));
            int buffer = 1 + random.nextInt(300);
            int workers = 1 + random.nextInt(4);
            check(records, "", "\n", "", buffer, workers);
            check(records, "\n\n", "\r\n \n", "\n", buffer, workers);
            check(records, "[", ", ", "]", buffer, workers);
            check(records, " [\n", "\n,\n", "\n]\n", buffer, workers);
        }
    }

    private List<String> records(int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count + 2; i++) {
            records.add("{\"n\":" + i + ",\"s\":\"" + "\u20ac x".repeat(random.nextInt(20)) + "\"}");
        }
        return records;
    }

    private void check(List<String> records, String before, String between, String after, int buffer, int workers) {
        String text = before + String.join(between, records) + after;
        List<String> expected = new ArrayList<>();
        int at = before.length();
        for (String record : records) {
            String head = text.substring(0, at);
            int line = (int) head.chars().filter(c -> c == '\n').count() + 1;
            expected.add(expected.size() + 1 + " " + line + ":" + (at - head.lastIndexOf('\n')) + " " + record);
            at += record.length() + between.length();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(expected, Seen.of(new Pieces(bytes, 0, random), 1000, buffer, workers), text);
    }

    @Test
    void aSinkThatHasEnoughGetsNoMore() {
        Seen seen = new Seen();
        seen.enough = 10;
        byte[] text = "{}\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        seen.run(List.of(new Input.Stream("standard input", new Pieces(text, 0, random))), 100, 64, 3);
        assertEquals(10, seen.records.size());
    }

    @Test
    void whatHasArrivedIsDelivered() throws Exception {
        CountDownLatch delivered = new CountDownLatch(1);
        CountDownLatch shown = new CountDownLatch(1);
        List<String> late = Collections.synchronizedList(new ArrayList<>());
        InputStream tail = new Pieces("{\"a\":1}\n{\"half\":".getBytes(StandardCharsets.US_ASCII), 0, random) {

            private int parts;

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int n = super.read(into, from, length);
                if (n < 0 && parts++ == 0) {
                    try {
                        late.add(delivered.await(PATIENCE_S, TimeUnit.SECONDS)
                                && shown.await(PATIENCE_S, TimeUnit.SECONDS) ? "in time" : "late");
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
                return n;
            }
        };
        Seen seen = new Seen() {

            @Override
            public void record(JudgedRecord record, byte[] bytes, int from, int to) {
                super.record(record, bytes, from, to);
                delivered.countDown();
            }

            @Override
            public void pause() {
                if (delivered.getCount() == 0) {
                    shown.countDown();
                }
            }
        };
        seen.run(List.of(new Input.Stream("standard input", tail)), 100, 1 << 16, 2);
        assertEquals(List.of("in time"), late);
        assertEquals(List.of("1 1:1 {\"a\":1}", "2 2:1 !{\"half\":"), seen.lines);
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        InputStream silent = new InputStream() {

            @Override
            public int read() throws IOException {
                waiting.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException("told to stop", e);
                }
                return -1;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread runner = Thread.ofPlatform().start(() -> {
            try {
                new Validation(Seen.OnlyJson::new, 2, Seen::fails)
                        .run(List.of(new Input.Stream("standard input", silent)), new Seen());
            } catch (InterruptedException e) {
                end.set(e);
            }
        });
        assertTrue(waiting.await(PATIENCE_S, TimeUnit.SECONDS));
        runner.interrupt();
        assertTrue(runner.join(Duration.ofSeconds(PATIENCE_S)));
        assertTrue(end.get() instanceof InterruptedException);
    }

    @Test
    void aMistakeInACheckIsTold() {
        RecordCheck wrong = (bytes, from, to, places) -> {
            throw new ArithmeticException("oh");
        };
        Validation validation = new Validation(() -> wrong, 2, Seen::fails);
        List<Input> inputs = List.of(new Input.Stream("x", new Pieces(new byte[] {'{', '}'}, 0, random)));
        Throwable told = assertThrows(IllegalStateException.class, () -> validation.run(inputs, new Seen()));
        assertTrue(told.getCause() instanceof ArithmeticException);
    }

    @Test
    void aSmallFileNeedsNoThread() throws Exception {
        Path file = folder.resolve("a.json");
        Files.writeString(file, "{}\n{}\n");
        Set<Thread> judges = judges(file);
        assertEquals(Set.of(Thread.currentThread()), judges);
    }

    @Test
    void aLargeFileUsesAll() throws Exception {
        Path file = folder.resolve("a.ndjson");
        Files.writeString(file, "{\"a\":[1,2,3]}\n".repeat(300_000));
        Set<Thread> judges = judges(file);
        assertTrue(judges.size() > 1, judges.toString());
        assertFalse(judges.stream()
                .anyMatch(t -> !t.equals(Thread.currentThread()) && !t.getName().startsWith("validating")));
    }

    private static Set<Thread> judges(Path file) throws InterruptedException {
        Set<Thread> judges = Collections.synchronizedSet(new HashSet<>());
        RecordCheck check = (bytes, from, to, places) -> {
            judges.add(Thread.currentThread());
            return new Seen.OnlyJson().check(bytes, from, to, places);
        };
        new Validation(() -> check, 2, Seen::fails)
                .run(InputWords.inputs(List.of(file.toString()), InputStream.nullInputStream()), new Seen());
        return judges;
    }
}
