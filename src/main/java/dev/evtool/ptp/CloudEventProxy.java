package dev.evtool.ptp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;

/// An embedded cloud-event-proxy: to consumers like the real one, down to its quirks, in the API of its settings
/// (`ptp.md`, sections 2 to 5, 7, 8 and 10). What it tells is given to it: [#publish] for events, [#know] for states that
/// nobody shall be told of.
///
/// It listens on a free or given port until it is closed, and may be used by many threads.
public final class CloudEventProxy implements AutoCloseable {

    private final ProxySettings settings;
    private final ProxyHttp http;
    private final ProxyPublishers publishers;
    private final ProxyCurrentState currentState;
    private final ProxyDialect dialect;

    private CloudEventProxy(InetSocketAddress bind, ProxySettings settings) throws IOException {
        Random random = new Random(settings.seed());
        this.settings = settings;
        this.http = new ProxyHttp(bind);
        this.publishers = new ProxyPublishers(settings.state());
        this.currentState = new ProxyCurrentState(random, settings.spelling());
        publishers.all().forEach(p -> currentState.addNode(p.address()));
        this.dialect = ProxyDialect.of(new ProxyDialect.Parts(settings, http.address().getPort(), publishers,
                currentState, new ProxyPost(), random));
        http.start(new ProxyRoutes(dialect.basePath(), dialect.routes())::answer);
    }

    /// Starts a proxy.
    ///
    /// @param bind where to listen; port 0 takes a free one
    /// @throws IOException if that is not possible
    public static CloudEventProxy start(InetSocketAddress bind, ProxySettings settings) throws IOException {
        return new CloudEventProxy(bind, settings);
    }

    /// The address to reach it by, such as `http://127.0.0.1:9043`.
    public URI uri() {
        InetAddress address = http.address().getAddress();
        String host = address.isAnyLocalAddress() ? "127.0.0.1"
                : address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return URI.create("http://" + host + ":" + http.address().getPort());
    }

    /// The base of its API, with the slash at its end.
    public URI baseUri() {
        return uri().resolve(dialect.basePath());
    }

    /// Lists a resource among the publishers.
    ///
    /// @param address such as `/cluster/node/worker-7/sync/ptp-status/lock-state`
    public void addPublisher(String address) {
        String dummy = "http://localhost:" + http.address().getPort() + PtpApi.V2.basePath() + "dummy";
        if (publishers.add(address, dummy).isEmpty()) {
            throw new IllegalStateException("more than " + ProxyPublishers.MOST + " publishers");
        }
        currentState.addNode(address);
    }

    /// Takes note of a state without telling subscribers: it is what the next of them, and pulls, will see.
    public void know(PtpResource resource, String node, List<PtpValue> values) {
        know(resource.address(node, settings.api()), message(resource, values));
    }

    void know(String address, PtpMessage message) {
        currentState.learn(address, message);
    }

    /// Tells the subscribers of a resource of a change, now.
    ///
    /// @return false if the event was dropped because subscribers were too slow (section 3.3, internal queue)
    /// @throws InterruptedException if the thread was told to stop while the queue was full
    public boolean publish(PtpResource resource, String node, List<PtpValue> values) throws InterruptedException {
        return publish(resource.address(node, settings.api()), message(resource, values));
    }

    /// Tells the subscribers of exactly this address of a message; it gets an id and a time if it has none.
    boolean publish(String address, PtpMessage message) throws InterruptedException {
        know(address, message);
        return dialect.delivery().send(address, ProxyWireV2.stamped(message));
    }

    private PtpMessage message(PtpResource resource, List<PtpValue> values) {
        return new PtpMessage(null, resource.path(settings.api()), resource.type(), null,
                settings.spelling().data(values), values, List.of());
    }

    /// Who is subscribed to what at this moment.
    List<ProxySubscription> subscriptions() {
        return dialect.subscriptions();
    }

    /// What became of the events so far.
    public ProxyCounts counts() {
        return dialect.delivery().counts();
    }

    /// Stops at once: connections are closed, what is queued is lost, subscriptions stay in the [ProxyState].
    @Override
    public void close() {
        http.close();
        dialect.delivery().close();
    }
}
