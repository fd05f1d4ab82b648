package dev.evtool.stream;

import java.time.Duration;

/// How to make the first connection to a peer. Once connected, sources reconnect for ever.
///
/// @param timeout for one attempt
/// @param retry whether to try for ever, too, where the first attempt fails
/// @param security what is shown and checked
/// @param secrets where the secrets are looked up that a URI refers to
/// @param keepsSecrets whether secrets in messages, such as tokens of a request's context, are shown and recorded
public record Connecting(Duration timeout, boolean retry, Security security, Secrets secrets, boolean keepsSecrets) {

    public static final Connecting DEFAULT = new Connecting(Duration.ofSeconds(10), false);

    /// For peers that are asked for no secret.
    public Connecting(Duration timeout, boolean retry) {
        this(timeout, retry, Security.NONE, Secrets.NONE);
    }

    /// Without the secrets in messages.
    public Connecting(Duration timeout, boolean retry, Security security, Secrets secrets) {
        this(timeout, retry, security, secrets, false);
    }

    /// The same with another security.
    public Connecting with(Security other) {
        return new Connecting(timeout, retry, other, secrets, keepsSecrets);
    }

    /// The same, with the secrets in messages if they are kept.
    public Connecting keepingSecrets(boolean kept) {
        return new Connecting(timeout, retry, security, secrets, kept);
    }
}
