package dev.evtool.event;

import java.util.Arrays;

/// Strings that come again and again in the lines of a stream - attribute names, types, sources - decoded once and then
/// shared: less to decode, and a million events in memory keep one `source` string and not a million. Not for several
/// threads.
final class WordCache {

    private static final int SLOTS = 1024;
    /// Longer ones are hardly words.
    private static final int LONGEST = 200;

    private final byte[][] keys = new byte[SLOTS][];
    private final String[] words = new String[SLOTS];

    WordCache() {
        Arrays.fill(keys, new byte[0]);
        Arrays.fill(words, "");
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
        int hash = 0;
        for (int p = from; p < to; p++) {
            hash = hash * 31 + text[p];
        }
        return (hash ^ hash >>> 10) & SLOTS - 1;
    }
}
