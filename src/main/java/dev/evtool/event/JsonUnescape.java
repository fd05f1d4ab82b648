package dev.evtool.event;

/// JSON in a string of JSON: the bytes that the string stands for, and where in the string each of them came from.
public final class JsonUnescape {

    private static final int UNICODE_ESCAPE = 6;

    private JsonUnescape() {}

    /// Writes what the string between `from` and `to` (without quotes, checked to be JSON) stands for as UTF-8. A half of a
    /// surrogate pair that stands alone becomes three bytes that are no UTF-8, so that who reads them refuses it.
    ///
    /// @param into has room for `to - from` bytes
    /// @return how many were written
    public static int decode(byte[] string, int from, int to, byte[] into) {
        int p = from;
        int out = 0;
        while (p < to) {
            byte b = string[p];
            if (b != '\\') {
                into[out++] = b;
                p++;
            } else if (string[p + 1] != 'u') {
                into[out++] = plain(string[p + 1]);
                p += 2;
            } else {
                int c = codePoint(string, p, to);
                out = utf8(c, into, out);
                p += c < Character.MIN_SUPPLEMENTARY_CODE_POINT ? UNICODE_ESCAPE : 2 * UNICODE_ESCAPE;
            }
        }
        return out;
    }

    /// Where in the string that came from which is at `offset` of what [#decode] wrote.
    public static int origin(byte[] string, int from, int to, int offset) {
        int p = from;
        int out = 0;
        while (p < to) {
            int length = 1;
            int step = 1;
            if (string[p] == '\\') {
                int c = string[p + 1] == 'u' ? codePoint(string, p, to) : 0;
                length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
                step = string[p + 1] != 'u' ? 2 : length == 4 ? 2 * UNICODE_ESCAPE : UNICODE_ESCAPE;
            }
            if (out + length > offset) {
                return p;
            }
            out += length;
            p += step;
        }
        return to;
    }

    private static byte plain(byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    /// The character of the escape at p, with the one behind it where both are a pair.
    private static int codePoint(byte[] b, int p, int to) {
        char high = unit(b, p);
        if (Character.isHighSurrogate(high) && p + 2 * UNICODE_ESCAPE <= to && b[p + UNICODE_ESCAPE] == '\\'
                && b[p + UNICODE_ESCAPE + 1] == 'u') {
            char low = unit(b, p + UNICODE_ESCAPE);
            return Character.isLowSurrogate(low) ? Character.toCodePoint(high, low) : high;
        }
        return high;
    }

    private static char unit(byte[] b, int p) {
        int unit = 0;
        for (int i = 2; i < UNICODE_ESCAPE; i++) {
            unit = unit << 4 | Character.digit(b[p + i], 16);
        }
        return (char) unit;
    }

    private static int utf8(int c, byte[] into, int at) {
        int out = at;
        if (c < 0x80) {
            into[out++] = (byte) c;
            return out;
        }
        if (c < 0x800) {
            into[out++] = (byte) (0xc0 | c >> 6);
        } else {
            if (c < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                into[out++] = (byte) (0xe0 | c >> 12);
            } else {
                into[out++] = (byte) (0xf0 | c >> 18);
                into[out++] = (byte) (0x80 | (c >> 12 & 0x3f));
            }
            into[out++] = (byte) (0x80 | (c >> 6 & 0x3f));
        }
        into[out++] = (byte) (0x80 | (c & 0x3f));
        return out;
    }
}
