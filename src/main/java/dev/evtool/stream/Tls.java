package dev.evtool.stream;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// TLS as the user's files say, for clients and servers: versions 1.2 and 1.3, certificates checked unless it is
/// insecure. Files that are replaced count from the next handshake on.
///
/// @param trust what checks the peer's certificate, as the context does
/// @param checksClients for a server: whether it lets in only clients that show a certificate of the CA file
public record Tls(SSLContext context, X509ExtendedTrustManager trust, boolean checksClients) {

    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /// As short as it gets; 0 would be for ever.
    private static final int RESUME_SECONDS = 1;

    /// For connections to servers. Whether the certificate is for the name of the server is for who connects to check.
    ///
    /// @param news is told, on threads of handshakes, what a person should know of the files; it must not wait
    /// @throws StreamException.Unreadable if a file cannot be used
    public static Tls client(TlsFiles files, Consumer<String> news) throws StreamException.Unreadable {
        LiveFiles<TlsTrust.Anchors> anchors = files.anchors();
        X509ExtendedTrustManager trust = files.insecure() ? new TrustAll()
                : anchors == null ? TlsTrust.ofJava() : trusting(anchors, news);
        return new Tls(context(keys(files, news), trust), trust, false);
    }

    /// For a server; its files name a certificate.
    ///
    /// @param news as in [#client]
    /// @throws StreamException.Unreadable if a file cannot be used
    public static Tls server(TlsFiles files, Consumer<String> news) throws StreamException.Unreadable {
        LiveFiles<TlsTrust.Anchors> anchors = files.anchors();
        X509ExtendedTrustManager trust = anchors == null ? TlsTrust.of(List.of()) : trusting(anchors, news);
        return new Tls(context(keys(files, news), trust), trust, anchors != null);
    }

    /// TLS on a connection that a client has made; the handshake is still to come.
    public SSLSocket accepted(Socket wire) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(wire, null, true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(PROTOCOLS.toArray(String[]::new));
        socket.setNeedClientAuth(checksClients);
        return socket;
    }

    private static TlsTrust trusting(LiveFiles<TlsTrust.Anchors> anchors, Consumer<String> news)
            throws StreamException.Unreadable {
        anchors.now(news);
        return TlsTrust.of(anchors, news);
    }

    private static @Nullable TlsKeys keys(TlsFiles files, Consumer<String> news) throws StreamException.Unreadable {
        LiveFiles<TlsIdentity> identity = files.identity();
        if (identity == null) {
            return null;
        }
        identity.now(news);
        return new TlsKeys(identity, news);
    }

    private static SSLContext context(@Nullable TlsKeys keys, X509ExtendedTrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys == null ? new KeyManager[0] : new KeyManager[] {keys}, new TrustManager[] {trust}, null);
            // who resumes a session shows no certificate: replaced files would not count
            context.getClientSessionContext().setSessionTimeout(RESUME_SECONDS);
            context.getServerSessionContext().setSessionTimeout(RESUME_SECONDS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java without TLS 1.3", e);
        }
    }
}
