package dev.evtool.schema;

import dev.evtool.event.JsonTape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Finds the number of a name by the bytes of a JSON string, without making a String of them. Names are numbered in their
/// order from 0. Safe for threads.
final class NameTable {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /// The golden ratio, which spreads bits upwards when multiplied by.
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final List<String> names;
    private final byte[][] keys;
    private final int[] numbers;
    private final int shift;

    NameTable(List<String> names) {
        this.names = List.copyOf(names);
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, 2 * names.size()));
        this.shift = Long.SIZE - bits;
        this.keys = new byte[1 << bits][];
        this.numbers = new int[1 << bits];
        for (int i = 0; i < names.size(); i++) {
            byte[] key = names.get(i).getBytes(StandardCharsets.UTF_8);
            int slot = slot(key, 0, key.length);
            while (keys[slot] != null) {
                slot = slot + 1 & keys.length - 1;
            }
            keys[slot] = key;
            numbers[slot] = i;
        }
    }

    List<String> names() {
        return names;
    }

    /// The number of the name or string that is the token; -1 if it is none of these.
    int find(JsonTape tape, int token) {
        byte[] text = tape.bytes();
        int from = tape.from(token) + 1;
        int to = tape.to(token) - 1;
        int number = find(text, from, to);
        if (number < 0) {
            for (int p = from; p < to; p++) {
                if (text[p] == '\\') { // names are hardly ever spelt with escapes
                    byte[] plain = tape.string(token).getBytes(StandardCharsets.UTF_8);
                    return find(plain, 0, plain.length);
                }
            }
        }
        return number;
    }

    private int find(byte[] text, int from, int to) {
        int slot = slot(text, from, to);
        while (true) {
            byte[] key = keys[slot];
            if (key == null) {
                return -1;
            }
            if (key.length == to - from && Arrays.equals(key, 0, key.length, text, from, to)) {
                return numbers[slot];
            }
            slot = slot + 1 & keys.length - 1;
        }
    }

    private int slot(byte[] text, int from, int to) {
        long hash = (long) to - from;
        int p = from;
        for (; p <= to - Long.BYTES; p += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(text, p)) * MIX;
        }
        long rest = 0;
        for (; p < to; p++) {
            rest = rest << Byte.SIZE | text[p];
        }
        return (int) (((hash ^ rest) * MIX) >>> shift);
    }
}
