package dev.evtool.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Lines as UTF-8, gathered into large writes.
final class LineWriter {

    private static final int SIZE = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    LineWriter(OutputStream out) {
        this.out = out;
    }

    void line(CharSequence text) throws IOException {
        text(text);
        write('\n');
    }

    void text(CharSequence text) throws IOException {
        bytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] bytes) throws IOException {
        if (bytes.length > SIZE - used) {
            drain();
        }
        if (bytes.length > SIZE) {
            out.write(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, used, bytes.length);
            used += bytes.length;
        }
    }

    void write(char ascii) throws IOException {
        if (used == SIZE) {
            drain();
        }
        buffer[used++] = (byte) ascii;
    }

    void flush() throws IOException {
        drain();
        out.flush();
    }

    /// Forgets what it tries to write, so that a failed write is not tried again at the end.
    private void drain() throws IOException {
        int length = used;
        used = 0;
        if (length > 0) {
            out.write(buffer, 0, length);
        }
    }
}
