package dev.evtool.schema;

import java.nio.charset.StandardCharsets;

/// Forms of strings, told by their bytes: on the way of every record those that payloads are full of are checked without
/// making a String.
final class TextForm {

    private static final int DATE_TIME = "2026-03-04T05:06:07".length();
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int LONGEST_IP = 45;
    private static final int MOST_DIGITS = 18;

    private TextForm() {}

    /// `2026-03-04T05:06:07Z`.
    static boolean isDateTime(byte[] b, int from, int to) {
        return to - from == DATE_TIME + 1 && isMoment(b, from, 'T') && b[to - 1] == 'Z';
    }

    /// `2026-03-04 05:06:07`, with up to six digits of a fraction.
    static boolean isOsloTime(byte[] b, int from, int to) {
        if (to - from < DATE_TIME || !isMoment(b, from, ' ')) {
            return false;
        }
        int dot = from + DATE_TIME;
        return dot == to || (b[dot] == '.' && to - dot <= 7 && digits(b, dot + 1, to) == to && to > dot + 1);
    }

    /// RFC 3339, 5.6: with a fraction of any length, `Z` or an offset.
    static boolean isRfc3339(byte[] b, int from, int to) {
        if (to - from <= DATE_TIME
                || !isMoment(b, from, (char) (b[from + 10] | 0x20) == 't' ? (char) b[from + 10] : 'T')) {
            return false;
        }
        int p = from + DATE_TIME;
        if (b[p] == '.') {
            int end = digits(b, p + 1, to);
            if (end == p + 1) {
                return false;
            }
            p = end;
        }
        if (to - p == 1) {
            return (b[p] | 0x20) == 'z';
        }
        return to - p == 6 && (b[p] == '+' || b[p] == '-') && b[p + 3] == ':' && number(b, p + 1, 2) <= 23
                && number(b, p + 4, 2) <= 59 && number(b, p + 1, 2) >= 0 && number(b, p + 4, 2) >= 0;
    }

    private static boolean isMoment(byte[] b, int p, char between) {
        if (b[p + 4] != '-' || b[p + 7] != '-' || b[p + 10] != between || b[p + 13] != ':' || b[p + 16] != ':') {
            return false;
        }
        int year = number(b, p, 4);
        int month = number(b, p + 5, 2);
        int day = number(b, p + 8, 2);
        int hour = number(b, p + 11, 2);
        int minute = number(b, p + 14, 2);
        int second = number(b, p + 17, 2);
        return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] && hour >= 0 && hour <= 23
                && minute >= 0 && minute <= 59 && second >= 0 && second <= 60
                && (month != 2 || day < 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)));
    }

    private static int number(byte[] b, int from, int length) {
        int n = 0;
        for (int p = from; p < from + length; p++) {
            if (b[p] < '0' || b[p] > '9') {
                return -1;
            }
            n = 10 * n + b[p] - '0';
        }
        return n;
    }

    private static int digits(byte[] b, int from, int to) {
        int p = from;
        while (p < to && b[p] >= '0' && b[p] <= '9') {
            p++;
        }
        return p;
    }

    /// 8-4-4-4-12 hexadecimal digits.
    static boolean isUuid(byte[] b, int from, int to) {
        if (to - from != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            byte c = b[from + i];
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(byte c) {
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
    }

    /// Six pairs of hexadecimal digits, between colons or hyphens.
    static boolean isMac(byte[] b, int from, int to) {
        if (to - from != 17) {
            return false;
        }
        for (int i = 0; i < 17; i++) {
            byte c = b[from + i];
            if (i % 3 == 2 ? c != ':' && c != '-' : !isHex(c)) {
                return false;
            }
        }
        return true;
    }

    /// Dotted IPv4, or IPv6 in any of its spellings, without a zone.
    static boolean isIp(byte[] b, int from, int to) {
        return to - from <= LONGEST_IP && (isIpv4(b, from, to) || isIpv6(b, from, to));
    }

    private static boolean isIpv4(byte[] b, int from, int to) {
        int p = from;
        for (int part = 0; part < 4; part++) {
            int end = digits(b, p, to);
            if (end == p || end - p > 3 || number(b, p, end - p) > 255 || (end - p > 1 && b[p] == '0')) {
                return false;
            }
            boolean last = part == 3;
            if (last ? end != to : end >= to || b[end] != '.') {
                return false;
            }
            p = end + 1;
        }
        return true;
    }

    private static boolean isIpv6(byte[] b, int from, int to) {
        int groups = 0;
        boolean gap = false;
        int p = from;
        while (p < to) {
            if (b[p] == ':') {
                if (p + 1 < to && b[p + 1] == ':' && !gap) {
                    gap = true;
                    p += 2;
                    continue;
                }
                if (p == from || p + 1 == to || b[p - 1] == ':') {
                    return false;
                }
                p++;
                continue;
            }
            int end = p;
            while (end < to && isHex(b[end])) {
                end++;
            }
            if (end < to && b[end] == '.') {
                return isIpv4(b, p, to) && (gap ? groups <= 5 : groups == 6);
            }
            if (end == p || end - p > 4) {
                return false;
            }
            groups++;
            p = end;
        }
        return gap ? groups <= 7 : groups == 8;
    }

    /// `-12.3`, `-1e+16`: an optional sign, digits, an optional fraction, an optional exponent.
    static boolean isDecimal(byte[] b, int from, int to) {
        int p = from < to && (b[from] == '-' || b[from] == '+') ? from + 1 : from;
        int end = digits(b, p, to);
        boolean fits = end > p;
        if (fits && end < to && b[end] == '.') {
            p = end + 1;
            end = digits(b, p, to);
            fits = end > p;
        }
        if (fits && end < to && (b[end] | 0x20) == 'e') {
            p = end + 1 < to && (b[end + 1] == '-' || b[end + 1] == '+') ? end + 2 : end + 1;
            end = digits(b, p, to);
            fits = end > p;
        }
        return fits && end == to;
    }

    /// `1652174434.661862100`: seconds, and up to nine digits behind a dot.
    static boolean isSeconds(byte[] b, int from, int to) {
        int end = digits(b, from, to);
        return end > from && (end == to || (b[end] == '.' && to - end <= 10 && end + 1 < to
                && digits(b, end + 1, to) == to));
    }

    /// The alphabet of RFC 4648, 4, with its padding.
    static boolean isBase64(byte[] b, int from, int to) {
        int end = to;
        while (end > from && to - end < 2 && b[end - 1] == '=') {
            end--;
        }
        for (int p = from; p < end; p++) {
            byte c = b[p];
            byte letter = (byte) (c | 0x20);
            if ((letter < 'a' || letter > 'z') && (c < '0' || c > '9') && c != '+' && c != '/') {
                return false;
            }
        }
        return (to - from) % 4 == 0;
    }

    /// Whether the digits, maybe behind a minus, are a number of 64 bits.
    static boolean fitsLong(byte[] b, int from, int to) {
        if (to - from <= MOST_DIGITS) {
            return true;
        }
        try {
            Long.parseLong(new String(b, from, to - from, StandardCharsets.US_ASCII));
            return true;
        } catch (NumberFormatException tooLong) {
            return false;
        }
    }
}
