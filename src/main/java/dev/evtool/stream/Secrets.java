package dev.evtool.stream;

/// Where secrets are looked up that the command line or a URI refers to (design, section 4).
@FunctionalInterface
public interface Secrets {

    /// Knows of no place where secrets are kept.
    Secrets NONE = (option, reference) -> {
        throw new StreamException.Usage(Problem.of(option + " refers to a secret, but none can be looked up here"));
    };

    /// The secret of a reference: `env:NAME` or `file:PATH`. It is not read yet.
    ///
    /// @param option where the reference was given, for messages, such as `--token`
    /// @throws StreamException.Usage if the text is no reference; the message does not repeat it, for it may be a secret
    Secret refer(String option, String reference) throws StreamException.Usage;
}
