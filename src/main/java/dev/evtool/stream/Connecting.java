package dev.evtool.stream;

import java.time.Duration;

/// How to make the first connection to a peer. Once connected, sources reconnect for ever.
///
/// @param timeout for one attempt
/// @param retry whether to try for ever, too, where the first attempt fails
/// @param security what is shown and checked
/// @param secrets where the secrets are looked up that a URI refers to
public record Connecting(Duration timeout, boolean retry, Security security, Secrets secrets) {

    public static final Connecting DEFAULT = new Connecting(Duration.ofSeconds(10), false);

    /// For peers that are asked for no secret.
    public Connecting(Duration timeout, boolean retry) {
        this(timeout, retry, Security.NONE, Secrets.NONE);
    }

    /// The same with another security.
    public Connecting with(Security other) {
        return new Connecting(timeout, retry, other, secrets);
    }
}
