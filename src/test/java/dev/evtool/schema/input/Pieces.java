package dev.evtool.schema.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.random.RandomGenerator;

/// A stream that gives its bytes in parts, as a pipe does.
class Pieces extends InputStream {

    private final byte[] text;
    private final RandomGenerator random;
    private final int longest;
    private int at;

    /// @param longest the longest part; each is so long, or where it is 0, of any length
    Pieces(byte[] text, int longest, RandomGenerator random) {
        this.text = text;
        this.longest = longest;
        this.random = random;
    }

    @Override
    public int read() {
        return at == text.length ? -1 : text[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int left = text.length - at;
        if (left == 0) {
            return -1;
        }
        int n = Math.min(Math.min(left, length), longest > 0 ? longest : 1 + random.nextInt(left));
        System.arraycopy(text, at, into, from, n);
        at += n;
        return n;
    }
}
