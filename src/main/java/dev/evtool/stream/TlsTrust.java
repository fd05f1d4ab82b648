package dev.evtool.stream;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Checks certificates of peers by the authorities that are on disk now, and keeps those that did not pass for the
/// message.
final class TlsTrust extends X509ExtendedTrustManager {

    /// A set of authorities.
    record Anchors(X509ExtendedTrustManager checks) {

        /// Those that Java trusts.
        static Anchors ofJava() {
            return of((KeyStore) null);
        }

        static Anchors of(List<X509Certificate> authorities) {
            try {
                KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                for (int i = 0; i < authorities.size(); i++) {
                    store.setCertificateEntry("ca-" + i, authorities.get(i));
                }
                return of(store);
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("a key store in memory", e);
            }
        }

        private static Anchors of(@Nullable KeyStore store) {
            try {
                TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
                factory.init(store);
                for (TrustManager manager : factory.getTrustManagers()) {
                    if (manager instanceof X509ExtendedTrustManager checks) {
                        return new Anchors(checks);
                    }
                }
                throw new IllegalStateException("no trust manager for X.509");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java without PKIX", e);
            }
        }
    }

    /// Where the check is.
    private interface Check {
        void run(X509ExtendedTrustManager checks) throws CertificateException;
    }

    /// What is asked for each handshake.
    private interface Present {
        Anchors now() throws StreamException.Unreadable;
    }

    private final Present anchors;

    private TlsTrust(Present anchors) {
        this.anchors = anchors;
    }

    static TlsTrust ofJava() {
        Anchors java = Anchors.ofJava();
        return new TlsTrust(() -> java);
    }

    static TlsTrust of(List<X509Certificate> authorities) {
        Anchors fixed = Anchors.of(authorities);
        return new TlsTrust(() -> fixed);
    }

    static TlsTrust of(LiveFiles<Anchors> files, Consumer<String> news) {
        return new TlsTrust(() -> files.now(news));
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run(present().checks());
        } catch (CertificateException e) {
            throw new UntrustedPeer(chain, e);
        }
    }

    private Anchors present() {
        try {
            return anchors.now();
        } catch (StreamException.Unreadable neverGood) {
            throw new IllegalStateException("not read before the first handshake", neverGood);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, checks -> checks.checkClientTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, checks -> checks.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, checks -> checks.checkClientTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, checks -> checks.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, checks -> checks.checkClientTrusted(chain, authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, checks -> checks.checkServerTrusted(chain, authType));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return present().checks().getAcceptedIssuers();
    }
}
