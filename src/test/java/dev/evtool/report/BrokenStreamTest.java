package dev.evtool.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/// What happens when a stream cannot take what we write.
class BrokenStreamTest {

    /// Fails from a certain write on.
    private static final class Failing extends OutputStream {
        private int writes;
        private final int good;

        Failing(int good) {
            this.good = good;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (++writes > good) {
                throw new IOException("broken");
            }
        }
    }

    @Test
    void aFailedWriteIsToldOnceAndNotTriedAgain() throws IOException {
        Failing stream = new Failing(0);
        LineWriter writer = new LineWriter(stream);
        writer.line("lost");
        assertThrows(IOException.class, writer::flush);
        assertEquals(1, stream.writes);
        writer.flush();
        assertEquals(1, stream.writes);
    }

    @Test
    void linesLargerThanTheBufferComeOutWholeAndInOrder() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineWriter writer = new LineWriter(out);
        StringBuilder expected = new StringBuilder();
        for (int length : new int[] {3, 200_000, 0, 65_535, 65_536, 65_537, 1}) {
            String line = "x".repeat(length);
            writer.line(line);
            expected.append(line).append('\n');
        }
        writer.flush();
        assertTrue(expected.toString().equals(out.toString(UTF_8)), "lines differ");
    }

    @Test
    void withStderrGoneTheStreamGoesOn() {
        Failing stderr = new Failing(1);
        Messages messages = new Messages(stderr, Look.PIPE.theme());
        messages.line("one");
        messages.line("two");
        messages.line("three");
        assertEquals(2, stderr.writes, "nobody listens after the first failure");
    }
}
