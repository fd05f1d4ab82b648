package dev.evtool.event;

import static dev.evtool.event.CloudEventNames.CONTENT_TYPE;
import static dev.evtool.event.CloudEventNames.DATA;
import static dev.evtool.event.CloudEventNames.DATA_BASE64;
import static dev.evtool.event.CloudEventNames.ID;
import static dev.evtool.event.CloudEventNames.RECEIVED;
import static dev.evtool.event.CloudEventNames.SEVERITY;
import static dev.evtool.event.CloudEventNames.SOURCE;
import static dev.evtool.event.CloudEventNames.SPECVERSION;
import static dev.evtool.event.CloudEventNames.SUBJECT;
import static dev.evtool.event.CloudEventNames.TIME;
import static dev.evtool.event.CloudEventNames.TYPE;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record while its line is being read: takes the attributes in any order, checks each, and makes the item at the
/// end.
final class CloudEventDraft {

    private final byte[] line;
    private final int start;
    private final WordCache words;
    private @Nullable String version;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable Instant time;
    private @Nullable Instant received;
    private @Nullable Severity severity;
    private @Nullable String contentType;
    private Map<String, Object> extensions = Map.of();
    private String dataName = "";
    private int dataFrom;
    private int dataTo;

    CloudEventDraft(byte[] line, int start, WordCache words) {
        this.line = line;
        this.start = start;
        this.words = words;
    }

    /// Takes a member of the line's object, whose value is valid JSON from `from` to before `to`.
    void set(String name, int from, int to) throws JsonFormatException {
        if (line[from] == 'n' && !name.equals(DATA)) {
            // "a null value is the equivalent of unset" (JSON format, 2.2); of data it is a value
            return;
        }
        switch (name) {
            case SPECVERSION -> version = once(name, version, text(name, from, to), from);
            case ID -> id = once(name, id, unique(name, from, to), from);
            case SOURCE -> source = once(name, source, text(name, from, to), from);
            case TYPE -> type = once(name, type, text(name, from, to), from);
            case SUBJECT -> subject = once(name, subject, text(name, from, to), from);
            case CONTENT_TYPE -> contentType = once(name, contentType, text(name, from, to), from);
            case SEVERITY -> severity = once(name, severity, Severity.of(text(name, from, to)), from);
            case TIME -> time = once(name, time, instant(name, from, to), from);
            case RECEIVED -> received = once(name, received, instant(name, from, to), from);
            case DATA, DATA_BASE64 -> {
                once("data", dataName.isEmpty() ? null : dataName, name, from);
                dataName = name;
                dataFrom = from;
                dataTo = to;
            }
            default -> extension(name, from, to);
        }
    }

    private <T> T once(String name, @Nullable T before, T now, int from) throws JsonFormatException {
        if (before != null) {
            throw fail(name + " is there twice", null, from);
        }
        return now;
    }

    private void extension(String name, int from, int to) throws JsonFormatException {
        if (extensions.isEmpty()) {
            extensions = new LinkedHashMap<>();
        } else if (extensions.containsKey(name)) {
            throw fail(shown(name) + " is there twice", null, from);
        }
        Object value = switch (line[from]) {
            case '"' -> JsonString.decode(line, from + 1, to - 1);
            case 't' -> true;
            case 'f' -> false;
            case '{', '[' -> throw fail(shown(name) + " is neither text, number nor truth value, which is all that a"
                    + " CloudEvents attribute can be", "it belongs into data", from);
            default -> number(name, from, to);
        };
        extensions.put(name, value);
    }

    private Number number(String name, int from, int to) throws JsonFormatException {
        String digits = new String(line, from, to - from, StandardCharsets.US_ASCII);
        if (digits.length() > 300) {
            throw fail(shown(name) + " has more digits than any number needs", null, from);
        }
        if (digits.indexOf('.') < 0 && digits.indexOf('e') < 0 && digits.indexOf('E') < 0) {
            return digits.length() < 19 ? (Number) Long.valueOf(digits) : narrowed(new BigInteger(digits));
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw fail(shown(name) + " is too large a number", null, from);
        }
        return value;
    }

    private static Number narrowed(BigInteger value) {
        return value.bitLength() < 64 ? (Number) value.longValue() : value;
    }

    private String text(String name, int from, int to) throws JsonFormatException {
        requireString(name, from);
        return words.get(line, from + 1, to - 1);
    }

    /// A text that hardly ever comes twice.
    private String unique(String name, int from, int to) throws JsonFormatException {
        requireString(name, from);
        return JsonString.decode(line, from + 1, to - 1);
    }

    private Instant instant(String name, int from, int to) throws JsonFormatException {
        requireString(name, from);
        return Rfc3339Bytes.parse(line, from + 1, to - 1).orElseThrow(
                () -> fail(name + " is no time", "RFC 3339 with a zone is asked for, as 2026-01-31T09:30:00Z", from));
    }

    private void requireString(String name, int from) throws JsonFormatException {
        if (line[from] != '"') {
            throw fail(name + " is no text", null, from);
        }
    }

    /// The item that all the members make together.
    StreamItem item(Vocabularies vocabularies, Instant receivedIfMissing) throws JsonFormatException {
        if (version == null) {
            throw fail("specversion is missing", "JSON, but no CloudEvents record", start);
        }
        if (!version.startsWith("1.")) {
            throw fail("specversion is not 1.0", "written for another version of CloudEvents", start);
        }
        String itsId = required(ID, id);
        String itsSource = required(SOURCE, source);
        String itsType = required(TYPE, type);
        Instant itsReceived = received != null ? received : time != null ? time : receivedIfMissing;
        Payload payload = payload();
        Map<String, Object> itsExtensions = extensions;
        return switch (itsType) {
            case Gap.TYPE -> gap(itsSource, itsReceived, payload);
            case Notice.TYPE -> notice(itsSource, itsReceived, payload);
            default -> new Event(itsId, itsSource, itsType, subject == null || subject.isEmpty() ? null : subject, time,
                    itsReceived, severity == null ? Severity.INFO : severity, extensions, payload,
                    Facts.lazy(() -> facts(vocabularies, itsSource, itsType, itsExtensions, payload)));
        };
    }

    private String required(String name, @Nullable String value) throws JsonFormatException {
        if (value == null || value.isEmpty()) {
            throw fail(name + (value == null ? " is missing" : " is empty"), null, start);
        }
        return value;
    }

    private static List<Map<String, Object>> facts(Vocabularies vocabularies, String source, String type,
            Map<String, Object> extensions, Payload payload) {
        return vocabularies.of(source, type).map(v -> v.facts(source, type, extensions, payload)).orElse(List.of());
    }

    private Payload payload() throws JsonFormatException {
        String media = contentType == null ? Payload.JSON : contentType;
        boolean string = !dataName.isEmpty() && line[dataFrom] == '"';
        if (dataName.equals(DATA_BASE64)) {
            requireString(DATA_BASE64, dataFrom);
            return new Payload(base64(), media);
        }
        Payload verbatim = new Payload(Arrays.copyOfRange(line, dataFrom, dataTo), media);
        // JSON format, 3.1: a string is the text itself unless the content is JSON
        return string && !verbatim.isJson() ? new Payload(plainText(), media) : verbatim;
    }

    private byte[] plainText() throws JsonFormatException {
        String text = JsonString.decode(line, dataFrom + 1, dataTo - 1);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw fail("data holds half a surrogate pair, which no text can", null, dataFrom);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] base64() throws JsonFormatException {
        try {
            return Base64.getDecoder().decode(Arrays.copyOfRange(line, dataFrom + 1, dataTo - 1));
        } catch (IllegalArgumentException notBase64) {
            throw fail("data_base64 is not base64", String.valueOf(notBase64.getMessage()), dataFrom);
        }
    }

    private Gap gap(String itsSource, Instant itsReceived, Payload payload) throws JsonFormatException {
        Map<?, ?> data = payload.data() instanceof Map<?, ?> map ? map : new HashMap<>();
        if (data.get("from") instanceof String from && data.get("to") instanceof String to
                && data.get("reason") instanceof String reason && data.get("certain") instanceof Boolean certain
                && (data.get("count") == null || data.get("count") instanceof Long)) {
            return new Gap(itsSource, itsReceived, instant("from", from), instant("to", to), reason, certain,
                    (Long) data.get("count"));
        }
        throw fail("the data of a gap must have from, to and reason as texts, certain as a truth value, and count as a"
                + " whole number or not at all", null, dataFrom);
    }

    private Instant instant(String name, String text) throws JsonFormatException {
        return Rfc3339.parse(text).orElseThrow(() -> fail("data." + name + " is no time", null, dataFrom));
    }

    private Notice notice(String itsSource, Instant itsReceived, Payload payload) throws JsonFormatException {
        Map<?, ?> data = payload.data() instanceof Map<?, ?> map ? map : new HashMap<>();
        if (data.get("kind") instanceof String kind && data.get("text") instanceof String text) {
            return new Notice(itsSource, itsReceived, kind(kind), text);
        }
        throw fail("the data of a notice must have kind and text as texts", null, dataFrom);
    }

    /// A kind that is none of ours comes from a later release: it is then at least a warning.
    private static Notice.Kind kind(String word) {
        return Arrays.stream(Notice.Kind.values()).filter(k -> k.word().equals(word)).findFirst()
                .orElse(Notice.Kind.WARNING);
    }

    /// A name out of the line, for a message: such as the standard allows, or none.
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "an attribute";
    }

    private JsonFormatException fail(String what, @Nullable String likely, int p) {
        return new JsonFormatException(what, likely, p - start);
    }
}
