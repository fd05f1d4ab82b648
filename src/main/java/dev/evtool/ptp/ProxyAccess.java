package dev.evtool.ptp;

import dev.evtool.stream.Problem;
import dev.evtool.stream.Secret;
import dev.evtool.stream.Security;
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
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// What we show to one proxy and check of it: TLS and the token (`ptp.md`, section 9). Certificates and tokens are read
/// again when their files change.
final class ProxyAccess {

    /// A token that cannot be had now.
    private static final class NoToken extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        NoToken(StreamException e) {
            super(e.problem().what(), e);
            this.problem = e.problem();
        }
    }

    private final HttpUrl base;
    private final TlsFiles files;
    private final @Nullable Tls tls;
    private final @Nullable BearerToken token;
    private volatile @Nullable X509Certificate misnamed;

    private ProxyAccess(HttpUrl base, TlsFiles files, @Nullable Tls tls, @Nullable BearerToken token) {
        this.base = base;
        this.files = files;
        this.tls = tls;
        this.token = token;
    }

    /// What the security says for one proxy.
    ///
    /// @param news is told what a person should know; it must not wait
    /// @throws StreamException if a file or a token cannot be used, or must not be used here
    static ProxyAccess of(HttpUrl base, Security security, Consumer<String> news) throws StreamException {
        TlsFiles files = security.tls();
        Secret secret = security.token();
        String host = base.host() + ":" + base.port();
        if (!base.isHttps() && (files.ca() != null || files.cert() != null)) {
            throw new StreamException.Usage(new Problem("certificates for " + host + ", which is not spoken to by TLS",
                    "its address begins with http:// or ptp://", "write https:// or ptps://"));
        }
        boolean open = !base.isHttps() && !isLoopback(base.host());
        if (secret != null && open && !files.insecure()) {
            throw new StreamException.Usage(new Problem(
                    "the token (" + secret.reference() + ") would go to " + host + " in plain text",
                    "its address begins with http:// or ptp://, and who reads along could use it",
                    "write https:// or ptps://, or --insecure if the way is safe otherwise"));
        }
        if (files.insecure() && (base.isHttps() || (secret != null && open))) {
            news.accept(base.isHttps() ? "TLS to " + host + " is not verified (insecure): anybody could answer there"
                    : "the token goes to " + host + " in plain text (insecure)");
        }
        BearerToken token = secret == null ? null : new BearerToken(secret, news);
        if (token != null) {
            token.now();
        }
        return new ProxyAccess(base, files, base.isHttps() ? Tls.client(files, news) : null, token);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("::1");
    }

    /// Makes a client use it.
    OkHttpClient.Builder on(OkHttpClient.Builder client) {
        if (tls != null) {
            client.sslSocketFactory(tls.context().getSocketFactory(), tls.trust());
            HostnameVerifier usual = client.build().hostnameVerifier();
            client.hostnameVerifier(files.insecure() ? (host, session) -> true
                    : (host, session) -> usual.verify(host, session) || isMisnamed(session));
        }
        return token == null ? client : client.addInterceptor(chain -> withToken(chain, token));
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

    private static Response withToken(Interceptor.Chain chain, BearerToken token) throws IOException {
        String value;
        try {
            value = token.now();
        } catch (StreamException e) {
            throw new NoToken(e);
        }
        return chain.proceed(chain.request().newBuilder().header("Authorization", "Bearer " + value).build());
    }

    /// Why a call failed, if it did so for reasons of security.
    ///
    /// @param name what messages call the proxy
    @Nullable
    Problem explain(IOException e, String name) {
        if (e instanceof NoToken no) {
            return no.problem;
        }
        if (tls == null || !TlsFailure.isLikely(e)) {
            return null;
        }
        TlsFailure.Server server = new TlsFailure.Server(name, base.host(), base.port(), files);
        X509Certificate shown = misnamed;
        return e instanceof SSLPeerUnverifiedException && shown != null ? TlsFailure.otherName(shown, server)
                : TlsFailure.explain(e, server);
    }

    /// What to say of an answer that lets us not in, or asks for TLS.
    ///
    /// @param challenge of the field WWW-Authenticate, empty if there is none
    @Nullable
    Problem refusal(ProxyCalls.Answer answer, String challenge, String name) {
        if (tls == null && answer.status() == 400 && answer.text().matches("(?is).*\\bhttps (server|port)\\b.*")) {
            return new Problem(name + " speaks TLS on this port", "its address begins with http:// or ptp://",
                    "write https:// or ptps://");
        }
        if (answer.status() != 401 && answer.status() != 403) {
            return null;
        }
        String said = ProxyBodies.reason(answer) + (challenge.isEmpty() ? "" : " (" + challenge + ")");
        said = said.length() > 300 ? said.substring(0, 300) + "…" : said;
        String what = name + " does not let us in (HTTP " + answer.status() + ")";
        if (token == null) {
            return new Problem(what + (said.isBlank() ? "" : ": " + said.strip()), "no token was sent"
                    + (tls != null && files.cert() == null ? ", and no client certificate shown" : ""),
                    "give --token file:PATH or --token env:NAME, or token= in the URI");
        }
        return new Problem(what + (said.isBlank() ? "" : ": " + token.masked(said).strip()), token.doubt(),
                "see whether it is the right token for this proxy, and still good");
    }
}
