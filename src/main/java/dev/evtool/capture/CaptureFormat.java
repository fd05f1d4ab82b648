package dev.evtool.capture;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.StreamException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/// What makes a file a capture: its first record. The rest is CloudEvents, a line each (`docs/capture.md`).
final class CaptureFormat {

    /// The version that is written, and the highest that can be read.
    static final int VERSION = 1;
    static final String START = "evtool.capture.start";
    static final String VERSION_ATTRIBUTE = "captureversion";
    /// The source of records that the recording itself gave rise to.
    static final String SOURCE = "evtool";
    /// The longest record in bytes. Readers step over longer lines, so that no file can make them run out of memory,
    /// and writers therefore do not write them.
    static final int LONGEST = 16 << 20;
    private static final byte[] BEGINNING = "{\"specversion\":\"1.0\",\"id\":\"".getBytes(StandardCharsets.US_ASCII);

    private CaptureFormat() {}

    /// The first record of a new capture. It tells what made the file, for reports of bugs. It does not tell on which
    /// host or in which process: captures are passed on to others, and the sources name the peers anyway.
    static Event start(Instant now, String evtoolVersion) {
        String data = "{\"evtool\":\"%s\",\"java\":\"%s\",\"os\":\"%s\"}".formatted(quotable(evtoolVersion),
                quotable(System.getProperty("java.version")),
                quotable(System.getProperty("os.name") + " " + System.getProperty("os.arch")));
        return new Event(UUID.randomUUID().toString(), SOURCE, START, null, now, now, Severity.INFO,
                Map.of(VERSION_ATTRIBUTE, VERSION), Payload.json(data), Facts.NONE);
    }

    private static String quotable(String text) {
        return text.replaceAll("[^A-Za-z0-9 ._+-]", "_");
    }

    static boolean isStart(StreamItem item) {
        return item instanceof Event event && event.type().equals(START);
    }

    /// Checks the format version of a first record, if it is the start of a capture.
    ///
    /// @throws StreamException.Unreadable if it is later than ours, or is none
    static void requireReadable(StreamItem first, String name) throws StreamException.Unreadable {
        if (!isStart(first)) {
            return;
        }
        if (!(((Event) first).extensions().get(VERSION_ATTRIBUTE) instanceof Long version) || version < 1) {
            throw CaptureInput.unreadable(name + " begins like a capture, but its captureversion is no positive number",
                    "it was changed by hand or by another program", "compare it with evtool help capture", null);
        }
        if (version > VERSION) {
            throw CaptureInput.unreadable(
                    name + " was written by a later evtool (format " + version + "), this one reads " + VERSION, null,
                    "update evtool", null);
        }
    }

    /// Whether the bytes are the beginning of a first record, as far as they go.
    static boolean beginsLikeOurs(byte[] b, int from, int to) {
        int length = Math.min(to - from, BEGINNING.length);
        return Arrays.equals(b, from, from + length, BEGINNING, 0, length);
    }
}
