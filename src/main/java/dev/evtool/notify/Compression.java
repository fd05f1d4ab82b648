package dev.evtool.notify;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.tukaani.xz.XZInputStream;

/// How kombu compresses bodies, told by the header `compression` (`oslo-notifications.md`, 2).
enum Compression {
    /// A zlib stream, whatever the name says.
    GZIP("application/x-gzip") {
        @Override
        InputStream open(InputStream packed) {
            return new InflaterInputStream(packed);
        }
    },
    BZIP2("application/x-bz2") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new BZip2HadoopStreams().createInputStream(packed);
        }
    },
    /// An xz container, which is what Python's `lzma.compress` writes.
    XZ("application/x-lzma") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new XZInputStream(packed, MOST_XZ_KB);
        }
    },
    BROTLI("application/x-brotli") {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new BrotliInputStream(packed);
        }
    },
    ZSTD("application/zstd") {
        @Override
        InputStream open(InputStream packed) {
            return new ZstdInputStream(packed);
        }
    };

    /// What a message may be unpacked; a few bytes can stand for gigabytes.
    private static final int MOST = 64 << 20;
    private static final int LONGEST_TYPE = 60;

    /// What xz may take while it unpacks: enough for its strongest preset.
    private static final int MOST_XZ_KB = 70 << 10;

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
                return known.unpack(packed);
            }
        }
        throw new MessageFormatException("it is packed in a way that evtool cannot unpack ("
                + type.substring(0, Math.min(type.length(), LONGEST_TYPE)) + ")");
    }

    private byte[] unpack(byte[] packed) throws MessageFormatException {
        byte[] body;
        try (InputStream in = open(new ByteArrayInputStream(packed))) {
            body = in.readNBytes(MOST + 1);
        } catch (IOException | RuntimeException e) { // some of these decoders stumble over damage, and do not say so
            throw new MessageFormatException("its header says " + type + ", but its bytes do not, or not to their end");
        }
        if (body.length > MOST) {
            throw new MessageFormatException("it unpacks to more than " + (MOST >> 20) + " MB");
        }
        return body;
    }
}
