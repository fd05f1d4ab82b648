package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Source;
import dev.evtool.stream.SourceContractTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

class PtpSourceContractTest extends SourceContractTest {

    private static final String NODE = "worker-1";

    /// Our own proxy, which the recordings of the real one hold to its ways.
    static final class ProxyPeer implements Peer {

        private CloudEventProxy proxy;
        private final int port;

        ProxyPeer() throws IOException {
            proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK, ProxySettings.of("localhost", 1));
            port = proxy.uri().getPort();
            publish();
        }

        private void publish() {
            proxy.addPublisher(PtpResource.LOCK_STATE.address(NODE));
            proxy.know(PtpResource.LOCK_STATE, NODE, values(0));
        }

        private static List<PtpValue> values(int number) {
            String address = "/cluster/node/" + NODE + "/ens1fx/master";
            return List.of(PtpValue.state(address, "LOCKED"), PtpValue.metric(address, String.valueOf(number)));
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + port);
        }

        CloudEventProxy proxy() {
            return proxy;
        }

        @Override
        public void emit(int number) throws InterruptedException {
            proxy.publish(PtpResource.LOCK_STATE, NODE, values(number));
        }

        @Override
        public void emitMalformed() throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (ProxySubscription s : proxy.subscriptions()) {
                    client.send(HttpRequest.newBuilder(URI.create(s.endpoint()))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"no\":\"event\"")).build(),
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
            proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    ProxySettings.of("localhost", 1));
            publish();
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

    @Override
    protected Peer startPeer() throws IOException {
        return new ProxyPeer();
    }

    @Override
    protected Source source(Peer peer) throws Exception {
        PtpSettings settings = PtpSettings.of(PtpSettings.proxy(((ProxyPeer) peer).uri().toString(), null),
                Connecting.DEFAULT);
        return new PtpSource("ptp://test", settings, new PtpReceiver(PtpSourceType.LOOPBACK), new PtpSource.Intervals(
                Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(100)));
    }

    @Override
    protected int number(Event event) {
        return event.facts().rows().getFirst().get("offset") instanceof Long offset ? offset.intValue() : -1;
    }

    @Override
    protected String threadName() {
        return "HTTP-Dispatcher";
    }
}
