package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DemoProxyTest {

    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void tellsOfItsWorld() throws Exception {
        try (DemoProxy demo = DemoProxy.start(FREE, 1, 20);
                ProxyCaller caller = new ProxyCaller(demo.uri());
                TestConsumer consumer = new TestConsumer()) {
            List<String> addresses = ProxyCaller.JSON.readTree(caller.api("GET", "publishers", null).body())
                    .valueStream()
                    .map(p -> p.get("ResourceAddress").asString()).toList();
            assertEquals(DemoWorld.publishers(PtpApi.V2, PtpSpelling.NEW), addresses);
            for (String address : addresses) {
                caller.subscribed(address, consumer.url("/event"));
            }
            List<TestConsumer.Received> events = consumer.await("/event", 200);
            Set<String> types = new HashSet<>();
            for (TestConsumer.Received event : events) {
                PtpMessage message = PtpCodec.decode(event.body().getBytes(StandardCharsets.UTF_8));
                assertEquals(List.of(), message.faults());
                types.add(message.type());
            }
            assertEquals(PtpResource.values().length, types.size());
            long placeholders = events.stream().filter(e -> e.body().contains("/event-not-found\"")).count();
            assertEquals(1, placeholders, "GNSS of the follower, of which there never is data");
        }
        assertEquals(List.of(),
                ThreadDump.names().stream().filter(n -> n.startsWith("proxy-") || n.equals("demo-world"))
                        .toList());
    }

    /// In the old spelling, whatever the API, readers find the same as in the new one.
    @ParameterizedTest
    @CsvSource({"V2,OLD", "V1,OLD", "V1,NEW"})
    void tellsOfItInOtherApisAndSpellings(PtpApi api, PtpSpelling spelling) throws Exception {
        try (DemoProxy demo = DemoProxy.start(FREE, 1, 20, api, spelling);
                ProxyCaller caller = new ProxyCaller(demo.uri());
                TestConsumer consumer = new TestConsumer()) {
            boolean v2 = api == PtpApi.V2;
            List<String> addresses = DemoWorld.publishers(api, spelling);
            for (String address : addresses) {
                assertEquals(201, caller.send("POST", "/api/ocloudNotifications/" + api.word() + "/subscriptions",
                        ProxyCaller.JSON.createObjectNode().put(v2 ? "ResourceAddress" : "resource", address)
                                .put(v2 ? "EndpointUri" : "endpointUri", consumer.url("/event")).toString())
                        .statusCode());
            }
            Set<PtpResource> resources = EnumSet.noneOf(PtpResource.class);
            for (TestConsumer.Received event : consumer.await("/event", 150)) {
                if (!event.body().isEmpty()) {
                    assertTrue(event.body().contains(spelling == PtpSpelling.OLD ? "\"dataType\"" : "\"data_type\""));
                    PtpMessage message = PtpCodec.decode(event.body().getBytes(StandardCharsets.UTF_8));
                    assertEquals(List.of(), message.faults());
                    resources.add(PtpResource.of("", message.source()).orElseThrow());
                }
            }
            assertEquals(spelling == PtpSpelling.OLD ? 5 : 7, resources.size());
        }
    }

    @Test
    void speedHasBounds() {
        for (double speed : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> DemoProxy.start(FREE, 1, speed));
        }
    }

    @Test
    void aTakenPortIsToldOf() throws Exception {
        try (DemoProxy demo = DemoProxy.start(FREE, 1, 1)) {
            InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), demo.uri().getPort());
            assertTrue(assertThrows(java.net.BindException.class, () -> DemoProxy.start(taken, 1, 1)).getMessage()
                    .contains("in use"));
        }
    }
}
