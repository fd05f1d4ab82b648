package dev.evtool.stream;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/// A certificate that was not trusted, with what the peer has shown: Java's own exception does not say whose it was.
final class UntrustedPeer extends CertificateException {

    private static final long serialVersionUID = 1L;

    private final transient List<X509Certificate> chain;

    UntrustedPeer(X509Certificate[] chain, CertificateException cause) {
        super(cause.getMessage(), cause);
        this.chain = List.of(chain);
    }

    /// The peer's own certificate first.
    List<X509Certificate> chain() {
        return chain;
    }
}
