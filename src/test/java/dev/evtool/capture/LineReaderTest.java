package dev.evtool.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static final int LONGEST = 50;

    @Test
    void cutsLikeSplitHoweverTheBytesArrive() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(31);
        for (int round = 0; round < 2000; round++) {
            byte[] text = text(random);
            LineReader lines = new LineReader(pieces(text, random), 0, LONGEST);
            List<String> expected = List.of(new String(text, StandardCharsets.UTF_8).split("\n", -1));
            long offset = 0;
            for (int i = 0; i < expected.size(); i++) {
                String line = expected.get(i);
                boolean last = i == expected.size() - 1;
                assertEquals(!last || !line.isEmpty(), lines.next());
                if (!last || !line.isEmpty()) {
                    assertEquals(line.length(), lines.length());
                    assertEquals(line.length() > LONGEST, lines.overlong());
                    assertEquals(offset, lines.offset());
                    assertEquals(i + 1, lines.number());
                    assertEquals(!last, lines.terminated());
                    assertTrue(lines.overlong() || line.equals(shown(lines)), line);
                    offset += line.length() + 1;
                }
            }
            assertFalse(lines.next());
        }
    }

    private static byte[] text(RandomGenerator random) {
        byte[] text = new byte[random.nextInt(600)];
        int rarity = 1 + random.nextInt(80);
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (random.nextInt(rarity) == 0 ? '\n' : random.nextInt(0x20, 0x7f));
        }
        return text;
    }

    private static LineReader.Bytes pieces(byte[] text, RandomGenerator random) {
        int[] position = {0};
        return (into, at, length) -> {
            int left = text.length - position[0];
            if (left == 0) {
                return -1;
            }
            int n = Math.min(length, 1 + random.nextInt(left));
            System.arraycopy(text, position[0], into, at, n);
            position[0] += n;
            return n;
        };
    }

    private static String shown(LineReader lines) {
        return new String(lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
    }

    @Test
    void anEndlessLineIsNotHeld() throws IOException {
        long total = 3L << 30;
        long[] left = {total};
        LineReader lines = new LineReader((into, at, length) -> {
            int n = (int) Math.min(length, left[0]);
            left[0] -= n;
            Arrays.fill(into, at, at + n, (byte) 'x');
            return n == 0 ? -1 : n;
        }, 0, 1 << 20);
        assertTrue(lines.next());
        assertTrue(lines.overlong());
        assertEquals(total, lines.length());
        assertTrue(lines.bytes().length < 4 << 20, "so much is held: " + lines.bytes().length);
        assertFalse(lines.next());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        List<String> shown = new ArrayList<>();
        byte[] text = "\ufeffa\n\ufeffb\n".getBytes(StandardCharsets.UTF_8);
        LineReader lines = new LineReader(pieces(text, RandomGeneratorFactory.getDefault().create(1)), 0, LONGEST);
        while (lines.next()) {
            shown.add(shown(lines));
        }
        assertEquals(List.of("a", "\ufeffb"), shown);
        assertEquals(5, lines.offset() - 5);
    }
}
