package dev.evtool.ptp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a consumer can ask of a proxy, in the words of the version that it speaks.
sealed interface ProxyClient permits ProxyClientV2, ProxyClientV1, ProxyClientTransport {

    PtpApi api();

    /// Asks whether the proxy is there, and speaks this version.
    ///
    /// @return the answer, for its date
    ProxyCalls.Answer health() throws ProxyException, InterruptedException;

    /// What the proxy says that it publishes; empty where the version has no such list.
    List<ProxySubscription> publishers() throws ProxyException, InterruptedException;

    /// The subscriptions of all consumers; of this client alone where the version has no such list.
    List<ProxySubscription> subscriptions() throws ProxyException, InterruptedException;

    /// Asks for the events of a resource.
    ///
    /// @param endpoint where they shall be posted to
    Subscribed subscribe(String address, String endpoint) throws ProxyException, InterruptedException;

    /// Deletes one subscription.
    ///
    /// @return false if there was none of this id
    boolean delete(String id) throws ProxyException, InterruptedException;

    /// Asks for the present state of a resource.
    Pulled currentState(String address) throws ProxyException, InterruptedException;

    /// An endpoint that takes events and does nothing with them, for a subscription that is only there so that the proxy
    /// answers [#currentState].
    ///
    /// @param published what [#publishers] said
    String idleEndpoint(List<ProxySubscription> published);

    /// What became of a subscribe call.
    ///
    /// @param status of HTTP; 201 for success in every version
    /// @param made what the proxy has stored, which in v1 may be somebody else's; `null` where it does not say
    /// @param reason why it was refused, where the proxy says so
    record Subscribed(int status, @Nullable ProxySubscription made, String reason) {}

    /// What became of a pull.
    ///
    /// @param body of the event; empty unless the outcome is `STATE`
    /// @param reason what the proxy said otherwise
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Pulled(Outcome outcome, byte[] body, String reason) {

        enum Outcome {
            STATE,
            /// Nobody is subscribed to exactly this address; v2 says the same where it has no data (section 4).
            NO_SUBSCRIPTION,
            /// The proxy knows the resource and has no data of it yet.
            NO_DATA,
            /// Anything else.
            REFUSED
        }

        static final Pulled NO_PATH = none(Outcome.REFUSED, "no call can carry an address with . or .. in its path");

        static Pulled state(byte[] body) {
            return new Pulled(Outcome.STATE, body, "");
        }

        static Pulled none(Outcome outcome, String reason) {
            return new Pulled(outcome, new byte[0], reason);
        }
    }
}
