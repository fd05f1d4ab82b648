package dev.evtool.stream;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A certificate with its chain, and the private key that belongs to it.
///
/// @param chain our certificate first
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

    /// Out of the file of the certificate, and that of the key if there is one.
    ///
    /// @throws StreamException.Unreadable if they cannot be used now
    static TlsIdentity read(List<SmallFile> files, List<byte[]> contents) throws StreamException.Unreadable {
        SmallFile certFile = files.getFirst();
        SmallFile keyFile = files.getLast();
        List<X509Certificate> chain = Certificates.of(certFile, Pem.blocks(certFile, contents.getFirst()));
        PrivateKey key = PrivateKeys.first(keyFile, Pem.blocks(keyFile, contents.getLast()));
        X509Certificate own = chain.getFirst();
        if (!belongsTo(own, key)) {
            throw new StreamException.Unreadable(new Problem(
                    "the private key " + keyFile.path() + " does not belong to the certificate " + certFile.path()
                            + " (" + Certificates.subject(own) + ")",
                    "one of the two files is of another pair, or the first certificate of the file is not our own",
                    "compare: openssl pkey -pubout -in " + keyFile.path() + "; openssl x509 -pubkey -noout -in "
                            + certFile.path()),
                    null);
        }
        Optional<String> outOfDate = Certificates.outOfDate(own, Instant.now());
        if (outOfDate.isPresent()) {
            throw Pem.bad(certFile, "(" + Certificates.subject(own) + ") " + outOfDate.get(),
                    "have it issued anew, or check the clock of this machine");
        }
        return new TlsIdentity(chain, key);
    }

    /// Whether what the key signs is what the certificate verifies.
    private static boolean belongsTo(X509Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32,
                        PSSParameterSpec.TRAILER_FIELD_BC));
            }
            signature.initSign(key);
            byte[] sample = certificate.getSerialNumber().toByteArray();
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException anotherAlgorithm) {
            return false;
        }
    }

    /// Without the key.
    @Override
    public String toString() {
        return Certificates.subject(chain.getFirst());
    }
}
