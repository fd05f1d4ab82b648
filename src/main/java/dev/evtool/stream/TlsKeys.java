package dev.evtool.stream;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Shows the certificate that is on disk now, whatever authorities the peer names: if it wants another one, it shall say
/// so, rather than that it was shown none.
final class TlsKeys extends X509ExtendedKeyManager {

    private final LiveFiles<TlsIdentity> files;
    private final Consumer<String> news;
    /// Handshakes under way ask by alias for what they chose before the files changed.
    private final Map<String, TlsIdentity> recent = new ConcurrentHashMap<>();
    private int generation;

    TlsKeys(LiveFiles<TlsIdentity> files, Consumer<String> news) {
        this.files = files;
        this.news = news;
    }

    private synchronized @Nullable String alias(String... keyTypes) {
        TlsIdentity present;
        try {
            present = files.now(news);
        } catch (StreamException.Unreadable neverGood) {
            throw new IllegalStateException("not read before the first handshake", neverGood);
        }
        if (!Arrays.asList(keyTypes).contains(present.key().getAlgorithm())) {
            return null;
        }
        if (!present.equals(recent.get(name(generation)))) {
            generation++;
            recent.put(name(generation), present);
            recent.remove(name(generation - 2));
        }
        return name(generation);
    }

    private static String name(int generation) {
        return "own-" + generation;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
            @Nullable Socket socket) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal @Nullable [] issuers,
            @Nullable SSLEngine engine) {
        return alias(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers,
            @Nullable Socket socket) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers,
            @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return getClientAliases(keyType, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        TlsIdentity identity = recent.get(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        TlsIdentity identity = recent.get(alias);
        return identity == null ? null : identity.key();
    }
}
