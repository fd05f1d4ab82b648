package dev.evtool.report;

import dev.evtool.event.Rfc3339;
import java.time.Instant;

/// Times as they stand at the start of a line. Most lines share their second with the one before, so that only the
/// milliseconds have to be written anew.
final class TimeColumn {

    static final int WIDTH = "2026-11-22T03:04:05.089Z".length();

    private static final int UP_TO_DOT = "2026-11-22T03:04:05.".length();

    private long second = Long.MIN_VALUE;
    private String upToDot = "";

    String text(Instant time) {
        if (time.getEpochSecond() != second) {
            String whole = Rfc3339.formatMillis(time);
            if (whole.length() != WIDTH) {
                return whole;
            }
            second = time.getEpochSecond();
            upToDot = whole.substring(0, UP_TO_DOT);
        }
        int millis = time.getNano() / 1_000_000;
        char[] rest = {(char) ('0' + millis / 100), (char) ('0' + millis / 10 % 10), (char) ('0' + millis % 10), 'Z'};
        return upToDot.concat(new String(rest));
    }
}
