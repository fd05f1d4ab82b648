package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.SourceContractTest.Running;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Polling: changes only, through outages and thieves, with nothing listening here and nothing left there.
@Timeout(60)
class PollSessionTest {

    private static final Duration POLL = Duration.ofMillis(100);

    private static List<String> told(CollectingSink sink) {
        return sink.events().stream().map(e -> e.facts().rows().getFirst().get("state") + "").toList();
    }

    private static void publish(EmbeddedPeer peer, String state, int offset) throws InterruptedException {
        peer.proxy().publish(PtpResource.LOCK_STATE, EmbeddedPeer.NODE, EmbeddedPeer.lock(state, offset));
    }

    private static Running poll(EmbeddedPeer peer, CollectingSink sink) throws Exception {
        return new Running(new PtpSource("ptp://test", peer.settings(POLL),
                new PtpReceiver(PtpSourceType.LOOPBACK), EmbeddedPeer.QUICK), sink);
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void onlyChangesAreTold(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW)) {
            CollectingSink sink = new CollectingSink();
            try (Running _ = poll(peer, sink)) {
                sink.await("the first state", s -> told(s).equals(List.of("LOCKED")));
                publish(peer, "LOCKED", 17); // a new offset alone is no change
                publish(peer, "LOCKED", 18);
                publish(peer, "FREERUN", 4000);
                sink.await("the change", s -> told(s).equals(List.of("LOCKED", "FREERUN")));
                publish(peer, "LOCKED", 3);
                sink.await("the change back", s -> told(s).equals(List.of("LOCKED", "FREERUN", "LOCKED")));
            }
            assertEquals(0, peer.held());
            assertTrue(sink.events().stream().allMatch(e -> Boolean.TRUE.equals(e.extensions().get("pulled"))));
            assertTrue(sink.notices(Notice.Kind.SUBSCRIBED).getFirst().text().contains("is not seen"));
        }
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void anOutageIsAGap(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW)) {
            CollectingSink sink = new CollectingSink();
            try (Running _ = poll(peer, sink)) {
                sink.await("the first state", s -> told(s).equals(List.of("LOCKED")));
                peer.kill();
                sink.await("word of the loss", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
                peer.restart();
                publish(peer, "HOLDOVER", 1);
                sink.await("the state afterwards", s -> told(s).equals(List.of("LOCKED", "HOLDOVER")));
            }
            assertEquals(1, sink.gaps().size(), sink.items().toString());
            assertEquals(0, peer.held());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V2", "V1"})
    void aThiefOfAllSubscriptionsDoesNotEndIt(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW);
                ProxyCaller thief = new ProxyCaller(peer.uri())) {
            CollectingSink sink = new CollectingSink();
            try (Running _ = poll(peer, sink)) {
                sink.await("the first state", s -> told(s).equals(List.of("LOCKED")));
                thief.send("DELETE", api.basePath() + "subscriptions", null);
                publish(peer, "FREERUN", 1);
                sink.await("the change", s -> told(s).equals(List.of("LOCKED", "FREERUN")));
            }
            assertEquals(0, peer.held());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V2", "V1"})
    void aThiefIsAGapForWhoIsTold(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW);
                ProxyCaller thief = new ProxyCaller(peer.uri())) {
            CollectingSink sink = new CollectingSink();
            PtpSource source = new PtpSource("ptp://test", peer.settings(null),
                    new PtpReceiver(PtpSourceType.LOOPBACK), EmbeddedPeer.QUICK);
            try (Running _ = new Running(source, sink)) {
                sink.await("a subscription", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 1);
                thief.send("DELETE", api.basePath() + "subscriptions", null);
                sink.await("a gap", s -> s.gaps().size() == 1);
                sink.await("a new subscription", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 2);
                peer.emit(5);
                sink.await("its event", s -> s.events().stream().anyMatch(e -> EmbeddedPeer.number(e) == 5));
            }
            assertTrue(sink.gaps().getFirst().reason().contains("another consumer deleted all"));
            assertEquals(0, peer.held());
        }
    }

    @ParameterizedTest
    @EnumSource(value = PtpApi.class, names = {"V1"})
    void theNodeIsLearntFromTheSubscriptionsOfOthers(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW); TestConsumer other = new TestConsumer()) {
            PtpSettings settings = PtpSettings.of(PtpSettings.proxy(peer.uri().toString(), null), Connecting.DEFAULT);
            new ProxyClientV1(new ProxyCalls(settings.proxy(), Connecting.DEFAULT, news -> {}))
                    .subscribe(PtpResource.GNSS.address(EmbeddedPeer.NODE), other.url("/event"));
            CollectingSink sink = new CollectingSink();
            new PtpStateSource(settings).run(dev.evtool.stream.Subscription.LIVE, sink);
            assertEquals(List.of("worker-1"),
                    sink.events().stream().map(e -> e.facts().rows().getFirst().get("node")).distinct().toList());
        }
    }
}
