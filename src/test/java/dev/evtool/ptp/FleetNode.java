package dev.evtool.ptp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One node of a [Fleet]: all that makes up a [CloudEventProxy] of API v2 but its HTTP server. It can die and come back,
/// and knows its subscriptions then, as real proxies do.
final class FleetNode implements AutoCloseable {

    /// What a node publishes: five, as many as upstream's sample consumer asks for.
    static final List<PtpResource> RESOURCES = List.of(PtpResource.SYNC_STATE, PtpResource.LOCK_STATE,
            PtpResource.OS_CLOCK, PtpResource.CLOCK_CLASS, PtpResource.GNSS);

    private final String name;
    private final InetSocketAddress bind;
    private final ProxyDialect dialect;
    private final ProxyCurrentState currentState;
    private final ProxyRoutes routes;
    private final LongAdder requests;
    private final LongAdder accepted;
    private @Nullable FleetServer server;

    /// @param requests counts requests, `accepted` connections
    FleetNode(String name, InetSocketAddress bind, LongAdder requests, LongAdder accepted) {
        this.name = name;
        this.bind = bind;
        this.requests = requests;
        this.accepted = accepted;
        ProxySettings settings = ProxySettings.of("localhost", name.hashCode());
        Random random = new Random(settings.seed());
        ProxyPublishers publishers = new ProxyPublishers(settings.state());
        this.currentState = new ProxyCurrentState(random, settings.spelling());
        for (PtpResource resource : RESOURCES) {
            String address = resource.address(name);
            publishers.add(address, uri() + PtpApi.V2.basePath() + "dummy"); // its own "localhost"
            currentState.addNode(address);
            currentState.learn(address, message(resource, 0, true));
        }
        this.dialect = ProxyDialect.of(new ProxyDialect.Parts(settings, bind.getPort(), publishers, currentState,
                new ProxyPost(), random));
        this.routes = new ProxyRoutes(dialect.basePath(), dialect.routes());
    }

    synchronized void start() throws IOException {
        if (server == null) {
            server = new FleetServer(bind, call -> {
                requests.increment();
                return routes.answer(call);
            }, accepted);
        }
    }

    /// Refuses connections from now on.
    synchronized void die() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    String uri() {
        return "http://" + bind.getAddress().getHostAddress() + ":" + bind.getPort();
    }

    List<ProxySubscription> subscriptions() {
        return dialect.subscriptions();
    }

    ProxyCounts counts() {
        return dialect.delivery().counts();
    }

    /// Tells of one change, with a number that tells it from others.
    void tell(PtpResource resource, long number) throws InterruptedException {
        PtpMessage message = message(resource, number, number % 2 == 0);
        currentState.learn(resource.address(name), message);
        dialect.delivery().send(resource.address(name), ProxyWireV2.stamped(message));
    }

    private PtpMessage message(PtpResource resource, long number, boolean good) {
        String thing = "/cluster/node/" + name + "/" + (resource == PtpResource.SYNC_STATE
                ? "sync/sync-status/sync-state" : resource == PtpResource.OS_CLOCK ? "CLOCK_REALTIME"
                : "ens1fx/master");
        PtpValue metric = PtpValue.metric(thing, Long.toString(number));
        List<PtpValue> values = switch (resource) {
            case SYNC_STATE -> List.of(PtpValue.state(thing, good ? "LOCKED" : "FREERUN"));
            case CLOCK_CLASS -> List.of(PtpValue.metric(thing, good ? "6" : "248"));
            case GNSS -> List.of(PtpValue.state(thing, good ? "SYNCHRONIZED" : "FAILURE-NOFIX"), metric,
                    PtpValue.metric(thing + "/gpsFix", good ? "3" : "0"));
            case LOCK_STATE, OS_CLOCK, SYNCE, SYNCE_QUALITY ->
                List.of(PtpValue.state(thing, good ? "LOCKED" : "HOLDOVER"), metric);
        };
        return new PtpMessage(null, resource.path(), resource.type(), null, PtpSpelling.NEW.data(values), values,
                List.of());
    }

    @Override
    public void close() {
        die();
        dialect.delivery().close();
    }
}
