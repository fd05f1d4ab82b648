package dev.evtool.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Stream items as CloudEvents 1.0 in JSON format, one line each, without the line end: what captures and `-o ndjson`
/// are made of. Attributes come in a fixed order: `specversion id source type subject time received severity
/// datacontenttype`, the extensions, the data.
///
/// A JSON payload is carried verbatim: number spelling, order and repetition of names survive. Only a line end between
/// tokens, which means nothing in JSON, becomes a space, and white space around the whole is left out. What claims to
/// be JSON is checked (a scan at memory speed), so that no payload whatever can break a line; a payload that is no JSON
/// text goes out as a string if it is text, else as `data_base64`. An empty payload has no data member at all.
///
/// The line is always valid UTF-8. Outside of a verbatim payload it holds no control characters (those of C1 included)
/// and none that turn the writing direction, so that a terminal can show it. Not for several threads.
public final class CloudEventWriter {

    private final LineBuffer own = new LineBuffer(1024);
    private final JsonScanner scanner = new JsonScanner();

    /// The item's line in an array of its own.
    public byte[] line(StreamItem item) {
        own.clear();
        write(item, own);
        return own.toByteArray();
    }

    /// Puts the item's line at the end of the buffer.
    ///
    /// @throws IllegalArgumentException if an event has an extension under the name of a standard attribute
    public void write(StreamItem item, LineBuffer out) {
        write(item, item.received(), out);
    }

    /// The same, as if received at another time.
    public void write(StreamItem item, Instant received, LineBuffer out) {
        switch (item) {
            case Event event -> event(event, received, out);
            case Gap gap -> gap(gap, received, out);
            case Notice notice -> notice(notice, received, out);
        }
    }

    private void event(Event e, Instant received, LineBuffer out) {
        head(e.id(), e.source(), e.type(), out);
        attribute(CloudEventNames.SUBJECT, "".equals(e.subject()) ? null : e.subject(), out);
        time(CloudEventNames.TIME, e.time(), out);
        time(CloudEventNames.RECEIVED, received, out);
        attribute(CloudEventNames.SEVERITY, e.severity().word(), out);
        String type = e.payload().contentType();
        attribute(CloudEventNames.CONTENT_TYPE, type.isEmpty() ? "application/octet-stream" : type, out);
        for (Map.Entry<String, Object> extension : e.extensions().entrySet()) {
            extension(extension.getKey(), extension.getValue(), out);
        }
        data(e.payload(), out);
        out.put('}');
    }

    private static void gap(Gap gap, Instant received, LineBuffer out) {
        ownHead(gap.source(), Gap.TYPE, gap.to(), received, out);
        ascii(",\"data\":{\"from\":\"", out);
        Rfc3339Bytes.put(gap.from(), out);
        ascii("\",\"to\":\"", out);
        Rfc3339Bytes.put(gap.to(), out);
        ascii("\",\"reason\":", out);
        JsonString.put(gap.reason(), out);
        ascii(gap.certain() ? ",\"certain\":true" : ",\"certain\":false", out);
        if (gap.count() != null) {
            ascii(",\"count\":" + gap.count(), out);
        }
        ascii("}}", out);
    }

    private static void notice(Notice notice, Instant received, LineBuffer out) {
        ownHead(notice.source(), Notice.TYPE, received, received, out);
        ascii(",\"data\":{\"kind\":\"" + notice.kind().word() + "\",\"text\":", out);
        JsonString.put(notice.text(), out);
        ascii("}}", out);
    }

    private static void ownHead(String source, String type, Instant time, Instant received, LineBuffer out) {
        head(randomId(), source, type, out);
        time(CloudEventNames.TIME, time, out);
        time(CloudEventNames.RECEIVED, received, out);
        attribute(CloudEventNames.CONTENT_TYPE, Payload.JSON, out);
    }

    private static void head(String id, String source, String type, LineBuffer out) {
        ascii("{\"specversion\":\"1.0\",\"id\":", out);
        JsonString.put(id, out);
        attribute(CloudEventNames.SOURCE, source, out);
        attribute(CloudEventNames.TYPE, type, out);
    }

    private static void attribute(String name, @Nullable String value, LineBuffer out) {
        if (value != null) {
            name(name, out);
            JsonString.put(value, out);
        }
    }

    private static void time(String name, @Nullable Instant value, LineBuffer out) {
        if (value != null) {
            name(name, out);
            out.put('"');
            Rfc3339Bytes.put(value, out);
            out.put('"');
        }
    }

    private static void name(String name, LineBuffer out) {
        out.put(',');
        JsonString.put(name, out);
        out.put(':');
    }

    private static void extension(String name, Object value, LineBuffer out) {
        if (CloudEventNames.STANDARD.contains(name)) {
            throw new IllegalArgumentException("an extension must not be called " + name);
        }
        name(name, out);
        switch (value) {
            case Boolean b -> ascii(b ? "true" : "false", out);
            case Long n -> ascii(Long.toString(n), out);
            case Integer n -> ascii(Integer.toString(n), out);
            case BigInteger n -> ascii(n.toString(), out);
            case BigDecimal n -> ascii(n.toString(), out);
            // JSON has no NaN and no infinity; as text they are at least still there
            case Double n when Double.isFinite(n) -> ascii(n.toString(), out);
            case Instant time -> JsonString.put(Rfc3339.format(time), out);
            default -> JsonString.put(value.toString(), out);
        }
    }

    private void data(Payload payload, LineBuffer out) {
        byte[] bytes = payload.bytes();
        if (bytes.length == 0) {
            return;
        }
        if (payload.isJson() && scanner.isJson(bytes)) {
            ascii(",\"data\":", out);
            oneLine(bytes, out);
        } else if (!payload.isJson() && Utf8.isValid(bytes)) {
            ascii(",\"data\":", out);
            JsonString.put(new String(bytes, StandardCharsets.UTF_8), out);
        } else {
            ascii(",\"data_base64\":\"", out);
            out.put(Base64.getEncoder().encode(bytes));
            out.put('"');
        }
    }

    /// A line end in valid JSON is white space between tokens: inside of strings it would have to be escaped.
    private static void oneLine(byte[] json, LineBuffer out) {
        int first = 0;
        int last = json.length - 1;
        while (json[first] <= ' ') {
            first++;
        }
        while (json[last] <= ' ') {
            last--;
        }
        int from = out.size();
        out.put(json, first, last + 1 - first);
        byte[] copy = out.array();
        for (int i = from; i < out.size(); i++) {
            if (copy[i] == '\n' || copy[i] == '\r') {
                copy[i] = ' ';
            }
        }
    }

    /// An id that is unique, but need not be secret: from the fast random source.
    private static String randomId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID((random.nextLong() & ~0xf000L) | 0x4000L,
                (random.nextLong() >>> 2) | Long.MIN_VALUE).toString();
    }

    private static void ascii(String text, LineBuffer out) {
        for (int i = 0; i < text.length(); i++) {
            out.put(text.charAt(i));
        }
    }
}
