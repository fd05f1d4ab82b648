package dev.evtool.stream;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/// Why TLS failed, in words that lead to the remedy. Java's own say "PKIX path building failed" for most of it.
public final class TlsFailure {

    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");
    private static final int MOST_TEXT = 300;

    /// The server that was to be connected to.
    ///
    /// @param name as messages call it
    /// @param files what TLS was made of
    public record Server(String name, String host, int port, TlsFiles files) {

        private String look() {
            return "openssl s_client -connect " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port
                    + (host.matches(".*[A-Za-z].*") && !host.contains(":") ? " -servername " + host : "")
                    + " -showcerts </dev/null";
        }
    }

    private TlsFailure() {}

    /// Whether a failure on a connection with TLS is one of TLS, or may be.
    public static boolean isLikely(IOException e) {
        return e instanceof SSLException || isBrokenOff(e);
    }

    /// Whether the peer does not speak TLS at all.
    public static boolean isPlain(IOException e) {
        return isNotTls(message(e));
    }

    /// What a client may tell of a failed connection to a server: a failure of TLS, or a connection that broke. Servers
    /// that do not like a client often close before their alert can be read, in TLS 1.3 after the handshake is over.
    public static Problem explain(IOException e, Server server) {
        UntrustedPeer untrusted = find(e, UntrustedPeer.class);
        if (untrusted != null && !untrusted.chain().isEmpty()) {
            return untrusted(untrusted, server);
        }
        String message = message(e);
        if (find(e, SSLPeerUnverifiedException.class) != null) {
            return new Problem(server.name() + ": " + brief(message), "the certificate is for another name",
                    server.look());
        }
        Optional<String> alert = alert(e);
        if (alert.isPresent()) {
            return ofAlert(alert.get(), server);
        }
        if (isPlain(e)) {
            return new Problem(server.name() + " does not speak TLS", "it speaks plain HTTP on this port",
                    "use http:// or ptp://, or the port that has TLS");
        }
        if (message.contains("selected protocol version")) {
            return tooOld(server);
        }
        if (isBrokenOff(e)) {
            return new Problem(server.name() + " broke off the TLS connection",
                    server.files().cert() == null
                            ? "it wants a client certificate (--cert FILE --key FILE), or speaks no TLS"
                            : "it did not like our certificate " + server.files().cert() + ", or speaks no TLS",
                    server.look());
        }
        return new Problem(server.name() + ": TLS failed: " + brief(message), null, server.look());
    }

    /// The certificate of a server that is not for the name it was reached by.
    ///
    /// @param shown the server's certificate
    public static Problem otherName(X509Certificate shown, Server server) {
        List<String> hosts = Certificates.hosts(shown);
        return new Problem(
                server.name() + ": its certificate is not for " + server.host() + " but for "
                        + (hosts.isEmpty() ? "no host name at all (" + brief(Certificates.subject(shown)) + ")"
                                : brief(String.join(", ", hosts))),
                hosts.isEmpty() ? "a certificate without subjectAltName: the common name counts no more"
                        : "the address leads to another server, or a tunnel or proxy lies between",
                hosts.isEmpty() ? "have it issued anew with the name" : "connect by one of its names");
    }

    /// What a server may tell of a client whose handshake failed, as the end of a sentence about the client.
    public static String ofClient(IOException e) {
        UntrustedPeer untrusted = find(e, UntrustedPeer.class);
        if (untrusted != null && !untrusted.chain().isEmpty()) {
            return "showed a certificate that is not trusted: " + brief(whose(untrusted.chain().getFirst()))
                    + Certificates.outOfDate(untrusted.chain().getFirst(), Instant.now()).map(d -> ", " + d).orElse("");
        }
        String message = message(e);
        Optional<String> alert = alert(e);
        if (alert.isPresent()) {
            return "refused our certificate (alert " + alert.get() + ")";
        }
        if (isNotTls(message)) {
            return "spoke no TLS (the endpoint it was given must be https://)";
        }
        if (message.contains("Empty client certificate chain")) {
            return "showed no client certificate";
        }
        if (e instanceof SocketTimeoutException) {
            return "took too long for the TLS handshake";
        }
        if (message.equals("Unexpected exception")) {
            // Java cannot read an alert that a client of TLS 1.3 sends before it has keys
            return "broke off the TLS handshake, as who does not trust our certificate does";
        }
        return isBrokenOff(e) ? "broke off the TLS handshake" : "failed in TLS: " + brief(message);
    }

    private static Problem untrusted(UntrustedPeer untrusted, Server server) {
        for (X509Certificate certificate : untrusted.chain()) {
            Optional<String> outOfDate = Certificates.outOfDate(certificate, Instant.now());
            if (outOfDate.isPresent()) {
                return new Problem(
                        server.name() + ": its certificate " + brief(whose(certificate)) + " " + outOfDate.get(),
                        "nobody renewed it, or the clock of this machine is wrong", server.look());
            }
        }
        X509Certificate own = untrusted.chain().getFirst();
        if (isOtherName(message(untrusted))) {
            return otherName(own, server);
        }
        String what = server.name() + ": its certificate is not trusted: " + brief(whose(own));
        if (!message(untrusted).contains("unable to find valid certification path")) {
            return new Problem(what, brief(message(untrusted)), server.look());
        }
        String by = server.files().ca() == null ? "no authority that Java trusts" : "none of " + server.files().ca();
        X509Certificate last = untrusted.chain().getLast();
        return new Problem(what, Certificates.isSelfSigned(own) ? "it is signed by itself, and by " + by
                : "it is signed by " + by + "; the last of what the server sent names the issuer "
                        + brief(Certificates.issuer(last)),
                "give the certificate of its authority: --ca FILE or ?ca=FILE; see what it sends: " + server.look());
    }

    private static Problem ofAlert(String alert, Server server) {
        boolean shown = server.files().cert() != null;
        return switch (alert) {
            case "certificate_required", "bad_certificate", "unknown_ca", "certificate_unknown", "certificate_expired",
                    "certificate_revoked", "unsupported_certificate", "access_denied" ->
                shown ? new Problem(server.name() + " refused our certificate " + server.files().cert() + " (alert "
                        + alert + ")", "it was issued by an authority that the server does not trust, or was revoked",
                        "see who issued it: openssl x509 -noout -subject -issuer -dates -in " + server.files().cert())
                        : wantsCertificate(alert, server);
            case "handshake_failure" -> shown
                    ? new Problem(server.name() + " refused the TLS handshake (alert " + alert + ")",
                            "no cipher suite or kind of key in common", server.look())
                    : wantsCertificate(alert, server);
            case "protocol_version" -> tooOld(server);
            case "unrecognized_name" -> new Problem(server.name() + " knows no host " + server.host() + " (alert "
                    + alert + ")", "the address leads to a gateway that serves other names", server.look());
            default -> new Problem(server.name() + " ended TLS with the alert " + alert, null, server.look());
        };
    }

    private static Problem wantsCertificate(String alert, Server server) {
        return new Problem(server.name() + " refused the TLS handshake (alert " + alert + ")",
                "it wants a client certificate, and was shown none",
                "give --cert FILE --key FILE, or ?cert=FILE&key=FILE in the URI");
    }

    private static Problem tooOld(Server server) {
        return new Problem(server.name() + " speaks no TLS that evtool takes",
                "it is older than TLS 1.2, which is not safe any more", server.look());
    }

    /// Java checks names along with trust where its client asks it to.
    private static boolean isOtherName(String message) {
        return message.startsWith("No subject alternative") || message.startsWith("No name matching");
    }

    private static boolean isNotTls(String message) {
        return message.contains("Unsupported or unrecognized SSL message") || message.contains("plaintext connection");
    }

    private static boolean isBrokenOff(IOException e) {
        return find(e, EOFException.class) != null || find(e, SocketException.class) != null
                || message(e).contains("Remote host terminated the handshake");
    }

    private static Optional<String> alert(IOException e) {
        Matcher alert = ALERT.matcher(message(e));
        return alert.find() ? Optional.of(alert.group(1)) : Optional.empty();
    }

    private static String whose(X509Certificate certificate) {
        return "\"" + Certificates.subject(certificate) + "\", issued by \"" + Certificates.issuer(certificate) + "\"";
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /// A name in a certificate may be as long as the peer likes.
    private static String brief(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> kind) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
