package dev.evtool.container;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFailure;
import dev.evtool.stream.TlsFiles;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// TLS to an engine, and why it failed over HTTP.
final class EngineTls {

    private final EngineAddress.Tcp address;
    private final TlsFiles files;
    private final Tls tls;
    private volatile @Nullable X509Certificate misnamed;

    private EngineTls(EngineAddress.Tcp address, TlsFiles files, Tls tls) {
        this.address = address;
        this.files = files;
        this.tls = tls;
    }

    /// For an address with TLS; `null` for any other.
    ///
    /// @param news is told what a person should know; it must not wait
    /// @throws StreamException if a file cannot be used, or must not be used here
    static @Nullable EngineTls of(EngineSettings settings, Consumer<String> news) throws StreamException {
        if (!(settings.address() instanceof EngineAddress.Tcp tcp)) {
            return null;
        }
        TlsFiles files = settings.connecting().security().tls();
        if (!tcp.tls()) {
            if (files.ca() != null || files.cert() != null) {
                throw new StreamException.Usage(
                        new Problem("certificates for " + settings.uri() + ", which is not spoken to by TLS",
                                "its address asks for plain TCP", "ask for TLS, or leave out the certificates"));
            }
            return null;
        }
        if (files.insecure()) {
            news.accept("TLS to " + settings.uri() + " is not verified (insecure): anybody could answer there");
        }
        return new EngineTls(tcp, files, Tls.client(files, news));
    }

    Tls tls() {
        return tls;
    }

    /// Makes a client use it.
    OkHttpClient.Builder on(OkHttpClient.Builder client) {
        client.sslSocketFactory(tls.context().getSocketFactory(), tls.trust());
        HostnameVerifier usual = client.build().hostnameVerifier();
        return client.hostnameVerifier(files.insecure() ? (host, session) -> true
                : (host, session) -> usual.verify(host, session) || isMisnamed(session));
    }

    private boolean isMisnamed(SSLSession session) {
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate shown) {
                misnamed = shown;
            }
        } catch (SSLPeerUnverifiedException nothingShown) {
            // then there are no names to tell
        }
        return false;
    }

    /// Why a call failed, if it did so for reasons of TLS.
    ///
    /// @param name what messages call the engine
    @Nullable
    Problem explain(IOException e, String name) {
        if (!TlsFailure.isLikely(e)) {
            return null;
        }
        if (String.valueOf(e.getMessage()).contains("Unsupported or unrecognized SSL message")) {
            return new Problem(name + " does not speak TLS", "it speaks plain HTTP on this port",
                    "ask for no TLS, or use the port that has TLS (Docker's usual one is 2376)");
        }
        TlsFailure.Server server = new TlsFailure.Server(name, address.host(), address.port(), files);
        X509Certificate shown = misnamed;
        return e instanceof SSLPeerUnverifiedException && shown != null ? TlsFailure.otherName(shown, server)
                : TlsFailure.explain(e, server);
    }
}
