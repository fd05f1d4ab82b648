package dev.evtool.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds and counts bytes eight at a time.
public final class ByteSearch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = ONES << 7;

    private ByteSearch() {}

    /// The first of these ASCII characters at or behind `from`; `to` where there is none.
    public static int first(byte[] bytes, int from, int to, char wanted) {
        int p = from;
        for (long pattern = wanted * ONES; p <= to - Long.BYTES; p += Long.BYTES) {
            // a byte that is wanted becomes 0; a borrow can only set bits above the lowest of them, which alone counts
            long x = (long) LONGS.get(bytes, p) ^ pattern;
            long hit = x - ONES & ~x & TOPS;
            if (hit != 0) {
                return p + Long.numberOfTrailingZeros(hit) / Byte.SIZE;
            }
        }
        while (p < to && bytes[p] != wanted) {
            p++;
        }
        return p;
    }

    /// The first byte that ends or interrupts a JSON string - a quote, a backslash or a control character -; `to` where there
    /// is none.
    public static int special(byte[] bytes, int from, int to) {
        int p = from;
        for (; p <= to - Long.BYTES; p += Long.BYTES) {
            long x = (long) LONGS.get(bytes, p);
            long quote = x ^ '"' * ONES;
            long backslash = x ^ '\\' * ONES;
            long hit = ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (x - ' ' * ONES & ~x)) & TOPS;
            if (hit != 0) {
                return p + Long.numberOfTrailingZeros(hit) / Byte.SIZE;
            }
        }
        while (p < to && bytes[p] != '"' && bytes[p] != '\\' && (bytes[p] < 0 || bytes[p] >= ' ')) {
            p++;
        }
        return p;
    }

    /// The last of these ASCII characters from `from` to before `to`; -1 where there is none.
    public static int last(byte[] bytes, int from, int to, char wanted) {
        for (int p = to - 1; p >= from; p--) {
            if (bytes[p] == wanted) {
                return p;
            }
        }
        return -1;
    }

    /// How many of these ASCII characters there are.
    public static int count(byte[] bytes, int from, int to, char wanted) {
        int n = 0;
        int p = from;
        for (long pattern = wanted * ONES; p <= to - Long.BYTES; p += Long.BYTES) {
            long x = (long) LONGS.get(bytes, p) ^ pattern;
            // the top bit of each byte that is not 0, exactly: no carry leaves its byte
            n += Long.BYTES - Long.bitCount(((x & ~TOPS) + ~TOPS | x) & TOPS);
        }
        for (; p < to; p++) {
            n += bytes[p] == wanted ? 1 : 0;
        }
        return n;
    }

    /// How many code points of UTF-8 begin there: all bytes but continuations, which are `10xxxxxx`.
    public static int characters(byte[] bytes, int from, int to) {
        int n = 0;
        int p = from;
        for (; p <= to - Long.BYTES; p += Long.BYTES) {
            long x = (long) LONGS.get(bytes, p);
            n += Long.BYTES - Long.bitCount(x & ~(x << 1) & TOPS);
        }
        for (; p < to; p++) {
            n += (bytes[p] & 0xc0) == 0x80 ? 0 : 1;
        }
        return n;
    }
}
