package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The state of everything, asked for once, with nothing left behind.
@Timeout(60)
class PtpStateSourceTest {

    private final CollectingSink sink = new CollectingSink();

    private static Map<String, Object> row(Event event) {
        return event.facts().rows().getFirst();
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void aProxyWithoutSubscriptionsHasNoneAfterwards(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW)) {
            assertEquals(0, peer.held());
            new PtpStateSource(peer.settings(null)).run(Subscription.LIVE, sink);
            assertEquals(0, peer.held());
            assertEquals(1, sink.events().size());
            Event event = sink.events().getFirst();
            assertEquals("LOCKED", row(event).get("state"));
            assertEquals(true, event.extensions().get("pulled"));
            assertTrue(sink.notices(Notice.Kind.WARNING).isEmpty(), sink.items().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V2", "V1"})
    void theSubscriptionOfAnotherIsUsedAndLeftAlone(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW); TestConsumer other = new TestConsumer()) {
            ProxyClient client = new ProxyProbe(new ProxyCalls(PtpSettings.proxy(peer.uri().toString(), null),
                    Connecting.DEFAULT, news -> {})).find(null);
            client.subscribe(PtpResource.LOCK_STATE.address(EmbeddedPeer.NODE), other.url("/event"));
            List<ProxySubscription> before = client.subscriptions();
            new PtpStateSource(peer.settings(null)).run(Subscription.LIVE, sink);
            assertEquals(before, client.subscriptions());
            assertEquals(1, sink.events().size());
        }
    }

    @Test
    void whatIsNotKnownIsToldWithoutAState() throws Exception {
        try (EmbeddedPeer peer = EmbeddedPeer.v2()) {
            peer.proxy().addPublisher(PtpResource.GNSS.address(EmbeddedPeer.NODE));
            new PtpStateSource(PtpSettings.of(PtpSettings.proxy(peer.uri().toString(), null), Connecting.DEFAULT))
                    .run(Subscription.LIVE, sink);
            assertEquals(List.of("lock-state"), sink.events().stream().map(e -> row(e).get("resource")).toList());
            assertTrue(sink.notices(Notice.Kind.PLACEHOLDER).getFirst().text().contains("gnss"));
            assertEquals(0, peer.held());
        }
    }

    @Test
    void severalClocksOfOneResourceAreSeveralRows() throws Exception {
        try (EmbeddedPeer peer = EmbeddedPeer.v2()) {
            String second = "/cluster/node/worker-1/ens2fx/master";
            peer.proxy().know(PtpResource.LOCK_STATE, EmbeddedPeer.NODE,
                    List.of(PtpValue.state(second, "FREERUN"), PtpValue.metric(second, "999")));
            new PtpStateSource(peer.settings(null)).run(Subscription.LIVE, sink);
            assertEquals(List.of("ens1fx LOCKED", "ens2fx FREERUN"), sink.events().getFirst().facts().rows().stream()
                    .map(r -> r.get("iface") + " " + r.get("state")).sorted().toList());
        }
    }

    @Test
    void aResourceThatNoProxyKnowsIsAnErrorAndLeavesNothing() throws Exception {
        try (EmbeddedPeer peer = EmbeddedPeer.v2()) {
            PtpSettings settings = new PtpSettings(PtpSettings.proxy(peer.uri().toString(), null),
                    List.of(EmbeddedPeer.NODE), List.of("/sync/nonsense"), null, null, null, Connecting.DEFAULT);
            StreamException.Unreachable e = assertThrows(StreamException.Unreachable.class,
                    () -> new PtpStateSource(settings).run(Subscription.LIVE, sink));
            assertTrue(e.problem().what().contains("/sync/nonsense"), e.problem().toString());
            assertEquals(0, peer.held());
        }
    }

    @Test
    void anInterruptLeavesNothingEither() throws Exception {
        try (EmbeddedPeer peer = EmbeddedPeer.v2()) {
            CollectingSink stopping = new CollectingSink() {
                @Override
                public boolean putSafely(dev.evtool.event.StreamItem item, java.time.Duration limit)
                        throws InterruptedException {
                    if (item instanceof Event) {
                        assertEquals(1, peer.held());
                        throw new InterruptedException("told to stop in the middle");
                    }
                    return super.putSafely(item, limit);
                }
            };
            assertThrows(InterruptedException.class,
                    () -> new PtpStateSource(peer.settings(null)).run(Subscription.LIVE, stopping));
            assertEquals(0, peer.held());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V1", "V1_TRANSPORT"})
    void v1WantsToKnowTheNode(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW)) {
            StreamException.Usage e = assertThrows(StreamException.Usage.class,
                    () -> new PtpStateSource(PtpSettings.of(PtpSettings.proxy(peer.uri().toString(), null),
                            Connecting.DEFAULT)).run(Subscription.LIVE, sink));
            assertTrue(e.problem().next().contains("--node"), e.problem().toString());
        }
    }
}
