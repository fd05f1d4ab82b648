package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Payload;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `packed.json` was made by what kombu calls: Python's zlib, bz2 and lzma, and the reference encoders of brotli and zstd.
class CompressionTest {

    private static final String GZIP = "application/x-gzip";
    private static final String BZIP2 = "application/x-bz2";
    private static final String XZ = "application/x-lzma";
    private static final String BROTLI = "application/x-brotli";
    private static final String ZSTD = "application/zstd";

    private static byte[] bytes(String type, String what) throws IOException {
        try (var in = CompressionTest.class.getResourceAsStream("/notify/packed.json")) {
            Map<?, ?> all = (Map<?, ?>) new Payload(in.readAllBytes(), Payload.JSON).data();
            Object text = type.isEmpty() ? all.get(what) : ((Map<?, ?>) all.get(type)).get(what);
            return Base64.getDecoder().decode((String) text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GZIP, BZIP2, XZ, BROTLI, ZSTD})
    void whatPythonPackedIsUnpacked(String type) throws Exception {
        assertArrayEquals(bytes("", "body"), Compression.unpack(type, bytes(type, "packed")));
    }

    @ParameterizedTest
    @ValueSource(strings = {GZIP, BZIP2, XZ, BROTLI, ZSTD})
    void whatWasCutOffIsSaid(String type) throws Exception {
        byte[] whole = bytes(type, "packed");
        for (int length = 0; length < whole.length; length += 3) {
            byte[] torn = Arrays.copyOf(whole, length);
            assertThrows(MessageFormatException.class, () -> Compression.unpack(type, torn), type + " " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BZIP2, XZ, BROTLI, ZSTD})
    void aBombIsNotUnpacked(String type) throws Exception {
        byte[] bomb = bytes(type, "bomb");
        MessageFormatException e = assertThrows(MessageFormatException.class, () -> Compression.unpack(type, bomb));
        assertTrue(e.what().contains("64 MB"), e.what());
    }

    @Test
    void damageIsNeverMoreThanAMessageThatCannotBeRead() throws Exception {
        java.util.Random random = new java.util.Random(6);
        for (String type : new String[] {GZIP, BZIP2, XZ, BROTLI, ZSTD}) {
            for (int i = 0; i < 300; i++) {
                byte[] damaged = bytes(type, "packed");
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                try {
                    assertTrue(Compression.unpack(type, damaged).length <= 64 << 20);
                } catch (MessageFormatException e) {
                    assertTrue(e.what().contains(type) || e.what().contains("64 MB"), e.what());
                }
            }
        }
    }

    @Test
    void anUnknownWayIsNamed() {
        MessageFormatException e = assertThrows(MessageFormatException.class,
                () -> Compression.unpack("application/x-lz4", new byte[3]));
        assertTrue(e.what().contains("application/x-lz4"), e.what());
    }
}
