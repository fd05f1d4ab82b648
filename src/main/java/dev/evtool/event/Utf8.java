package dev.evtool.event;

/// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {

    private Utf8() {}

    /// The length of the sequence of two to four bytes at `p`; 0 where there is none.
    static int sequence(byte[] b, int p, int end) {
        int first = b[p] & 0xff;
        int second = p + 1 < end ? b[p + 1] & 0xff : 0;
        if (first >= 0xc2 && first <= 0xdf) {
            return follows(second) ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            boolean legal = second >= (first == 0xe0 ? 0xa0 : 0x80) && second <= (first == 0xed ? 0x9f : 0xbf);
            return legal && follows(b, p + 2, end) ? 3 : 0;
        }
        if (first >= 0xf0 && first <= 0xf4) {
            boolean legal = second >= (first == 0xf0 ? 0x90 : 0x80) && second <= (first == 0xf4 ? 0x8f : 0xbf);
            return legal && follows(b, p + 2, end) && follows(b, p + 3, end) ? 4 : 0;
        }
        return 0;
    }

    static boolean isValid(byte[] b) {
        int p = 0;
        while (p < b.length) {
            int length = b[p] >= 0 ? 1 : sequence(b, p, b.length);
            if (length == 0) {
                return false;
            }
            p += length;
        }
        return true;
    }

    private static boolean follows(byte[] b, int p, int end) {
        return p < end && follows(b[p] & 0xff);
    }

    private static boolean follows(int b) {
        return (b & 0xc0) == 0x80;
    }
}
