package dev.evtool.capture;

import static dev.evtool.capture.CaptureFixture.BEGIN;
import static dev.evtool.capture.CaptureFixture.all;
import static dev.evtool.capture.CaptureFixture.event;
import static dev.evtool.capture.CaptureFixture.names;
import static dev.evtool.capture.CaptureFixture.readNames;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.CloudEventWriter;
import dev.evtool.event.Event;
import dev.evtool.event.LineBuffer;
import dev.evtool.event.Notice;
import dev.evtool.event.RandomItems;
import dev.evtool.event.StreamItem;
import dev.evtool.event.Vocabularies;
import dev.evtool.stream.StreamException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureReaderTest {

    private static final CloudEventWriter RECORDS = new CloudEventWriter();

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("a.ndjson");
    }

    @Test
    void whatWasWrittenIsReadInOrder() throws StreamException, IOException {
        List<StreamItem> items = new ArrayList<>();
        RandomItems random = new RandomItems(41);
        try (CaptureWriter writer = CaptureWriter.create(file, CaptureFixture.SETTINGS)) {
            for (int i = 0; i < 5000; i++) {
                StreamItem item = random.item();
                items.add(item);
                writer.accept(item);
            }
        }
        List<String> expected = items.stream().map(item -> item.source() + item.getClass()).toList();
        assertEquals(expected,
                CaptureFixture.read(file).stream().map(item -> item.source() + item.getClass()).toList());
    }

    @Test
    void otherCloudEventsLinesAreReadToo() throws StreamException, IOException {
        String lines = "\ufeff\r\n" + line(event(1)) + "\r\n\n  \n" + line(event(2));
        Files.writeString(file, lines);
        try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
            assertTrue(reader.start().isEmpty());
            assertFalse(reader.seek(BEGIN));
            assertEquals(List.of("e1", "e2"), names(all(reader)));
            assertEquals(0, reader.damage().count());
        }
    }

    @Test
    void aCaptureTellsHowItBegan() throws StreamException, IOException {
        CaptureFixture.write(file, event(1));
        try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
            Event start = reader.start().orElseThrow();
            assertEquals(1L, start.extensions().get(CaptureFormat.VERSION_ATTRIBUTE));
            assertEquals(file.toString(), reader.name());
        }
    }

    @Test
    void badLinesAreToldWhereTheyAreAndReadingGoesOn() throws StreamException, IOException {
        CaptureFixture.write(file, event(0));
        byte[] latin1 = "{\"x\":\"\u00e9\u00e8\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        append("\u001b]0;evil\u0007 {\n", line(event(1)) + "\n", "{}\n", latin1,
                "{\"a\":" + "[".repeat(100_000) + "\n", line(event(2)) + "\n", "not last\n");
        try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
            List<StreamItem> items = all(reader);
            assertEquals(List.of("e0", "Notice", "e1", "Notice", "Notice", "Notice", "e2", "Notice"), names(items));
            Notice first = assertInstanceOf(Notice.class, items.get(1));
            assertEquals(Notice.Kind.MALFORMED, first.kind());
            assertEquals(file.toString(), first.source());
            assertEquals(BEGIN, first.received(), "it stands where the record before it stands");
            long offset = Files.readString(file, StandardCharsets.ISO_8859_1).indexOf('\u001b');
            assertEquals("line 3 at byte " + offset + " is no record: no JSON object at byte 1: .]0;evil. {",
                    first.text());
            assertEquals("5 lines of a are not records: lines 3, 5, 6, 7, 9",
                    reader.damage().of("a"));
        }
    }

    @Test
    void aHugeLineIsSteppedOver() throws StreamException, IOException {
        CaptureFixture.write(file, event(0));
        append("{\"x\":\"" + "y".repeat(CaptureFormat.LONGEST) + "\"}\n", line(event(1)) + "\n");
        List<StreamItem> items = CaptureFixture.read(file);
        assertEquals(List.of("e0", "Notice", "e1"), names(items));
        assertTrue(
                assertInstanceOf(Notice.class, items.get(1)).text().contains("longer than any record: {\"x\":\"yyy"));
    }

    @Test
    void manyBadLinesAreCountedNotListed() {
        Damage damage = new Damage();
        damage.add(7, 100);
        assertEquals("1 line of x is no record: line 7", damage.of("x"));
        for (int i = 8; i < 100; i++) {
            damage.add(i, i * 100L);
        }
        assertEquals("93 lines of x are not records: lines 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 and 83 more",
                damage.of("x"));
    }

    @Test
    void capturesPutOneBehindTheOtherAreOne() throws StreamException, IOException {
        Path other = folder.resolve("b.ndjson");
        CaptureFixture.write(file, event(0));
        CaptureFixture.write(other, event(1));
        append(Files.readAllBytes(other));
        assertEquals(List.of("e0", "e1"), readNames(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `hello\\n`               | text that is not JSON                   | captures are made
            `<html>\\n`              | text that is not JSON                   | captures are made
            `{\\n  "a": 1\\n}\\n`    | JSON that is spread over several lines  | jq -c .
            `[{"a":1},\\n`           | a JSON array                            | jq -c '.[]'
            `{"a":1}\\n`             | JSON lines, but not CloudEvents         | captures are made
            `a\\0b\\n`               | binary                                  | captures are made
            """)
    void whatIsNoCaptureIsNamed(String content, String seems, String next) throws IOException {
        Files.writeString(file, content.replace("\\n", "\n").replace("\\0", "\0"));
        assertRefused("is no capture, it seems to be " + seems, next);
    }

    @Test
    void aCompressedCaptureIsNamed() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("x".getBytes(StandardCharsets.UTF_8));
        }
        assertRefused("is no capture, it seems to be compressed by gzip", "gzip -dc FILE | evtool tail -");
        Files.write(file, HexFormat.of().parseHex("fffe7b00220000000a00"));
        assertRefused("is no capture, it seems to be text in UTF-16", "convert it to UTF-8");
    }

    @Test
    void aCaptureFromTheFutureIsRefused() throws StreamException, IOException {
        CaptureFixture.write(file, event(0));
        Files.writeString(file, Files.readString(file).replace("\"captureversion\":1", "\"captureversion\":2"));
        assertRefused("was written by a later evtool (format 2), this one reads 1", "update evtool");
    }

    @Test
    void whatCannotBeOpenedSaysWhy() throws IOException {
        assertRefused("does not exist", "check the name");
        Files.createFile(file);
        assertRefused("is empty", null);
        file = folder;
        assertRefused("is a directory", "name the capture files");
    }

    private void assertRefused(String what, String next) {
        StreamException.Unreadable e = assertThrows(StreamException.Unreadable.class,
                () -> CaptureReader.open(file, Vocabularies.NONE));
        assertEquals(file + " " + what, e.problem().what());
        assertTrue(next == null || String.valueOf(e.problem().next()).contains(next), e.problem().toString());
    }

    @Test
    void anEmptyStreamIsJustEmpty() throws StreamException, IOException {
        try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(new byte[0]), "standard input",
                Vocabularies.NONE)) {
            assertEquals(List.of(), all(reader));
        }
    }

    @Test
    void aGrowingFileEndsWhereItEndedAndCanBeReadOn() throws StreamException, IOException {
        CaptureFixture.write(file, event(0));
        try (CaptureReader reader = CaptureReader.open(file, Vocabularies.NONE)) {
            assertEquals(List.of("e0"), names(all(reader)));
            append(line(event(1)) + "\n");
            assertEquals(List.of("e1"), names(all(reader)));
        }
    }

    private static String line(StreamItem item) {
        return new String(RECORDS.line(item), StandardCharsets.UTF_8);
    }

    private void append(Object... pieces) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object piece : pieces) {
            LineBuffer buffer = new LineBuffer(16);
            buffer.put(piece instanceof byte[] bytes ? bytes : piece.toString().getBytes(StandardCharsets.UTF_8));
            buffer.writeTo(all);
        }
        Files.write(file, all.toByteArray(), StandardOpenOption.APPEND);
    }
}
