package dev.evtool.capture;

import dev.evtool.event.CloudEventReader;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.StreamItem;
import dev.evtool.stream.StreamException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a file seems to be whose first line is no record, and what can be done about it.
///
/// @param next the next step, with `FILE` for the file: its name may need quotes, or it is standard input
record FirstLine(String seems, String next) {

    /// How compressed files begin, in hexadecimal, to the program that unpacks them.
    private static final Map<String, String> COMPRESSED = Map.of("1f8b", "gzip", "28b52ffd", "zstd", "425a68", "bzip2",
            "fd377a585a00", "xz");

    private static final int LONGEST_MAGIC = 6;
    private static final String RECORD = "captures are made by evtool record, CloudEvents lines by -o ndjson";
    private static final FirstLine WIDE = new FirstLine("text in UTF-16", "convert it to UTF-8");
    private static final FirstLine BINARY = new FirstLine("binary", RECORD);
    private static final FirstLine ARRAY = new FirstLine("a JSON array",
            "make lines of it: jq -c '.[]' FILE | evtool tail -");
    private static final FirstLine SPREAD = new FirstLine("JSON that is spread over several lines",
            "make lines of it: jq -c . FILE | evtool tail -");
    private static final FirstLine OTHER_JSON = new FirstLine("JSON lines, but not CloudEvents", RECORD);
    private static final FirstLine TEXT = new FirstLine("text that is not JSON", RECORD);

    /// Reads the first line of a file: the start record of a capture, or any other record.
    ///
    /// @return null where it is a start record that was cut off while it was written
    /// @throws StreamException.Unreadable if it is no record, or the start of a capture of a later format
    static @Nullable StreamItem read(LineReader line, CloudEventReader records, String name, Instant now)
            throws StreamException.Unreadable {
        if (line.overlong()) {
            throw CaptureInput.unreadable(name + " is no capture: its first line is longer than any record", null, null,
                    null);
        }
        try {
            StreamItem first = records.read(line.bytes(), line.from(), line.to(), now);
            CaptureFormat.requireReadable(first, name);
            return first;
        } catch (JsonFormatException e) {
            if (!line.terminated() && CaptureFormat.beginsLikeOurs(line.bytes(), line.from(), line.to())) {
                return null;
            }
            throw guess(line.bytes(), line.from(), line.to()).notACapture(name, e);
        }
    }

    private static FirstLine guess(byte[] b, int from, int to) {
        String head = HexFormat.of().formatHex(b, from, Math.min(to, from + LONGEST_MAGIC));
        for (Map.Entry<String, String> known : COMPRESSED.entrySet()) {
            if (head.startsWith(known.getKey())) {
                String program = known.getValue();
                return new FirstLine("compressed by " + program,
                        "unpack it: " + program + " -dc FILE | evtool tail -");
            }
        }
        if (to - from >= 2 && (b[from] & b[from + 1] & 0xff) == 0xfe && b[from] != b[from + 1]) {
            return WIDE;
        }
        for (int p = from; p < to; p++) {
            if (b[p] >= 0 && b[p] < 0x20 && b[p] != '\t' && b[p] != '\r' && b[p] != 0x1b) {
                return BINARY;
            }
        }
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1).strip();
        if (text.startsWith("{")) {
            return text.endsWith("}") ? OTHER_JSON : SPREAD;
        }
        return text.startsWith("[") ? ARRAY : TEXT;
    }

    private StreamException.Unreadable notACapture(String name, JsonFormatException why) {
        return CaptureInput.unreadable(name + " is no capture, it seems to be " + seems,
                "its first line: " + why.explanation(), next, why);
    }
}
