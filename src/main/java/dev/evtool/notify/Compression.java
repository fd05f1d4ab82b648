package dev.evtool.notify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/// How kombu compresses bodies, told by the header `compression` (`oslo-notifications.md`, 2).
enum Compression {
    /// A zlib stream, whatever the name says.
    GZIP("application/x-gzip") {
        @Override
        InputStream open(InputStream packed) {
            return new InflaterInputStream(packed);
        }
    };

    /// What a message may be unpacked; a few bytes can stand for gigabytes.
    private static final int MOST = 64 << 20;

    private final String type;

    Compression(String type) {
        this.type = type;
    }

    abstract InputStream open(InputStream packed) throws IOException;

    /// @param type what the header says
    /// @throws MessageFormatException if the bytes are something else, too much, or packed in a way that is not known
    static byte[] unpack(String type, byte[] packed) throws MessageFormatException {
        for (Compression known : values()) {
            if (known.type.equals(type)) {
                try (InputStream in = known.open(new ByteArrayInputStream(packed))) {
                    byte[] body = in.readNBytes(MOST + 1);
                    if (body.length > MOST) {
                        throw new MessageFormatException("it unpacks to more than " + (MOST >> 20) + " MB");
                    }
                    return body;
                } catch (IOException e) {
                    throw new MessageFormatException("its header says " + type + ", but that is not what it is");
                }
            }
        }
        throw new MessageFormatException("it is packed as " + type + ", which evtool cannot unpack");
    }
}
