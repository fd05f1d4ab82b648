package dev.evtool.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates and keys as files: every form that is about, and what is said of those that cannot be used.
class TlsFilesTest {

    @TempDir
    Path folder;

    private TestCertificates certificates;
    private final List<String> news = new ArrayList<>();

    @BeforeEach
    void authority() {
        certificates = new TestCertificates(folder, "ca");
    }

    private TlsIdentity identity(Path cert, Path key) throws StreamException {
        return new TlsFiles(null, cert, key, false).identity().now(news::add);
    }

    private String failure(Path cert, Path key) {
        StreamException e = assertThrows(StreamException.Unreadable.class, () -> identity(cert, key));
        assertFalse(e.problem().what().contains("null"), e.problem().toString());
        return e.problem().what() + " | " + e.problem().next();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS#8", "PKCS#1", "SEC1", "EC PKCS#8"})
    void keysAreReadInEveryForm(String form) throws Exception {
        boolean rsa = form.equals("PKCS#8") || form.equals("PKCS#1");
        HeldCertificate held = rsa ? certificates.builder("x").rsa2048().build() : certificates.issue("x");
        String pem = switch (form) {
            case "PKCS#1" -> held.privateKeyPkcs1Pem();
            case "SEC1" -> TestCertificates.sec1(held);
            default -> held.privateKeyPkcs8Pem();
        };
        Path key = certificates.write("x.key", "Bag Attributes: something\n" + pem.replace("\n", "\r\n"));
        // that it belongs to the certificate has been checked by then
        assertEquals(rsa ? "RSA" : "EC", identity(certificates.cert("x", held), key).key().getAlgorithm());
        assertEquals(List.of(), news);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "RSASSA-PSS", "EC"})
    void aKeyOfAnotherKindIsFoundOut(String algorithm) throws Exception {
        HeldCertificate held = certificates.builder("x").rsa2048().build();
        byte[] other = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
        Path key = certificates.write("x.key", TestCertificates.pem("PRIVATE KEY", other));
        assertTrue(failure(certificates.cert("x", held), key).contains("does not belong to the certificate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "RSASSA-PSS"})
    void keysOfOtherKindsAreTaken(String algorithm) throws Exception {
        HeldCertificate held = certificates.builder("x")
                .keyPair(KeyPairGenerator.getInstance(algorithm).generateKeyPair()).build();
        assertEquals(held.certificate(),
                identity(certificates.cert("x", held), certificates.key("x", held)).chain().getFirst());
    }

    @Test
    void oneFileMayHoldBothAndTheChain() throws Exception {
        HeldCertificate held = certificates.issue("x");
        Path both = certificates.write("both.pem",
                held.privateKeyPkcs8Pem() + held.certificatePem() + Files.readString(certificates.ca()));
        TlsIdentity identity = identity(both, null);
        assertEquals(2, identity.chain().size());
        assertEquals(held.certificate(), identity.chain().getFirst());
        assertFalse(identity.toString().contains(held.keyPair().getPrivate().toString()));
    }

    @Test
    void anEncryptedKeyIsNamedWithTheWayToDecryptIt() throws Exception {
        HeldCertificate held = certificates.issue("x");
        Path cert = certificates.cert("x", held);
        Path pkcs8 = certificates.write("p8.key", TestCertificates.pem("ENCRYPTED PRIVATE KEY", new byte[50]));
        assertTrue(failure(cert, pkcs8).matches(".*is encrypted with a passphrase.*openssl pkey -in .*"));
        Path old = certificates.write("old.key", held.privateKeyPkcs8Pem().replace("PRIVATE", "EC PRIVATE")
                .replaceFirst("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0A\n\n"));
        assertTrue(failure(cert, old).contains("is encrypted with a passphrase"));
    }

    @Test
    void whatIsNoPemIsSaidSo() throws Exception {
        HeldCertificate held = certificates.issue("x");
        Path cert = certificates.cert("x", held);
        Path key = certificates.key("x", held);
        Path der = Files.write(folder.resolve("x.der"), held.certificate().getEncoded());
        assertTrue(failure(der, key).contains("is DER, not PEM | openssl x509 -inform der"), failure(der, key));
        assertTrue(failure(certificates.write("x.txt", "hello"), key).contains("is not PEM"));
        assertTrue(failure(key, key).contains("has no certificate"));
        assertTrue(failure(cert, cert).contains("has no private key, only CERTIFICATE"));
        assertTrue(failure(certificates.write("cut.pem", held.certificatePem().substring(0, 200)), key)
                .contains("is cut off"));
        assertTrue(failure(certificates.write("b.pem", held.certificatePem().replace("M", "?")), key)
                .contains("is not base64"));
        assertTrue(failure(certificates.write("d.pem", TestCertificates.pem("CERTIFICATE", new byte[] {48, 1, 2})),
                key).contains("has a certificate that is damaged"));
        for (String label : List.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY", "DSA PRIVATE KEY")) {
            byte[] odd = {48, (byte) 0x83, 1, 2, 3, 4};
            Path bad = certificates.write("bad.key", TestCertificates.pem(label, odd));
            assertTrue(failure(cert, bad).contains("has a " + label + " of a kind that Java cannot read"));
        }
        assertTrue(failure(folder.resolve("none.pem"), key).contains("does not exist"));
    }

    @Test
    void aKeyOfAnotherPairIsFoundOut() throws Exception {
        HeldCertificate one = certificates.issue("one");
        HeldCertificate two = certificates.issue("two");
        String what = failure(certificates.cert("one", one), certificates.key("two", two));
        assertTrue(what.contains("two.key does not belong to the certificate") && what.contains("CN=one"), what);
        HeldCertificate rsa = certificates.builder("rsa").rsa2048().build();
        assertTrue(failure(certificates.cert("one", one), certificates.key("rsa", rsa)).contains("does not belong"));
    }

    @Test
    void aCertificateOutOfItsTimeIsNamedWithTheDate() throws Exception {
        HeldCertificate old = certificates.issue("old", Duration.ofDays(-9), Duration.ofDays(-2));
        String what = failure(certificates.cert("old", old), certificates.key("old", old));
        assertTrue(what.contains("(CN=old) expired at " + old.certificate().getNotAfter().toInstant()), what);
        HeldCertificate early = certificates.issue("early", Duration.ofDays(2), Duration.ofDays(9));
        what = failure(certificates.cert("early", early), certificates.key("early", early));
        assertTrue(what.contains("is not valid before"), what);
    }

    @Test
    void aKeyThatEverybodyReadsIsWarnedOf() throws Exception {
        HeldCertificate held = certificates.issue("x");
        Path key = certificates.key("x", held);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        identity(certificates.cert("x", held), key);
        assertEquals(List.of("the private key: every user of this machine can read " + key + "; chmod 600 " + key),
                news);
    }

    @Test
    void aPairThatIsHalfReplacedIsNotUsedYet() throws Exception {
        HeldCertificate old = certificates.issue("old");
        HeldCertificate fresh = certificates.issue("fresh");
        LiveFiles<TlsIdentity> live = new TlsFiles(null, certificates.cert("x", old), certificates.key("x", old),
                false).identity();
        assertEquals(old.certificate(), live.now(news::add).chain().getFirst());
        certificates.cert("x", fresh);
        assertEquals(old.certificate(), live.now(news::add).chain().getFirst());
        assertTrue(news.getLast().endsWith("what was read before is used on"), news.toString());
        certificates.key("x", fresh);
        assertEquals(fresh.certificate(), live.now(news::add).chain().getFirst());
        assertEquals("the certificate: good again", news.getLast());
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        Path x = Path.of("x");
        assertThrows(StreamException.Usage.class, () -> new TlsFiles(null, null, x, false).validated());
        assertThrows(StreamException.Usage.class, () -> new TlsFiles(x, null, null, true).validated());
    }
}
