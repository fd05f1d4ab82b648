package dev.evtool.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Strings that come again and again in the lines of a stream - attribute names, types, sources - decoded once and then
/// shared: less to decode, and a million events in memory keep one `source` string and not a million. Not for several
/// threads.
final class WordCache {

    private static final int SLOT_BITS = 10;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// The golden ratio, which spreads bits upwards when multiplied by.
    private static final long MIX = 0x9e3779b97f4a7c15L;
    /// Longer ones are hardly words.
    private static final int LONGEST = 200;

    private final byte[][] keys = new byte[SLOTS][];
    private final String[] words = new String[SLOTS];

    WordCache() {
        Arrays.fill(keys, new byte[0]);
        Arrays.fill(words, "");
        for (String name : CloudEventNames.STANDARD) {
            // these very objects, so that a switch over names finds them identical and need not compare
            byte[] key = name.getBytes(StandardCharsets.US_ASCII);
            int slot = slot(key, 0, key.length);
            keys[slot] = key;
            words[slot] = name;
        }
    }

    /// The string in these bytes, which are valid inside of a JSON string's quotes.
    String get(byte[] text, int from, int to) {
        if (to - from > LONGEST) {
            return JsonString.decode(text, from, to);
        }
        int slot = slot(text, from, to);
        byte[] key = keys[slot];
        if (!Arrays.equals(key, 0, key.length, text, from, to)) {
            keys[slot] = Arrays.copyOfRange(text, from, to);
            words[slot] = JsonString.decode(text, from, to);
        }
        return words[slot];
    }

    private static int slot(byte[] text, int from, int to) {
        long hash = (long) to - from;
        int p = from;
        for (; p <= to - Long.BYTES; p += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(text, p)) * MIX;
        }
        for (; p < to; p++) {
            hash = (hash ^ text[p]) * MIX;
        }
        return (int) (hash >>> (Long.SIZE - SLOT_BITS));
    }
}
