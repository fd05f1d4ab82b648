package dev.evtool.cli;

import dev.evtool.config.SecretReferences;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Secret;
import dev.evtool.stream.Secrets;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// TLS and tokens towards servers, for all sources of a command whose URI does not say otherwise.
@OptionGroup(value = "TLS and tokens (evtool help security)", order = 35)
final class SecurityOptions {

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust only the authorities in this PEM file, not those that Java trusts.")
    @Nullable
    Path ca;

    @Option(names = "--cert", paramLabel = "FILE", description = "Certificate to show to the server, in PEM with its chain.")
    @Nullable
    Path cert;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key in PEM, if it is not in the same file.")
    @Nullable
    Path key;

    @Option(names = "--token", paramLabel = "REF", description = "Bearer token: file:PATH, read again when it changes, or env:NAME.")
    @Nullable
    String token;

    @Option(names = "--insecure", description = "Check neither certificate nor host name; let a token go over plain HTTP.")
    boolean insecure;

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
                new Security(new TlsFiles(ca, cert, key, insecure).validated(), secret, listening), secrets);
    }
}
