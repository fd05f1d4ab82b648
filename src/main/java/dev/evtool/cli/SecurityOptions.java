package dev.evtool.cli;

import dev.evtool.config.SecretReferences;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Secret;
import dev.evtool.stream.Secrets;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// TLS and tokens towards servers, for all sources of a command whose URI does not say otherwise.
@OptionGroup(value = "Security (evtool help security)", order = 35)
final class SecurityOptions extends TlsOptions {

    @Option(names = "--token", paramLabel = "REF", description = "Bearer token: file:PATH, read again when it changes, or env:NAME. Goes over plain HTTP only with --insecure, or to this machine.")
    @Nullable
    String token;

    private final Console console;

    SecurityOptions(Console console) {
        this.console = console;
    }

    /// How to connect with these options.
    ///
    /// @param plain the same without
    /// @param listening TLS of our receiver
    /// @throws StreamException.Usage if they make no sense together
    Connecting connecting(Connecting plain, TlsFiles listening) throws StreamException.Usage {
        Secrets secrets = new SecretReferences(console.environment());
        Secret secret = token == null ? null : secrets.refer("--token", token);
        return new Connecting(plain.timeout(), plain.retry(),
                new Security(tls(), secret, listening), secrets);
    }
}
