package dev.evtool.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamPumpTest {

    /// A stream that fails in the middle.
    private static final class Broken extends InputStream {

        private final RuntimeException failure;

        Broken(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public int read() {
            throw failure;
        }

        @Override
        public int read(byte[] into, int at, int length) {
            throw failure;
        }
    }

    @Test
    void passesOnEveryByteAndThenTheEnd() throws IOException {
        byte[] bytes = new byte[3_000_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        try (StreamPump pump = new StreamPump("test", () -> new ByteArrayInputStream(bytes))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[1000];
            for (int n = pump.read(part, 7, 990); n >= 0; n = pump.read(part, 7, 990)) {
                out.write(part, 7, n);
            }
            assertArrayEquals(bytes, out.toByteArray());
            assertEquals(-1, pump.read(part, 0, 1), "the end stays the end");
        }
    }

    @Test
    void aFailureComesAfterWhatWasThere() throws IOException {
        InputStream in = new SequenceInputStream(new ByteArrayInputStream(new byte[] {1}),
                new Broken(new IllegalStateException("broken")));
        try (StreamPump pump = new StreamPump("test", () -> in)) {
            assertEquals(1, pump.read(new byte[10], 0, 10));
            for (int i = 0; i < 2; i++) {
                IOException e = assertThrows(IOException.class, () -> pump.read(new byte[10], 0, 10));
                assertEquals("java.lang.IllegalStateException: broken", e.getMessage());
            }
        }
    }

    @Test
    void whatCannotBeOpenedIsAFailureToo() throws IOException {
        try (StreamPump pump = new StreamPump("test", () -> {
            throw new IOException("no such thing");
        })) {
            assertEquals("no such thing",
                    assertThrows(IOException.class, () -> pump.read(new byte[1], 0, 1)).getMessage());
        }
    }
}
