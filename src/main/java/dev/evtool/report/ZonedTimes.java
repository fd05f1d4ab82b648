package dev.evtool.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/// Times of a zone with nine decimals and the offset: `2022-05-10T17:20:34.661862100+08:00`, as the engines' own tools
/// print them, and as our options take them back. Most lines share their second with the one before, so that only the
/// decimals have to be written anew.
final class ZonedTimes {

    private static final DateTimeFormatter UP_TO_DOT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("XXX");
    private static final int DECIMALS = 9;
    private static final int MINUTE = 60;

    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private String upToDot = "";
    private String offset = "";

    ZonedTimes(ZoneId zone) {
        this.zone = zone;
    }

    String text(Instant time) {
        if (time.getEpochSecond() != second) {
            ZonedDateTime local = time.atZone(zone);
            if (local.getOffset().getTotalSeconds() % MINUTE != 0) {
                local = time.atZone(ZoneOffset.UTC); // such an offset, of a hundred years ago, cannot be written
            }
            second = time.getEpochSecond();
            upToDot = UP_TO_DOT.format(local);
            offset = OFFSET.format(local);
        }
        char[] decimals = new char[DECIMALS];
        int left = time.getNano();
        for (int i = DECIMALS - 1; i >= 0; i--) {
            decimals[i] = (char) ('0' + left % 10);
            left /= 10;
        }
        return upToDot.concat(new String(decimals)).concat(offset);
    }
}
