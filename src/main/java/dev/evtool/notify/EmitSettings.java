package dev.evtool.notify;

import java.time.Duration;

/// How to publish.
///
/// @param missing what to do if there is no such exchange
/// @param enveloped whether messages get an envelope 2.0, as with the driver `messagingv2`
/// @param compressed whether bodies are compressed, as with `kombu_compression=gzip`
/// @param patience how long to wait for a broker that confirms nothing
public record EmitSettings(BrokerSettings broker, String exchange, MissingExchange missing, boolean enveloped,
        boolean compressed, Duration patience) {

    /// What to do about an exchange that nobody has made.
    public enum MissingExchange {
        /// Nothing: its flags are for its service to choose.
        FAIL,
        /// Make it as services do that have no setting for it.
        TRANSIENT,
        /// Make it as services do with `amqp_durable_queues` or `rabbit_quorum_queue`.
        DURABLE
    }
}
