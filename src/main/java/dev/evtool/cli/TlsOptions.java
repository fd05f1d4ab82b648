package dev.evtool.cli;

import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// TLS towards servers, for all sources of a command whose URI does not say otherwise.
@OptionGroup(value = "Security (evtool help security)", order = 35)
sealed class TlsOptions permits SecurityOptions {

    @Option(names = "--ca", paramLabel = "FILE", description = "Trust only the authorities in this PEM file, not those that Java trusts.")
    @Nullable
    Path ca;

    @Option(names = "--cert", paramLabel = "FILE", description = "Certificate to show to the server, in PEM with its chain.")
    @Nullable
    Path cert;

    @Option(names = "--key", paramLabel = "FILE", description = "Its private key in PEM, if it is not in the same file.")
    @Nullable
    Path key;

    @Option(names = "--insecure", description = "Check neither certificate nor host name.")
    boolean insecure;

    /// The files that these options name.
    ///
    /// @throws StreamException.Usage if they make no sense together
    TlsFiles tls() throws StreamException.Usage {
        return new TlsFiles(ca, cert, key, insecure).validated();
    }
}
