package dev.evtool.notify;

import dev.evtool.stream.Secret;

/// As whom to log in at a broker. Its text does not have the password.
sealed interface BrokerLogin {

    /// By name and password.
    record Password(String user, Secret password) implements BrokerLogin {}

    /// By the certificate that TLS shows (SASL EXTERNAL).
    record Certificate() implements BrokerLogin {}
}
