package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.SourceContractTest.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Our own proxy as the peer of a source: the recordings of real ones hold it to their ways.
final class EmbeddedPeer implements Peer {

    static final String NODE = "worker-1";
    static final PtpSource.Intervals QUICK = new PtpSource.Intervals(Duration.ofMillis(100), Duration.ofMillis(300),
            Duration.ofMillis(100));

    private final PtpApi api;
    private final PtpSpelling spelling;
    private final int port;
    private CloudEventProxy proxy;

    EmbeddedPeer(PtpApi api, PtpSpelling spelling) throws IOException {
        this.api = api;
        this.spelling = spelling;
        this.proxy = start(0, api, spelling);
        this.port = proxy.uri().getPort();
    }

    /// Of the latest release.
    static EmbeddedPeer v2() throws IOException {
        return new EmbeddedPeer(PtpApi.V2, PtpSpelling.NEW);
    }

    private static CloudEventProxy start(int port, PtpApi api, PtpSpelling spelling) throws IOException {
        CloudEventProxy proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                ProxySettings.of("localhost", 1).speaking(api, spelling));
        proxy.addPublisher(PtpResource.LOCK_STATE.address(NODE, api));
        proxy.know(PtpResource.LOCK_STATE, NODE, lock("LOCKED", 0));
        return proxy;
    }

    static List<PtpValue> lock(String state, int offset) {
        String address = "/cluster/node/" + NODE + "/ens1fx/master";
        return List.of(PtpValue.state(address, state), PtpValue.metric(address, String.valueOf(offset)));
    }

    CloudEventProxy proxy() {
        return proxy;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// What to watch, as a user of this API would say it.
    ///
    /// @param poll `null` to be told
    PtpSettings settings(@Nullable Duration poll) throws Exception {
        return new PtpSettings(PtpSettings.proxy(uri().toString(), null), api == PtpApi.V2 ? List.of() : List.of(NODE),
                List.of(PtpResource.LOCK_STATE.path()), null, poll, null, Connecting.DEFAULT);
    }

    /// Comes back as another release.
    void restartAs(PtpApi other) throws IOException {
        proxy = start(port, other, spelling);
    }

    static int number(Event event) {
        return event.facts().rows().getFirst().get("offset") instanceof Long offset ? offset.intValue() : -1;
    }

    @Override
    public void emit(int number) throws InterruptedException {
        proxy.publish(PtpResource.LOCK_STATE, NODE, lock("LOCKED", number));
    }

    @Override
    public void emitMalformed() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (ProxySubscription s : proxy.subscriptions()) {
                HttpRequest.Builder post = api == PtpApi.V1_TRANSPORT
                        ? HttpRequest.newBuilder(URI.create(s.endpoint() + "/event")).header("ce-specversion", "0.3")
                                .header("ce-type", PtpResource.LOCK_STATE.type())
                        : HttpRequest.newBuilder(URI.create(s.endpoint()));
                client.send(post.POST(HttpRequest.BodyPublishers.ofString("{\"no\":\"event\"")).build(),
                        BodyHandlers.discarding());
            }
        }
    }

    @Override
    public void kill() {
        proxy.close();
    }

    @Override
    public void restart() throws IOException {
        proxy = start(port, api, spelling);
    }

    @Override
    public int held() {
        return proxy.subscriptions().size();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
