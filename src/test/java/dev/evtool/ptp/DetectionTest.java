package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a proxy speaks is found out, and said where it is something else than was hoped for.
@Timeout(60)
class DetectionTest {

    private static final String NODE = "n";

    private static CloudEventProxy proxy(PtpApi api, int port) throws Exception {
        return CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                ProxySettings.of("localhost", 1).speaking(api, PtpSpelling.NEW));
    }

    private static ProxyClient find(URI proxy, PtpApi wish) throws Exception {
        return new ProxyProbe(new ProxyCalls(PtpSettings.proxy(proxy.toString(), null), Connecting.DEFAULT, news -> {}))
                .find(wish);
    }

    @ParameterizedTest
    @EnumSource(PtpApi.class)
    void eachIsFound(PtpApi api) throws Exception {
        try (CloudEventProxy proxy = proxy(api, 0)) {
            assertEquals(api, find(proxy.uri(), null).api());
            assertEquals(api, find(proxy.uri(), api).api());
            assertEquals(200, find(proxy.uri(), null).health().status());
        }
    }

    @ParameterizedTest
    @CsvSource({"V1,V2", "V2,V1", "V1_TRANSPORT,V1", "V1,V1_TRANSPORT", "V2,V1_TRANSPORT", "V1_TRANSPORT,V2"})
    void aWrongWishIsToldWhatItIs(PtpApi api, PtpApi wish) throws Exception {
        try (CloudEventProxy proxy = proxy(api, 0)) {
            Problem problem = assertThrows(ProxyException.class, () -> find(proxy.uri(), wish)).problem();
            assertEquals(proxy.uri() + " speaks " + api.word() + ", not " + wish.word(), problem.what());
            assertTrue(problem.next() != null && problem.next().contains(api.word()), problem.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"401 Unauthorized|text/plain|who are you|does not let us in (HTTP 401)",
            "403 Forbidden|application/json|{\"error\":\"no\"}|does not let us in (HTTP 403)",
            "500 Internal Server Error|text/plain|oops|HTTP 500", "503 Service Unavailable|text/html|<html>|HTTP 503",
            "200 OK|text/html|<html>|with HTML", "200 OK|application/json|{\"status\":\"UP\"}|application/json",
            "200 OK|text/plain|{\"ok\":true}|what is not OK", "405 No|text/plain|no|HTTP 405",
            "204 No Content|text/plain|''|HTTP 204"})
    void otherAnswersToHealthAreNamed(String status, String type, String body, String expected) throws Exception {
        try (ScriptedServer server = new ScriptedServer(request -> ScriptedServer.http(status, type, body))) {
            String what = assertThrows(ProxyException.class, () -> find(server.uri(), null)).problem().what();
            assertTrue(what.contains(expected), what);
            assertTrue(what.contains(server.uri().toString()), what);
        }
    }

    /// With one resource that another consumer of the sidecar holds, which is nothing to the v2 proxy.
    @Test
    void aProxyThatWasUpgradedWhileItWasDownIsFoundAgain() throws Exception {
        CloudEventProxy old = proxy(PtpApi.V1, 0);
        int port = old.uri().getPort();
        try (ProxyCaller other = new ProxyCaller(old.uri())) {
            other.send("POST", PtpApi.V1.basePath() + "subscriptions",
                    "{\"resource\":\"" + PtpResource.LOCK_STATE.address(NODE, PtpApi.V1) + "\"}");
        }
        try (Watching watching = new Watching(
                Watching.settings(old.uri(), List.of(), List.of("lock-state", "clock-class")))) {
            watching.await(Notice.Kind.CONNECTED, "API v1");
            watching.await(Notice.Kind.WARNING, "asks every");
            old.close();
            watching.sink.await("word of the loss", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
            try (CloudEventProxy upgraded = proxy(PtpApi.V2, port)) {
                upgraded.addPublisher(PtpResource.LOCK_STATE.address(NODE));
                upgraded.addPublisher(PtpResource.CLOCK_CLASS.address(NODE));
                watching.await(Notice.Kind.CONNECTED, "API v2");
                ProxyCaller.until(() -> upgraded.subscriptions().size() == 2);
                assertEquals(1, watching.sink.gaps().size());
                upgraded.publish(PtpResource.LOCK_STATE, NODE,
                        List.of(PtpValue.state("/cluster/node/" + NODE + "/ens1fx/master", "HOLDOVER")));
                assertFalse(Watching.isPulled(watching.await(0, "lock-state", "HOLDOVER")));
                upgraded.publish(PtpResource.CLOCK_CLASS, NODE,
                        List.of(PtpValue.metric("/cluster/node/" + NODE + "/ens1fx/master", "7")));
                watching.sink.await("a clock class", s -> s.events().stream()
                        .anyMatch(e -> Long.valueOf(7).equals(e.facts().rows().getFirst().get("clock_class"))));
                assertTrue(watching.sink.events().stream().noneMatch(Watching::isPulled), "v2 is not asked");
            }
        } finally {
            old.close();
        }
    }
}
