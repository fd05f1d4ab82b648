package dev.evtool.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The quick way must give what the slow and surely right one gives.
class Rfc3339BytesTest {

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(21);

    @Test
    void writesAndReadsLikeJavaTime() {
        for (int i = 0; i < 200_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(-62_200_000_000L, 253_500_000_000L),
                    random.nextBoolean() ? random.nextInt(1_000_000_000) : random.nextInt(1000) * 1_000_000);
            String text = Rfc3339.formatFar(time);
            assertEquals(text, written(time));
            assertEquals(Optional.of(time), read(text));
        }
    }

    @Test
    void everyDayOfFourCenturies() {
        for (long day = -365L * 200; day < 365L * 200; day++) {
            Instant time = Instant.ofEpochSecond(day * 86_400 + 86_399);
            assertEquals(time.toString(), written(time));
            assertEquals(Optional.of(time), read(time.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
            "2000-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
            "2026-01-01T24:00:00Z", "2026-01-01T23:60:00Z", "2026-01-01T23:59:60Z", "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+02:00", "2026-01-01T00:00:00.5-02:30",
            "2026-01-01t00:00:00z", "2026-01-01T00:00Z", "2026-01-01", "", "Z", "2026-01-01T00:00:00",
            "2026-1-01T00:00:00.00Z", "+2026-01-01T00:00:00Z", "-2026-01-01T00:00:00Z", "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:0\u0660Z", "2026-01-01T0:000:00Z", "2026-01-01T00:00:00,5Z"})
    void readsWhatJavaTimeReadsAndNothingElse(String text) {
        assertEquals(Rfc3339.parseAny(text), read(text));
    }

    private static String written(Instant time) {
        LineBuffer out = new LineBuffer(1);
        Rfc3339Bytes.put(time, out);
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }

    private static Optional<Instant> read(String text) {
        byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
        return Rfc3339Bytes.parse(bytes, 1, bytes.length - 1);
    }
}
