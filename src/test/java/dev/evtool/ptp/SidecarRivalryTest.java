package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.SourceContractTest.Running;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A v1 sidecar has one consumer per resource and says 201 to all others (ptp.md, section 7).
@Timeout(60)
class SidecarRivalryTest {

    private static final String LOCK = PtpResource.LOCK_STATE.address(EmbeddedPeer.NODE);

    private EmbeddedPeer peer;
    private TestConsumer rival;
    private String rivalId;
    private ProxyClientV1 other;

    @BeforeEach
    void start() throws Exception {
        peer = new EmbeddedPeer(PtpApi.V1, PtpSpelling.NEW);
        peer.proxy().addPublisher(PtpResource.CLOCK_CLASS.address(EmbeddedPeer.NODE, PtpApi.V1));
        rival = new TestConsumer();
        other = new ProxyClientV1(
                new ProxyCalls(PtpSettings.proxy(peer.uri().toString(), null), Connecting.DEFAULT, news -> {}));
        rivalId = other.subscribe(LOCK, rival.url("/event")).made().id();
    }

    @AfterEach
    void stop() {
        rival.close();
        peer.close();
    }

    private Running watch(CollectingSink sink) throws Exception {
        PtpSettings settings = new PtpSettings(PtpSettings.proxy(peer.uri().toString(), null), List.of(),
                List.of(PtpResource.LOCK_STATE.path(), PtpResource.CLOCK_CLASS.path()), null, null, null,
                Connecting.DEFAULT);
        return new Running(new PtpSource("ptp://test", settings, new PtpReceiver(PtpSourceType.LOOPBACK),
                EmbeddedPeer.QUICK), sink);
    }

    private static List<Object> states(CollectingSink sink) {
        return sink.events().stream().map(e -> e.facts().rows().getFirst().get("state")).filter(s -> s != null)
                .toList();
    }

    @Test
    void whatIsTakenIsAskedForAndTheRestIsTold() throws Exception {
        CollectingSink sink = new CollectingSink();
        try (Running _ = watch(sink)) {
            sink.await("word of the rival", s -> s.notices(Notice.Kind.WARNING).stream()
                    .anyMatch(n -> n.text().contains("belongs to " + rival.url("/event"))));
            sink.await("the first state", s -> states(s).equals(List.of("LOCKED")));
            peer.proxy().publish(PtpResource.LOCK_STATE, EmbeddedPeer.NODE, EmbeddedPeer.lock("HOLDOVER", -41));
            sink.await("the change, asked for", s -> states(s).equals(List.of("LOCKED", "HOLDOVER")));
            assertEquals(true, sink.events().getLast().extensions().get("pulled"));
            peer.proxy().publish(PtpResource.CLOCK_CLASS, EmbeddedPeer.NODE,
                    List.of(PtpValue.metric("/cluster/node/worker-1/ens1fx/master", "7")));
            sink.await("what is not taken, told", s -> s.events().stream().anyMatch(SidecarRivalryTest::isPushedClass));
            rival.await("/event", 2); // its validation and its event: nothing was taken from it
        }
        assertEquals(List.of(rivalId), other.subscriptions().stream().map(ProxySubscription::id).toList());
    }

    private static boolean isPushedClass(Event event) {
        return event.facts().rows().getFirst().containsKey("clock_class") && !event.extensions().containsKey("pulled");
    }

    @Test
    void whenTheOtherIsGoneItsPlaceIsTaken() throws Exception {
        CollectingSink sink = new CollectingSink();
        try (Running _ = watch(sink)) {
            sink.await("the first subscription", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 1);
            assertTrue(other.delete(rivalId));
            sink.await("the second", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 2);
            peer.emit(12);
            sink.await("its event", s -> s.events().stream()
                    .anyMatch(e -> EmbeddedPeer.number(e) == 12 && !e.extensions().containsKey("pulled")));
        }
        assertEquals(0, peer.held());
    }
}
