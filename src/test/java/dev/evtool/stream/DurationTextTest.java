package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({"5s, 5000", "100ms, 100", "1h30m, 5400000", "2m3s, 123000", "26h, 93600000", "1.5s, 1500", "7, 7000"})
    void isReadAndWritten(String text, long millis) {
        Duration duration = Duration.ofMillis(millis);
        assertEquals(Optional.of(duration), DurationText.parse(text));
        assertEquals(Optional.of(duration), DurationText.parse(DurationText.of(duration)));
    }

    @ParameterizedTest
    @CsvSource({"5s, 5000", "100ms, 100", "1h30m, 5400000", "26h, 93600000", "0s, 0", "1s500ms, 1500"})
    void isWrittenShort(String text, long millis) {
        assertEquals(text, DurationText.of(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5 s", "-5s", "5x", "1e9s", "5s5", "٥s"})
    void nothingElseIsOne(String text) {
        assertTrue(DurationText.parse(text).isEmpty(), text);
    }
}
