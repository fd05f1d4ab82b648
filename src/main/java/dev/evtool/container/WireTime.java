package dev.evtool.container;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/// Times of engines that speak gRPC. In JSON they always have nine decimals, so that the same event is the same text.
final class WireTime {

    private static final DateTimeFormatter NINE = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 9, 9, true).appendLiteral('Z').toFormatter()
            .withZone(ZoneOffset.UTC);
    /// What protobuf allows: the years 1 to 9999.
    private static final long FIRST = -62_135_596_800L;
    private static final long LAST = 253_402_300_799L;

    private WireTime() {}

    /// The time.
    ///
    /// @return `null` if it is not set, which engines spell as second 0
    /// @throws EngineFormatException if there is no such time
    static @org.jspecify.annotations.Nullable Instant of(Timestamp time) throws EngineFormatException {
        if (time.getSeconds() < FIRST || time.getSeconds() > LAST || time.getNanos() < 0
                || time.getNanos() > 999_999_999) {
            throw new EngineFormatException(
                    "an event at a time that does not exist: second " + time.getSeconds() + ", nano "
                            + time.getNanos());
        }
        return time.getSeconds() == 0 ? null : Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    /// The time in JSON, also one that is not set.
    static String textOf(Timestamp time) throws EngineFormatException {
        Instant set = of(time);
        return text(set == null ? Instant.EPOCH : set);
    }

    static String text(Instant time) {
        return NINE.format(time);
    }
}
