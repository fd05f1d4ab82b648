package dev.evtool.schema;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.InflaterInputStream;

/// Bodies that a dump holds in base64, as they are on the wire: JSON, or JSON compressed by zlib (oslo-notifications.md 2).
final class Unpacking {

    /// As long as a record may be.
    private static final int LONGEST = 16 << 20;
    private static final int ZLIB = 0x78;

    private Unpacking() {}

    /// @throws IOException if it is no base64, or breaks off, or becomes longer than any record; the message says it
    static byte[] unpack(String base64) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("is no base64: " + e.getMessage(), e);
        }
        if (bytes.length == 0 || bytes[0] != ZLIB) {
            return bytes;
        }
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            byte[] inflated = in.readNBytes(LONGEST + 1);
            if (inflated.length > LONGEST) {
                throw new IOException("becomes longer than " + (LONGEST >> 20) + " MiB when it is decompressed");
            }
            return inflated;
        } catch (IOException e) {
            throw new IOException("cannot be decompressed: " + e.getMessage(), e);
        }
    }
}
