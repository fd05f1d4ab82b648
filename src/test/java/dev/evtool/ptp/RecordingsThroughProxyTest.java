package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What real proxies told, told by the embedded one in each of its modes, and heard by a source.
@Timeout(120)
class RecordingsThroughProxyTest {

    private static final List<String> FILES = List.of("v2-main-ptp.json", "v2-4.18-ptp.json", "v1-4.14.json",
            "v1-4.18.json", "v1-4.18-transport.json");

    /// What the old release had no events of.
    private static boolean isTold(PlainReading reading, PtpSpelling release) {
        return release == PtpSpelling.NEW || (reading.resource() != PtpResource.SYNCE
                && reading.resource() != PtpResource.SYNCE_QUALITY);
    }

    private static CloudEventProxy proxy(PtpApi api, PtpSpelling spelling) throws IOException {
        CloudEventProxy proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK,
                ProxySettings.of("localhost", 1).speaking(api, spelling));
        for (PtpResource resource : PtpResource.values()) {
            if (isTold(new PlainReading(resource.path(), List.of()), spelling)) {
                proxy.addPublisher(resource.address("node-a", api));
            }
        }
        return proxy;
    }

    /// A source at a proxy, until it is closed.
    private static final class Watch implements AutoCloseable {

        final CollectingSink sink = new CollectingSink();
        private final FutureTask<Void> run;
        private final Thread thread;

        Watch(CloudEventProxy proxy, PtpSpelling spelling, @Nullable Duration poll) throws Exception {
            List<String> resources = Stream.of(PtpResource.values()).map(PtpResource::path)
                    .filter(path -> isTold(new PlainReading(path, List.of()), spelling)).toList();
            PtpSource source = new PtpSource("ptp://test",
                    new PtpSettings(PtpSettings.proxy(proxy.uri().toString(), null), List.of("node-a"), resources,
                            null, poll, null, Connecting.DEFAULT),
                    new PtpReceiver(PtpSourceType.LOOPBACK), EmbeddedPeer.QUICK);
            run = new FutureTask<>(() -> run(source), null);
            thread = Thread.ofVirtual().start(run);
            sink.await("a subscription", s -> !s.notices(Notice.Kind.SUBSCRIBED).isEmpty());
        }

        private void run(PtpSource source) {
            try {
                source.run(Subscription.LIVE, sink);
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            } catch (StreamException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                run.get(15, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError("the source did not end well", e);
            }
        }
    }

    private static List<PlainReading> pushes() throws IOException {
        List<PlainReading> pushes = new ArrayList<>();
        for (String file : FILES) {
            RecordedProxy.read(file).pushes().stream().map(PlainReading::of).filter(p -> !p.isPlaceholder())
                    .forEach(pushes::add);
        }
        return pushes;
    }

    @ParameterizedTest
    @CsvSource({"V2, NEW", "V2, OLD", "V1, NEW", "V1, OLD", "V1_TRANSPORT, NEW"})
    void whatIsPublishedIsDelivered(PtpApi api, PtpSpelling spelling) throws Exception {
        List<PlainReading> told = pushes().stream().filter(p -> isTold(p, spelling)).toList();
        CollectingSink sink;
        try (CloudEventProxy proxy = proxy(api, spelling); Watch watch = new Watch(proxy, spelling, null)) {
            sink = watch.sink;
            for (PlainReading push : told) {
                assertTrue(proxy.publish(push.resource(), "node-a", push.values()));
            }
            sink.await("all of " + told.size() + " events", s -> s.events().size() >= told.size());
        }
        List<List<Map<String, Object>>> expected = told.stream().map(PlainReading::rows).toList();
        List<List<Map<String, Object>>> heard = sink.events().stream().map(e -> e.facts().rows()).toList();
        if (api == PtpApi.V2) {
            assertEquals(expected, heard);
        }
        assertEquals(counted(expected), counted(heard), "v1 keeps no order");
        assertEquals(told.size(), sink.events().stream().map(Event::id).distinct().count());
        sink.events().forEach(e -> assertEnvelope(e, api, spelling));
        assertEquals(List.of(), sink.gaps());
        assertEquals(List.of(), sink.notices(Notice.Kind.MALFORMED));
        assertSentinels(sink.events(), api);
    }

    private static <T> Map<T, Long> counted(List<T> all) {
        return all.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static void assertEnvelope(Event event, PtpApi api, PtpSpelling spelling) {
        String data = new String(event.payload().bytes(), StandardCharsets.UTF_8);
        PlainReading plain = PlainReading.of(event.source().substring("ptp://test".length()),
                PlainReading.json(data));
        assertEquals(plain.rows(), event.facts().rows(), data);
        assertEquals(plain.severity(), event.severity(), data);
        assertEquals(plain.subject(), event.subject(), data);
        assertEquals(plain.resource().address("node-a", api),
                (api == PtpApi.V2 ? "/cluster/node/node-a" : "") + plain.source());
        assertEquals(plain.resource().type(), event.type());
        assertEquals(spelling == PtpSpelling.NEW, data.contains("\"ResourceAddress\""), data);
        assertEquals(spelling == PtpSpelling.OLD, data.contains("\"resource\""), data);
    }

    /// The offset of a dead process is none, in the words of a publisher, and in those that a sidecar makes of them.
    private static void assertSentinels(List<Event> events, PtpApi api) {
        String word = api == PtpApi.V1 ? "\"-1e+16\"" : "\"-9999999999999999\"";
        List<Event> dead = events.stream()
                .filter(e -> new String(e.payload().bytes(), StandardCharsets.UTF_8).contains(word)).toList();
        assertFalse(dead.isEmpty());
        for (Event event : dead) {
            assertEquals(false, event.facts().rows().getFirst().get("offset_valid"));
            assertFalse(event.facts().rows().getFirst().containsKey("offset"));
        }
    }

    /// The last state that a recording tells of each resource.
    private static Map<PtpResource, PlainReading> states(String file, PtpSpelling spelling) throws IOException {
        Map<PtpResource, PlainReading> last = new LinkedHashMap<>();
        RecordedProxy.read(file).states().stream().map(s -> PlainReading.of(s.body())).filter(r -> isTold(r, spelling))
                .forEach(r -> last.put(r.resource(), r));
        return last;
    }

    @ParameterizedTest
    @CsvSource({"V2, NEW", "V2, OLD", "V1, NEW", "V1, OLD", "V1_TRANSPORT, NEW"})
    void whatIsKnownIsPulled(PtpApi api, PtpSpelling spelling) throws Exception {
        for (String file : FILES) {
            Map<PtpResource, PlainReading> known = states(file, spelling);
            CollectingSink sink;
            try (CloudEventProxy proxy = proxy(api, spelling)) {
                known.forEach((resource, state) -> proxy.know(resource, "node-a", state.values()));
                try (Watch watch = new Watch(proxy, spelling, Duration.ofMillis(100))) {
                    sink = watch.sink;
                    sink.await("all states of " + file, s -> s.events().size() >= known.size());
                }
            }
            assertEquals(counted(known.values().stream().map(r -> rows(r, api)).toList()),
                    counted(sink.events().stream().map(e -> e.facts().rows()).toList()), file);
            assertTrue(sink.events().stream().allMatch(e -> Boolean.TRUE.equals(e.extensions().get("pulled"))), file);
            assertEquals(List.of(), sink.notices(Notice.Kind.MALFORMED), file);
        }
    }

    /// Of GNSS v1 does not tell the interface when it is asked.
    private static List<Map<String, Object>> rows(PlainReading state, PtpApi api) {
        if (api == PtpApi.V2 || state.resource() != PtpResource.GNSS) {
            return state.rows();
        }
        Map<String, Object> row = new LinkedHashMap<>(state.rows().getFirst());
        row.remove("iface");
        return List.of(row);
    }
}
