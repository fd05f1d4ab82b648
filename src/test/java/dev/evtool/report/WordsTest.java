package dev.evtool.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.event.Rfc3339;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The small texts: lengths of time, times, the summary.
class WordsTest {

    @ParameterizedTest
    @CsvSource({"0, 0.0 s", "99, 0.0 s", "345, 0.3 s", "12345, 12.3 s", "59999, 59.9 s", "60000, 1 min 0 s",
            "123000, 2 min 3 s",
            "3600000, 1 h 0 min", "7380000, 2 h 3 min", "90000000, 1 d 1 h", "-1500, -1.5 s"})
    void lengthsOfTime(long millis, String expected) {
        assertEquals(expected, Elapsed.text(Duration.ofMillis(millis)));
    }

    @Test
    void timesAreThoseOfRfc3339InAnyOrder() {
        Random random = new Random(1);
        TimeColumn column = new TimeColumn();
        long millis = 1_795_316_645_000L;
        for (int i = 0; i < 10_000; i++) {
            millis += random.nextInt(1_000) - 400;
            Instant time = Instant.ofEpochMilli(millis).plusNanos(random.nextInt(1_000_000));
            assertEquals(Rfc3339.formatMillis(time), column.text(time));
        }
        Instant early = Instant.parse("1969-12-31T23:59:59.999Z");
        assertEquals("1969-12-31T23:59:59.999Z", column.text(early));
        Instant far = Instant.parse("+12026-11-22T03:04:05.089Z");
        assertEquals(Rfc3339.formatMillis(far), column.text(far));
        assertEquals(Rfc3339.formatMillis(far.plusMillis(1)), column.text(far.plusMillis(1)));
    }

    @Test
    void summaryNamesOnlyWhatThereWas() {
        assertEquals("0 events in 0.0 s", new Summary(0, 0, 0, 0, 0, 0, 0, 0, Duration.ZERO).text());
        assertEquals(
                "1 event, 1 gap, 1 dropped, 1 placeholder, 1 unreadable message, 1 filter error, 1 failed validation in 1.0 s",
                new Summary(1, 1, 1, 1, 1, 1, 1, 1, Duration.ofSeconds(1)).text());
        assertEquals("20 events (18 shown), 2 gaps, 3 placeholders, 2 filter errors in 12.3 s",
                new Summary(20, 18, 2, 0, 3, 0, 2, 0, Duration.ofMillis(12_345)).text());
    }
}
