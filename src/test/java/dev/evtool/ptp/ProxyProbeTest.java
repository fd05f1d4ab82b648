package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.SourceContractTest.Running;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a proxy speaks is found by asking, and said where it is not what the user said.
@Timeout(60)
class ProxyProbeTest {

    private static ProxyProbe probe(EmbeddedPeer peer) throws Exception {
        return new ProxyProbe(
                new ProxyCalls(PtpSettings.proxy(peer.uri().toString(), null), Connecting.DEFAULT, news -> {}));
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void eachIsFound(PtpApi api) throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW)) {
            assertEquals(api, probe(peer).find(null).api());
            assertEquals(api, probe(peer).find(api).api());
        }
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void anotherThanWishedIsNamed(PtpApi api) throws Exception {
        Set<PtpApi> others = EnumSet.complementOf(EnumSet.of(api));
        try (EmbeddedPeer peer = new EmbeddedPeer(api, PtpSpelling.NEW)) {
            for (PtpApi other : others) {
                ProxyException e = assertThrows(ProxyException.class, () -> probe(peer).find(other));
                assertTrue(e.problem().what().endsWith("speaks " + api.word() + ", not " + other.word()),
                        e.problem().toString());
                assertTrue(e.problem().next().contains(api.word()), e.problem().toString());
            }
        }
    }

    /// An address pasted with the path of an API says which one is meant.
    @ParameterizedTest
    @CsvSource({"http://n:9043/api/ocloudNotifications/v1/, V1", "http://n/api/ocloudNotifications/v2, V2",
            "n:8089/api/ocloudNotifications/v1/subscriptions, V1"})
    void aPastedPathIsAWish(String address, PtpApi wish) throws Exception {
        assertEquals(wish, PtpSettings.apiOf(address).orElseThrow());
        assertEquals("/", PtpSettings.proxy(address, wish).encodedPath());
    }

    @Test
    void withoutAPortItIsTheUsualOneOfTheApi() throws Exception {
        assertEquals(9043, PtpSettings.proxy("node1", null).port());
        assertEquals(8089, PtpSettings.proxy("localhost", PtpApi.V1).port());
        assertEquals(7000, PtpSettings.proxy("localhost:7000", PtpApi.V1).port());
    }

    @Test
    void aProxyThatComesBackAsAnotherReleaseIsFoundAgain() throws Exception {
        try (EmbeddedPeer peer = new EmbeddedPeer(PtpApi.V1, PtpSpelling.NEW)) {
            CollectingSink sink = new CollectingSink();
            PtpSource source = new PtpSource("ptp://test", peer.settings(null),
                    new PtpReceiver(PtpSourceType.LOOPBACK), EmbeddedPeer.QUICK);
            try (Running _ = new Running(source, sink)) {
                sink.await("v1", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 1);
                peer.kill();
                sink.await("word of the loss", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
                peer.restartAs(PtpApi.V2);
                sink.await("v2", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == 2);
                peer.emit(7);
                sink.await("its event", s -> s.events().stream().anyMatch(e -> EmbeddedPeer.number(e) == 7));
            }
            assertTrue(sink.notices(Notice.Kind.CONNECTED).getLast().text().contains("v2"));
            assertEquals(1, sink.gaps().size());
            assertEquals(0, peer.held());
        }
    }
}
