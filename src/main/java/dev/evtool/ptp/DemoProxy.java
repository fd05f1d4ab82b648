package dev.evtool.ptp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;

/// A [CloudEventProxy] that tells what happens in the [DemoWorld], as it happens.
public final class DemoProxy implements AutoCloseable {

    /// Like real service names, it does not resolve where consumers run: `UriLocation` is not to be followed.
    private static final String TRANSPORT_HOST = "ptp-event-publisher-service-" + DemoWorld.GRANDMASTER
            + ".openshift-ptp.svc.cluster.local";

    private final CloudEventProxy proxy;
    private final Thread world;

    private DemoProxy(CloudEventProxy proxy, Thread world) {
        this.proxy = proxy;
        this.world = world;
    }

    /// Starts a v2 proxy, and the world with it.
    ///
    /// @throws IOException if it cannot listen there
    public static DemoProxy start(InetSocketAddress bind, long seed, double speed) throws IOException {
        return start(bind, seed, speed, PtpApi.V2, PtpSpelling.NEW);
    }

    /// Starts the proxy, and the world with it.
    ///
    /// @param bind where to listen; port 0 takes a free one
    /// @param speed how much faster than in real clocks things happen
    /// @throws IOException if it cannot listen there
    public static DemoProxy start(InetSocketAddress bind, long seed, double speed, PtpApi api, PtpSpelling spelling)
            throws IOException {
        if (!(speed > 0 && speed <= 1000)) {
            throw new IllegalArgumentException("speed " + speed);
        }
        CloudEventProxy proxy = CloudEventProxy.start(bind,
                ProxySettings.of(TRANSPORT_HOST, seed).speaking(api, spelling));
        DemoWorld.publishers(api, spelling).forEach(proxy::addPublisher);
        DemoWorld happenings = new DemoWorld(seed, spelling);
        DemoHappening first = happenings.next();
        while (first.at().isZero()) {
            proxy.know(first.resource(), first.node(), first.values());
            first = happenings.next();
        }
        DemoHappening next = first;
        Thread world = Thread.ofVirtual().name("demo-world").start(() -> tell(proxy, next, happenings, speed));
        return new DemoProxy(proxy, world);
    }

    private static void tell(CloudEventProxy proxy, DemoHappening first, DemoWorld happenings, double speed) {
        long began = System.nanoTime();
        try {
            for (DemoHappening next = first;; next = happenings.next()) {
                long due = began + Math.round(next.at().toNanos() / speed);
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                proxy.publish(next.resource(), next.node(), next.values());
            }
        } catch (InterruptedException closed) {
            // the only stop signal
            Thread.currentThread().interrupt();
        }
    }

    /// The address to reach it by, such as `http://127.0.0.1:41234`.
    public URI uri() {
        return proxy.uri();
    }

    /// Stops the world and the proxy at once.
    @Override
    public void close() {
        world.interrupt();
        proxy.close();
        try {
            world.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
