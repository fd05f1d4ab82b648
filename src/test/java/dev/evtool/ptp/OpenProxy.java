package dev.evtool.ptp;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/// A proxy for tests of other packages: it takes subscriptions and tells where their events shall go.
public final class OpenProxy implements AutoCloseable {

    private final CloudEventProxy proxy;
    private final Set<String> known = new HashSet<>();

    public OpenProxy() throws IOException {
        proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK, ProxySettings.of("localhost", 1));
        proxy.addPublisher(PtpResource.LOCK_STATE.address("n"));
    }

    /// As a SOURCE.
    public String uri() {
        return "ptp://127.0.0.1:" + proxy.uri().getPort();
    }

    /// Where the events of the subscription go that came since the last call.
    public URI newEndpoint() {
        return proxy.subscriptions().stream().map(ProxySubscription::endpoint).filter(known::add).map(URI::create)
                .findFirst().orElseThrow();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
