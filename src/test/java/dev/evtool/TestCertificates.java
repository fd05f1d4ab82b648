package dev.evtool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import okhttp3.tls.HeldCertificate;

/// An authority of its own for a test, and PEM files of what it issues.
public final class TestCertificates {

    private final HeldCertificate authority;
    private final Path folder;

    /// @param folder where its files go
    public TestCertificates(Path folder, String name) {
        this.folder = folder;
        this.authority = new HeldCertificate.Builder().certificateAuthority(0).commonName(name).build();
    }

    public HeldCertificate issue(String name, String... hosts) {
        return builder(name, hosts).build();
    }

    /// Valid from and for so long, seen from now.
    public HeldCertificate issue(String name, Duration from, Duration until, String... hosts) {
        Instant now = Instant.now();
        return builder(name, hosts)
                .validityInterval(now.plus(from).toEpochMilli(), now.plus(until).toEpochMilli()).build();
    }

    /// For a kind of certificate of the test's choice.
    public HeldCertificate.Builder builder(String name, String... hosts) {
        HeldCertificate.Builder builder = new HeldCertificate.Builder().signedBy(authority).commonName(name);
        for (String host : hosts) {
            builder.addSubjectAlternativeName(host);
        }
        return builder;
    }

    /// The file of the authority's certificate.
    public Path ca() throws IOException {
        return write("ca-" + authority.certificate().getSerialNumber() + ".pem", authority.certificatePem());
    }

    /// NAME.pem, with the certificate.
    public Path cert(String name, HeldCertificate held) throws IOException {
        return write(name + ".pem", held.certificatePem());
    }

    /// NAME.key, with the private key as PKCS#8.
    public Path key(String name, HeldCertificate held) throws IOException {
        return write(name + ".key", held.privateKeyPkcs8Pem());
    }

    /// A file that only its owner can read.
    public Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    /// A key on P-256 in the form of SEC1, as `openssl ecparam -genkey` writes it.
    public static String sec1(HeldCertificate held) {
        BigInteger s = ((ECPrivateKey) held.keyPair().getPrivate()).getS();
        String number = HexFormat.of().formatHex(s.add(BigInteger.ONE.shiftLeft(256)).toByteArray(), 1, 33);
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.writeBytes(HexFormat.of().parseHex("3031" + "020101" + "0420" + number + "a00a06082a8648ce3d030107"));
        return pem("EC PRIVATE KEY", der.toByteArray());
    }

    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
