package dev.evtool.stream;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Private keys of PEM files in the three forms that are about: PKCS#8, PKCS#1 for RSA (what the service CA of OpenShift
/// writes) and SEC1 for elliptic curves. Java reads only PKCS#8, so the others are wrapped into it.
final class PrivateKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    /// rsaEncryption, without parameters.
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    /// ecPublicKey; its parameter is the curve.
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int CURVE = 0xa0;

    private PrivateKeys() {}

    /// The first private key of a file's blocks.
    ///
    /// @throws StreamException.Unreadable if there is none that can be used
    static PrivateKey first(SmallFile file, List<Pem> blocks) throws StreamException.Unreadable {
        for (Pem block : blocks) {
            if (block.label().endsWith("PRIVATE KEY")) {
                return key(file, block);
            }
        }
        throw Pem.bad(file, "has no private key, only " + String.join(", ", labels(blocks)),
                "give the file of the key");
    }

    private static List<String> labels(List<Pem> blocks) {
        return blocks.stream().map(Pem::label).distinct().toList();
    }

    private static PrivateKey key(SmallFile file, Pem block) throws StreamException.Unreadable {
        if (block.encrypted() || block.label().startsWith("ENCRYPTED")) {
            throw Pem.bad(file, "is encrypted with a passphrase",
                    "decrypt it into a file that only you can read: (umask 077; openssl pkey -in " + file.path()
                            + " -out FILE.key)");
        }
        byte @Nullable [] pkcs8 = switch (block.label()) {
            case "PRIVATE KEY" -> block.der();
            case "RSA PRIVATE KEY" -> der(SEQUENCE, VERSION_0, RSA, der(OCTET_STRING, block.der()));
            case "EC PRIVATE KEY" -> ofCurve(block.der());
            default -> null;
        };
        PrivateKey key = pkcs8 == null ? null : read(pkcs8);
        if (key == null) {
            throw Pem.bad(file, "has a " + block.label() + " of a kind that Java cannot read",
                    "convert it: openssl pkcs8 -topk8 -nocrypt -in " + file.path() + " -out FILE.key");
        }
        return key;
    }

    private static @Nullable PrivateKey read(byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException anotherAlgorithm) {
                // the encoding names its algorithm, but Java wants it named before it looks
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java without " + algorithm, e);
            }
        }
        return null;
    }

    /// SEC1 has the curve inside the key, PKCS#8 before it; `null` if it is not there by name.
    private static byte @Nullable [] ofCurve(byte[] sec1) {
        try {
            ByteBuffer key = inside(ByteBuffer.wrap(sec1), SEQUENCE);
            inside(key, INTEGER);
            inside(key, OCTET_STRING);
            ByteBuffer curve = inside(inside(key, CURVE), OID);
            byte[] oid = new byte[curve.remaining()];
            curve.get(oid);
            return der(SEQUENCE, VERSION_0, der(SEQUENCE, EC, der(OID, oid)), der(OCTET_STRING, sec1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException notSec1) {
            // told by the caller, with the way to convert it
            return null;
        }
    }

    /// The contents of the next element, which must have this tag; the buffer is then behind it.
    private static ByteBuffer inside(ByteBuffer der, int tag) {
        if ((der.get() & 0xff) != tag) {
            throw new IllegalArgumentException("another element");
        }
        int length = der.get() & 0xff;
        if (length >= 0x80) {
            int bytes = length - 0x80;
            if (bytes > 3) {
                throw new IllegalArgumentException("too long");
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length * 256 + (der.get() & 0xff);
            }
        }
        ByteBuffer contents = der.slice(der.position(), length);
        der.position(der.position() + length);
        return contents;
    }

    private static byte[] der(int tag, byte[]... contents) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            joined.writeBytes(part);
        }
        int length = joined.size();
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (length >= 0x80) {
            int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            element.write(0x80 + bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                element.write(length >> (8 * i));
            }
        } else {
            element.write(length);
        }
        element.writeBytes(joined.toByteArray());
        return element.toByteArray();
    }
}
