package dev.evtool.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// [Rfc3339] for hot paths: the same text, to and from bytes, without `java.time`'s formatters (which take longer than
/// all the rest of a record). Years outside 0000-9999 and other spellings of UTC are left to them.
final class Rfc3339Bytes {

    private static final int SECONDS_A_DAY = 86_400;
    /// 0000-01-01 and 9999-12-31 in seconds since the epoch: where a year has four digits.
    private static final long FIRST = -62_167_219_200L;
    private static final long LAST = 253_402_300_799L;
    private static final int[] TENS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Rfc3339Bytes() {}

    /// Puts what [Rfc3339#format] gives, without quotes.
    static void put(Instant time, LineBuffer out) {
        long second = time.getEpochSecond();
        if (second < FIRST || second > LAST) {
            out.put(Rfc3339.formatFar(time).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        putDate(Math.floorDiv(second, SECONDS_A_DAY), out);
        int ofDay = (int) Math.floorMod(second, (long) SECONDS_A_DAY);
        out.put('T');
        two(ofDay / 3600, out);
        out.put(':');
        two(ofDay / 60 % 60, out);
        out.put(':');
        two(ofDay % 60, out);
        putFraction(time.getNano(), out);
        out.put('Z');
    }

    /// Days to civil date by counting years from 1 March, so that the leap day comes last (Richards; the same sum is in
    /// `LocalDate.ofEpochDay`).
    private static void putDate(long epochDay, LineBuffer out) {
        long day = epochDay + 719_468;
        long era = Math.floorDiv(day, 146_097L);
        int ofEra = (int) (day - era * 146_097);
        int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int march = (5 * ofYear + 2) / 153;
        int month = march < 10 ? march + 3 : march - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        two(year / 100, out);
        two(year % 100, out);
        out.put('-');
        two(month, out);
        out.put('-');
        two(ofYear - (153 * march + 2) / 5 + 1, out);
    }

    private static void putFraction(int nanos, LineBuffer out) {
        if (nanos > 0) {
            out.put('.');
            int rest = nanos;
            for (int unit = 100_000_000; rest > 0; unit /= 10) {
                out.put('0' + rest / unit);
                rest %= unit;
            }
        }
    }

    private static void two(int n, LineBuffer out) {
        out.put('0' + n / 10);
        out.put('0' + n % 10);
    }

    /// What [Rfc3339#parse] gives for the text in these bytes.
    static Optional<Instant> parse(byte[] b, int from, int to) {
        Instant plain = to - from >= 20 && b[to - 1] == 'Z' ? parsePlain(b, from, to - 1) : null;
        return plain != null ? Optional.of(plain)
                : Rfc3339.parseAny(new String(b, from, to - from, StandardCharsets.UTF_8));
    }

    /// `0000-00-00T00:00:00[.000000000]` in UTC; null where it is anything else.
    private static @Nullable Instant parsePlain(byte[] b, int from, int to) {
        if (b[from + 4] != '-' || b[from + 7] != '-' || b[from + 10] != 'T' || b[from + 13] != ':'
                || b[from + 16] != ':') {
            return null;
        }
        int century = two(b, from);
        int ofCentury = two(b, from + 2);
        int month = two(b, from + 5);
        int day = two(b, from + 8);
        int hour = two(b, from + 11);
        int minute = two(b, from + 14);
        int second = two(b, from + 17);
        int nano = to == from + 19 ? 0 : fraction(b, from + 19, to);
        int year = century * 100 + ofCentury;
        if ((century | ofCentury | month | day | hour | minute | second | nano) < 0 || hour > 23 || minute > 59
                || second > 59 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return null;
        }
        return Instant.ofEpochSecond(epochDay(year, month, day) * SECONDS_A_DAY + (hour * 60L + minute) * 60 + second,
                nano);
    }

    private static long epochDay(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int ofEra = y - era * 400;
        int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }

    private static int daysIn(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : DAYS[month - 1];
    }

    /// Nanoseconds of `.d` to `.ddddddddd`; -1 where it is anything else.
    private static int fraction(byte[] b, int from, int to) {
        int digits = to - from - 1;
        if (b[from] != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        int n = 0;
        for (int i = from + 1; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            n = n * 10 + digit;
        }
        return n * TENS[9 - digits];
    }

    /// The number of two digits; negative where they are none.
    private static int two(byte[] b, int p) {
        int tens = b[p] - '0';
        int ones = b[p + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
