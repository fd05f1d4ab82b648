package dev.evtool.container;

import io.grpc.Metadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// Who we are to an iSulad that is reached by TLS: its authorisation goes by the common name of our certificate, which
/// its own client tells it besides (`container-events.md`, 1.1).
final class IsuladUser {

    private static final Pattern CERTIFICATE = Pattern
            .compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=((?:\\\\.|[^,+\\\\\"])*)");

    private IsuladUser() {}

    static Metadata headers(EngineSettings settings) {
        Metadata headers = new Metadata();
        if (settings.address() instanceof EngineAddress.Tcp tcp && tcp.tls()) {
            put(headers, "username", commonName(settings.connecting().security().tls().cert()));
            put(headers, "tls_mode", "1");
        }
        return headers;
    }

    private static void put(Metadata headers, String name, String value) {
        headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    /// The common name of a certificate; empty where there is none. That its file is good has been checked by TLS.
    private static String commonName(@Nullable Path file) {
        if (file == null) {
            return "";
        }
        try {
            Matcher pem = CERTIFICATE.matcher(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            if (pem.find() && CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(
                    pem.group().getBytes(java.nio.charset.StandardCharsets.US_ASCII))) instanceof X509Certificate own) {
                Matcher name = COMMON_NAME.matcher(own.getSubjectX500Principal().getName(X500Principal.RFC2253));
                return name.find() ? name.group(1).replaceAll("\\\\(.)", "$1") : "";
            }
            return "";
        } catch (IOException | CertificateException replacedMeanwhile) {
            return "";
        }
    }
}
