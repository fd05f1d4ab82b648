package dev.evtool.ptp;

import java.util.List;
import java.util.Set;

/// Whom an API tells of events, and how.
interface ProxyAudience {

    /// Those who shall get the events of exactly this address, in any order.
    List<ProxySubscription> of(String address);

    /// What is posted to one of them.
    ///
    /// @param message with an id and a time
    ProxyPush push(ProxySubscription to, PtpMessage message);

    /// What counts against a client. A success ends the count, and what is neither leaves it as it is.
    Set<ProxyPost.Outcome> failures();

    /// Forgets a client that failed ten times in a row; nobody tells it.
    void dropClient(String endpoint);
}
