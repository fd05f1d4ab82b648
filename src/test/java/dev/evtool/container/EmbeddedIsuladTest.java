package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.evtool.container.wire.Annotation;
import dev.evtool.container.wire.Event;
import dev.evtool.container.wire.EventsRequest;
import dev.evtool.container.wire.ListResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedIsuladTest {

    private static final Instant BEGIN = Instant.ofEpochSecond(1_790_000_000L);
    private static final EmbeddedContainer WEB = new EmbeddedContainer("a".repeat(64), "web", "bb:1", "sh", BEGIN,
            BEGIN, null, "running", 0, false, "", 0, 9007, new TreeMap<>());

    private EmbeddedIsulad engine;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws Exception {
        engine = EmbeddedIsulad.start(EmbeddedDockerTest.FREE, () -> List.of(WEB));
        channel = NettyChannelBuilder
                .forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port())).usePlaintext()
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        engine.close();
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.newBuilder(EmbeddedBytes.MARSHALLER, EmbeddedBytes.MARSHALLER)
                .setFullMethodName("containers.ContainerService/" + name).setType(type).build();
    }

    private Iterator<byte[]> events(EventsRequest request) {
        return ClientCalls.blockingServerStreamingCall(channel,
                method("Events", MethodDescriptor.MethodType.SERVER_STREAMING), CallOptions.DEFAULT,
                request.toByteArray());
    }

    private static Timestamp seconds(long after) {
        return Timestamp.newBuilder().setSeconds(BEGIN.getEpochSecond() + after).build();
    }

    private void publish(int number, String action, Map<String, String> annotations) throws InterruptedException {
        engine.publish(new EmbeddedEvent(BEGIN.plusSeconds(number), "container", action,
                number % 2 == 0 ? WEB.id() : "b".repeat(64), new TreeMap<>(annotations)));
    }

    private static List<Long> numbers(Iterator<byte[]> events) throws Exception {
        List<Long> numbers = new ArrayList<>();
        while (events.hasNext()) {
            numbers.add(Event.parseFrom(events.next()).getTimestamp().getSeconds() - BEGIN.getEpochSecond());
        }
        return numbers;
    }

    @Test
    void replaysWhatItRemembersToEverybodyAndGoesOn() throws Exception {
        for (int i = 1; i <= 70; i++) {
            publish(i, "start", Map.of());
        }
        Iterator<byte[]> events = events(EventsRequest.getDefaultInstance());
        for (int i = 7; i <= 70; i++) {
            assertEquals(BEGIN.getEpochSecond() + i, Event.parseFrom(events.next()).getTimestamp().getSeconds());
        }
        publish(71, "reanme", Map.of("oldName", "x", "exitCode", "0"));
        Event live = Event.parseFrom(events.next());
        assertEquals("container reanme", live.getOpt().toStringUtf8());
        assertEquals(List.of("oldName"),
                live.getAnnotationsList().stream().map(Annotation::getKey).map(k -> k.toStringUtf8()).toList(),
                "an exit code of 0 is not told");
    }

    @Test
    void boundsAreInclusiveAndAPastEndTakesASecond() throws Exception {
        for (int i = 1; i <= 5; i++) {
            publish(i, "start", Map.of());
        }
        long began = System.nanoTime();
        assertEquals(List.of(2L, 3L, 4L),
                numbers(events(EventsRequest.newBuilder().setSince(seconds(2)).setUntil(seconds(4)).build())));
        assertTrue(System.nanoTime() - began > 900_000_000L);
        assertEquals(List.of(2L, 4L),
                numbers(events(EventsRequest.newBuilder().setUntil(seconds(5)).setId("web").build())));
    }

    @Test
    void refusesAsTheRealOne() {
        for (EventsRequest request : List.of(
                EventsRequest.newBuilder().setSince(seconds(2)).setUntil(seconds(1)).build(),
                EventsRequest.newBuilder().setId("nobody").build())) {
            StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, () -> events(request).next());
            assertEquals(Status.Code.INTERNAL, refused.getStatus().getCode());
            assertEquals("Failed to execute events callback", refused.getStatus().getDescription());
        }
    }

    @Test
    void listsItsContainers() throws Exception {
        byte[] list = ClientCalls.blockingUnaryCall(channel, method("List", MethodDescriptor.MethodType.UNARY),
                CallOptions.DEFAULT, new byte[0]);
        assertEquals(List.of("web"), ListResponse.parseFrom(list).getContainersList().stream()
                .map(c -> c.getName().toStringUtf8()).toList());
    }
}
