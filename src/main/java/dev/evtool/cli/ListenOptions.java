package dev.evtool.cli;

import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// TLS on the receiver that proxies post their events to.
@OptionGroup(value = "How events come here", order = 15)
final class ListenOptions {

    @Option(names = "--listen-cert", paramLabel = "FILE", description = "Receive events over TLS, with this certificate and its chain in PEM.")
    @Nullable
    Path cert;

    @Option(names = "--listen-key", paramLabel = "FILE", description = "Its private key in PEM, if it is not in the same file.")
    @Nullable
    Path key;

    @Option(names = "--listen-ca", paramLabel = "FILE", description = "Let in only senders that show a certificate of these authorities.")
    @Nullable
    Path ca;

    /// What the receiver shows and checks; nothing without a certificate.
    ///
    /// @throws StreamException.Usage if they make no sense together
    TlsFiles tls() throws StreamException.Usage {
        return new TlsFiles(ca, cert, key, false).validatedForServer();
    }
}
