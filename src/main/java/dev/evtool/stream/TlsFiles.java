package dev.evtool.stream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What TLS shall be made of, all in PEM.
///
/// @param ca certificates of the authorities that are trusted, instead of those that Java trusts; for a server: of those
///        whose clients are let in
/// @param cert our certificate, and those between it and its authority
/// @param key our private key; in the file of the certificate if `null`
/// @param insecure whether neither the peer's certificate nor its name is checked
public record TlsFiles(@Nullable Path ca, @Nullable Path cert, @Nullable Path key, boolean insecure) {

    /// What Java trusts, and no certificate of our own.
    public static final TlsFiles NONE = new TlsFiles(null, null, null, false);

    /// The bundle of a whole operating system has a quarter of this.
    private static final int MOST_AUTHORITIES = 1 << 20;
    private static final int MOST = 256 << 10;

    /// These, if they make sense together.
    ///
    /// @throws StreamException.Usage if they do not
    public TlsFiles validated() throws StreamException.Usage {
        if (key != null && cert == null) {
            throw new StreamException.Usage(new Problem("a private key without its certificate", null,
                    "give the certificate, too"));
        }
        if (ca != null && insecure) {
            throw new StreamException.Usage(new Problem("authorities to trust, and no check whether to trust",
                    "insecure switches off the check that the CA file is for", "leave out one of them"));
        }
        return this;
    }

    /// These, if a server can be made of them.
    ///
    /// @throws StreamException.Usage if not
    public TlsFiles validatedForServer() throws StreamException.Usage {
        if (cert == null && (ca != null || key != null)) {
            throw new StreamException.Usage(new Problem("a receiver with TLS, but without a certificate",
                    "its certificate is what the sender checks", "give its certificate, too: --listen-cert FILE"));
        }
        return validated();
    }

    /// The certificates of the CA file; `null` if there is none.
    @Nullable
    LiveFiles<TlsTrust.Anchors> anchors() {
        if (ca == null) {
            return null;
        }
        SmallFile file = new SmallFile("the CA file", ca, MOST_AUTHORITIES, false);
        return new LiveFiles<>(List.of(file), contents -> TlsTrust.Anchors
                .of(Certificates.of(file, Pem.blocks(file, contents.getFirst()))));
    }

    /// Our certificate and key; `null` if there are none.
    @Nullable
    LiveFiles<TlsIdentity> identity() {
        if (cert == null) {
            return null;
        }
        List<SmallFile> files = new ArrayList<>();
        files.add(new SmallFile("the certificate", cert, MOST, key == null));
        if (key != null) {
            files.add(new SmallFile("the private key", key, MOST, true));
        }
        return new LiveFiles<>(files, contents -> TlsIdentity.read(files, contents));
    }
}
