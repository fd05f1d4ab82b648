package dev.evtool.schema.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.schema.JudgedRecord;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whatever the size of an input, no more of it is held than some records.
class HugeTest {

    private static final long SIZE = 24L << 20;
    private static final int LONGEST = 1 << 20;
    private static final int BUFFER = 1 << 16;

    /// A head, the same again and again up to a size, and a tail.
    private static final class Endless extends InputStream {

        private final byte[] head;
        private final byte[] again;
        private final byte[] tail;
        private final long size;
        private long at;

        Endless(String head, String again, long times, String tail) {
            this.head = head.getBytes(StandardCharsets.UTF_8);
            this.again = again.getBytes(StandardCharsets.UTF_8);
            this.tail = tail.getBytes(StandardCharsets.UTF_8);
            this.size = this.head.length + times * this.again.length + this.tail.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int n = (int) Math.min(length, size - at);
            for (int i = 0; i < n; i++, at++) {
                into[from + i] = at < head.length ? head[(int) at]
                        : at >= size - tail.length ? tail[(int) (at - size + tail.length)]
                        : again[(int) ((at - head.length) % again.length)];
            }
            return n == 0 ? -1 : n;
        }
    }

    /// Counts, and looks how large the arrays are.
    private static final class Counting extends Seen {

        private int largest;
        private long count;
        private long failed;
        private String last = "";

        @Override
        public void record(JudgedRecord record, byte[] bytes, int from, int to) {
            largest = Math.max(largest, bytes.length);
            count++;
            failed += record.failed() ? 1 : 0;
            last = record.line() + ":" + record.column() + " "
                    + (to - from < 100 ? new String(bytes, from, to - from, StandardCharsets.UTF_8) : "long");
        }
    }

    private static Counting run(String head, String again, long times, String tail) {
        Counting counting = new Counting();
        counting.run(List.of(new Input.Stream("standard input", new Endless(head, again, times, tail))), LONGEST,
                BUFFER,
                2);
        assertTrue(counting.largest <= 4 * LONGEST, "so much was held: " + counting.largest);
        return counting;
    }

    @Test
    void anArrayOnOneLine() {
        long times = SIZE / 16;
        Counting counting = run("[", "{\"a\":[1,\"\u20ac\"]},", times, "{\"last\":1}]\n");
        assertEquals(times + 1, counting.count);
        assertEquals(0, counting.failed);
        assertEquals("1:" + (2 + times * 14) + " {\"last\":1}", counting.last);
    }

    @Test
    void aStringInAnArray() {
        Counting counting = run("[{},\"", "xy", SIZE / 2, "\",{\"last\":1}]\n");
        assertEquals(3, counting.count);
        assertEquals(1, counting.failed);
        assertEquals("1:" + (SIZE + 8) + " {\"last\":1}", counting.last);
    }

    @Test
    void aStringInLines() {
        Counting counting = run("{}\n{\"a\":\"", "xy", SIZE / 2, "\"}\n{\"last\":1}\n");
        assertEquals(3, counting.count);
        assertEquals(1, counting.failed);
        assertEquals("3:1 {\"last\":1}", counting.last);
    }

    @Test
    void aDocument() {
        Counting counting = run("{\n \"a\": [\n", "  {},\n", SIZE / 6, "  {}\n ]\n}\n{\n}\n");
        assertEquals(2, counting.count);
        assertEquals(1, counting.failed);
        assertEquals(SIZE / 6 + 6 + ":1 {\n}", counting.last);
    }

    @Test
    void brackets() {
        assertEquals(1, run("{\"a\":", "[", SIZE, "").failed);
        assertEquals(1, run("[", "[", SIZE, "").failed);
        assertEquals(1, run("{\n\"a\":", "{\"a\":", SIZE / 5, "").failed);
    }

    @Test
    void whiteSpace() {
        assertEquals("1:" + (SIZE + 1) + " {}", run("", " ", SIZE, "{}\n").last);
        assertEquals(SIZE + 1 + ":1 {}", run("", "\n", SIZE, "{}\n").last);
    }

    /// What would take hours if each of many broken values were scanned to the end.
    @Test
    void manyBrokenOnes() {
        assertTrue(run("", "{\"a\":\n", 200_000, "").failed > 0);
        assertTrue(run("[", "{\"a\":\"x},", 200_000, "]").failed > 0);
        assertTrue(run("[", "{\"a\":[1},", 200_000, "]").failed > 0);
        assertTrue(run("[\n", "{\"a\":[\n", 200_000, "]").failed > 0);
        assertTrue(run("{\n", "[}", 200_000, "").failed > 0);
        assertTrue(run("[{\"a\" ", "]", 200_000, "").failed > 0);
    }
}
