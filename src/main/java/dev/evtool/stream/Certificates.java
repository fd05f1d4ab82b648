package dev.evtool.stream;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// X.509 certificates: out of PEM files, and in words for people.
final class Certificates {

    private static final int MOST_NAMES = 20;

    private Certificates() {}

    /// All certificates among the blocks of a file.
    ///
    /// @throws StreamException.Unreadable if there is none, or one is damaged
    static List<X509Certificate> of(SmallFile file, List<Pem> blocks) throws StreamException.Unreadable {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem block : blocks) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
                certificates.add(certificate(file, block.der()));
            }
        }
        if (certificates.isEmpty()) {
            throw Pem.bad(file, "has no certificate", "give the file of the certificate");
        }
        return certificates;
    }

    private static X509Certificate certificate(SmallFile file, byte[] der) throws StreamException.Unreadable {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw Pem.bad(file, "has a certificate that is damaged: " + e.getMessage(), "copy the file again");
        }
    }

    /// Whether a certificate is of no use at a time: expired, or not yet valid, with the date.
    static Optional<String> outOfDate(X509Certificate certificate, Instant now) {
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        return now.isAfter(end) ? Optional.of("expired at " + end)
                : now.isBefore(begin) ? Optional.of("is not valid before " + begin) : Optional.empty();
    }

    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    static String issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().getName();
    }

    static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /// The hosts that a certificate is for: names and addresses, none of the common name, which counts no more.
    static List<String> hosts(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of()
                    : names.stream().filter(n -> n.get(0) instanceof Integer kind && (kind == 2 || kind == 7))
                            .map(n -> String.valueOf(n.get(1))).limit(MOST_NAMES).toList();
        } catch (CertificateParsingException damaged) {
            // then it is for no host
            return List.of();
        }
    }
}
