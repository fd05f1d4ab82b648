package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.StreamException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Node names: mistyped, missing where the proxy does not tell them, and learnt.
@Timeout(60)
class NodeNameTest {

    private static final String LOCK = PtpResource.LOCK_STATE.address("worker-7", PtpApi.V1);

    private static CloudEventProxy proxy(PtpApi api, int port) throws Exception {
        return CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                ProxySettings.of("localhost", 1).speaking(api, PtpSpelling.NEW));
    }

    @Test
    void aTypoIsToldWithTheLikelyName() throws Exception {
        try (CloudEventProxy proxy = proxy(PtpApi.V2, 0)) {
            proxy.addPublisher(PtpResource.LOCK_STATE.address("worker-7"));
            try (Watching watching = new Watching(
                    Watching.settings(proxy.uri(), List.of("wroker-7"), List.of("lock-state")))) {
                String text = watching.await(Notice.Kind.WARNING, "did you mean worker-7?").text();
                assertTrue(text.contains("not for wroker-7"), text);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V1", "V1_TRANSPORT"})
    void whereTheProxyDoesNotTellItsNodeItMustBeGiven(PtpApi api) throws Exception {
        try (CloudEventProxy proxy = proxy(api, 0)) {
            Watching watching = new Watching(Watching.settings(proxy.uri(), List.of(), List.of()));
            StreamException.Usage e = assertInstanceOf(StreamException.Usage.class, watching.ended());
            assertTrue(e.problem().next() != null && e.problem().next().contains("--node"), e.problem().toString());
            Watching asked = new Watching(new PtpStateSource(Watching.settings(proxy.uri(), List.of(), List.of())));
            assertInstanceOf(StreamException.Usage.class, asked.ended());
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    /// The other's subscription goes with the proxy's restart; the node stays known.
    @Test
    void itIsLearntFromOthersAndKept() throws Exception {
        CloudEventProxy proxy = proxy(PtpApi.V1, 0);
        int port = proxy.uri().getPort();
        try (TestConsumer other = new TestConsumer(); ProxyCaller caller = new ProxyCaller(proxy.uri())) {
            caller.send("POST", PtpApi.V1.basePath() + "subscriptions",
                    "{\"resource\":\"" + LOCK + "\",\"endpointUri\":\"" + other.url("/e") + "\"}");
            try (Watching watching = new Watching(
                    Watching.settings(proxy.uri(), List.of(), List.of("os-clock")))) {
                watching.await(Notice.Kind.SUBSCRIBED, "1 of 1");
                assertTrue(proxy.subscriptions().stream()
                        .anyMatch(s -> s.address().equals(PtpResource.OS_CLOCK.address("worker-7"))));
                proxy.close();
                watching.sink.await("word of the loss", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
                proxy = proxy(PtpApi.V1, port);
                watching.sink.await("a renewal", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 2);
            }
            assertEquals(List.of(), proxy.subscriptions());
        } finally {
            proxy.close();
        }
    }

    @Test
    void aNameThatIsNoHeaderTextReachesAPublisherAllTheSame() throws Exception {
        try (CloudEventProxy proxy = proxy(PtpApi.V1_TRANSPORT, 0)) {
            try (Watching watching = new Watching(
                    Watching.settings(proxy.uri(), List.of("wörker\n7"), List.of("lock-state")))) {
                watching.await(Notice.Kind.SUBSCRIBED, "1 of 1");
                assertEquals("/cluster/node/wörker\n7/sync/ptp-status/lock-state",
                        proxy.subscriptions().getFirst().address());
            }
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    @Test
    void aListWithoutEndIsCutAndSaid() {
        List<String> published = IntStream.range(0, 3000).mapToObj(i -> "/cluster/node/n" + i + "/sync/x").toList();
        WantedResources found = WantedResources.of(List.of(), List.of(), published, PtpApi.V2);
        assertEquals(500, found.addresses().size());
        assertTrue(found.warnings().getFirst().contains("of 3000 resources only 500"), found.warnings().toString());
        WantedResources other = WantedResources.of(List.of("m"), List.of("/sync/x"), published, PtpApi.V2);
        assertTrue(other.warnings().getFirst().length() < 400, other.warnings().toString());
    }
}
