package dev.evtool.ptp;

import java.util.List;
import java.util.Random;

/// One API of an embedded proxy: what it answers, and how it tells of events.
sealed interface ProxyDialect extends ProxyAudience permits ProxyApiV2, ProxyApiV1, ProxyTransportV1 {

    /// What all APIs work with.
    ///
    /// @param port where the proxy listens
    record Parts(ProxySettings settings, int port, ProxyPublishers publishers, ProxyCurrentState currentState,
            ProxyPost post, Random random) {

        /// The root of URLs that name the proxy's own machine.
        String localhost() {
            return "http://localhost:" + port;
        }
    }

    static ProxyDialect of(Parts parts) {
        return switch (parts.settings().api()) {
            case V2 -> new ProxyApiV2(parts);
            case V1 -> new ProxyApiV1(parts);
            case V1_TRANSPORT -> new ProxyTransportV1(parts);
        };
    }

    /// The path that is common to all of its routes, with the slash at its end.
    String basePath();

    List<ProxyRoutes.Route> routes();

    ProxyDelivery delivery();

    /// Who is subscribed to what at this moment.
    List<ProxySubscription> subscriptions();
}
