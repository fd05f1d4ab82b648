package dev.evtool.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Optional;

/// Times as they stand in captures and on most wires: RFC 3339 in UTC, up to nine decimals, trailing zeros cut (so does
/// Go's encoder; `Instant.toString` pads to groups of three, and a padded time would no longer be the wire's text).
public final class Rfc3339 {

    private static final DateTimeFormatter UTC = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).appendLiteral('Z').toFormatter()
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Rfc3339() {}

    public static String format(Instant time) {
        LineBuffer text = new LineBuffer(32);
        Rfc3339Bytes.put(time, text);
        return new String(text.toByteArray(), StandardCharsets.US_ASCII);
    }

    /// The same for years of more than four digits.
    static String formatFar(Instant time) {
        return UTC.format(time);
    }

    /// Fixed width for people: UTC, cut (not rounded) to milliseconds.
    public static String formatMillis(Instant time) {
        return MILLIS.format(time);
    }

    /// Empty where the text is no RFC 3339 time with a zone.
    public static Optional<Instant> parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Rfc3339Bytes.parse(bytes, 0, bytes.length);
    }

    /// The same for offsets other than `Z`, and whatever else the fast way leaves.
    static Optional<Instant> parseAny(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
