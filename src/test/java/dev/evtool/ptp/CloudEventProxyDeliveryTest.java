package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How events reach subscribers, or do not (`ptp.md`, section 3.3).
@Timeout(60)
class CloudEventProxyDeliveryTest {

    private static final String NODE = "worker-7";
    private static final String LOCK = PtpResource.LOCK_STATE.address(NODE);
    private static final String CLASS = PtpResource.CLOCK_CLASS.address(NODE);

    private final ProxyState state = new ProxyState();
    private CloudEventProxy proxy;
    private ProxyCaller caller;
    private TestConsumer consumer;

    @BeforeEach
    void start() throws IOException {
        proxy = proxy(0, state);
        caller = new ProxyCaller(proxy.uri());
        consumer = new TestConsumer();
    }

    @AfterEach
    void stop() {
        caller.close();
        proxy.close();
        consumer.close();
    }

    private static CloudEventProxy proxy(int port, ProxyState state) throws IOException {
        CloudEventProxy proxy = CloudEventProxy.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                new ProxySettings("ptp-publisher.local", 1, state));
        proxy.addPublisher(LOCK);
        proxy.addPublisher(CLASS);
        return proxy;
    }

    private boolean publish(int offset) throws InterruptedException {
        String thing = "/cluster/node/worker-7/ens3fx/master";
        return proxy.publish(PtpResource.LOCK_STATE, NODE,
                List.of(PtpValue.state(thing, "LOCKED"), PtpValue.metric(thing, String.valueOf(offset))));
    }

    private static PtpMessage message(TestConsumer.Received received) {
        try {
            return PtpCodec.decode(received.body().getBytes(StandardCharsets.UTF_8));
        } catch (PtpFormatException e) {
            throw new AssertionError(received.body(), e);
        }
    }

    private static List<Integer> offsets(List<TestConsumer.Received> received) {
        return received.stream().map(r -> Integer.parseInt(message(r).values().getLast().value())).toList();
    }

    private void untilUnreachable(int count) throws InterruptedException {
        ProxyCaller.until(() -> proxy.counts().unreachable() >= count);
    }

    @Test
    void oneAfterTheOther() throws Exception {
        List<String> paths = List.of("/a", "/b", "/c");
        for (String path : paths) {
            caller.subscribed(LOCK, consumer.url(path));
            consumer.delay(path, Duration.ofMillis(15));
        }
        for (int i = 1; i <= 8; i++) {
            assertTrue(publish(i));
        }
        List<TestConsumer.Received> events = new ArrayList<>(consumer.await(all -> all.size() == 3 + 3 * 8)
                .subList(3, 27));
        events.sort(Comparator.comparingLong(TestConsumer.Received::t0));
        for (int i = 1; i < events.size(); i++) {
            assertTrue(events.get(i - 1).t1() <= events.get(i).t0(), "two at once");
        }
        assertEquals(IntStream.rangeClosed(1, 8).flatMap(i -> IntStream.of(i, i, i)).boxed().toList(), offsets(events));
        for (int i = 0; i < events.size(); i += 3) {
            assertEquals(1, new HashSet<>(events.subList(i, i + 3).stream().map(e -> message(e).id()).toList()).size(),
                    "one id for all subscribers");
        }
        assertNotEquals(1, new HashSet<>(IntStream.range(0, 8).mapToObj(
                i -> events.subList(3 * i, 3 * i + 3).stream().map(TestConsumer.Received::path).toList()).toList())
                .size(),
                "the order of subscribers never changed");
    }

    @Test
    void onlyToSubscribersOfExactlyThisAddress() throws Exception {
        caller.subscribed(LOCK, consumer.url("/lock"));
        caller.subscribed(CLASS, consumer.url("/class"));
        caller.subscribed(LOCK + "-extended", consumer.url("/longer"));
        caller.subscribed(PtpResource.LOCK_STATE.address("worker-8"), consumer.url("/other"));
        publish(1);
        proxy.publish(PtpResource.CLOCK_CLASS, NODE, List.of(PtpValue.metric("/cluster/node/worker-7/x/master", "7")));
        consumer.await("/class", 2);
        assertEquals(List.of(2, 2, 1, 1), List.of("/lock", "/class", "/longer", "/other").stream()
                .map(path -> consumer.received(path).size()).toList());
    }

    @Test
    void wrongStatusesAreOnlyCounted() throws Exception {
        caller.subscribed(LOCK, consumer.url("/event"));
        consumer.answer("/event", 500);
        for (int i = 1; i <= 13; i++) {
            publish(i);
        }
        consumer.await("/event", 14);
        ProxyCaller.until(() -> proxy.counts().refused() == 13);
        assertEquals(List.of(consumer.url("/event")), caller.endpoints());
        consumer.answer("/event", 503);
        publish(14);
        consumer.answer("/event", 204);
        publish(15);
        consumer.await("/event", 16);
        assertEquals(IntStream.rangeClosed(1, 15).boxed().toList(),
                offsets(consumer.received("/event").subList(1, 16)), "each once");
    }

    @Test
    void theTenthFailureRemovesAllOfAClient() throws Exception {
        caller.subscribed(LOCK, consumer.url("/event"));
        try (TestConsumer dying = new TestConsumer()) {
            caller.subscribed(LOCK, dying.url("/event"));
            caller.subscribed(CLASS, dying.url("/event"));
            caller.subscribed(LOCK, dying.url("/other"));
        }
        for (int i = 1; i <= 9; i++) {
            publish(i);
        }
        untilUnreachable(18);
        assertEquals(4, proxy.subscriptions().size());
        publish(10);
        untilUnreachable(20);
        ProxyCaller.until(() -> proxy.subscriptions().size() == 1);
        assertEquals(List.of(consumer.url("/event")), caller.endpoints());
        consumer.await("/event", 11);
        // the entry of the dropped client is forgotten in memory only
        int port = proxy.uri().getPort();
        proxy.close();
        proxy = proxy(port, state);
        assertEquals(4, caller.endpoints().size());
    }

    @Test
    void aSuccessResetsTheCount() throws Exception {
        int port;
        try (TestConsumer first = new TestConsumer()) {
            port = first.port();
            caller.subscribed(LOCK, first.url("/event"));
        }
        for (int i = 1; i <= 9; i++) {
            publish(i);
        }
        untilUnreachable(9);
        try (TestConsumer second = new TestConsumer(port)) {
            publish(10);
            second.await("/event", 1);
            ProxyCaller.until(() -> proxy.counts().delivered() == 1);
        }
        for (int i = 11; i <= 19; i++) {
            publish(i);
        }
        untilUnreachable(18);
        assertEquals(1, proxy.subscriptions().size());
        publish(20);
        ProxyCaller.until(() -> proxy.subscriptions().isEmpty());
    }

    @Test
    void nothingIsLostWhenAConsumerComesBackInTime() throws Exception {
        int port = consumer.port();
        caller.subscribed(LOCK, consumer.url("/event"));
        publish(1);
        ProxyCaller.until(() -> proxy.counts().delivered() == 1);
        consumer.close();
        consumer = new TestConsumer(port);
        // the kept-alive connection is dead; Go notices, and so must we
        publish(2);
        assertEquals(List.of(2), offsets(consumer.await("/event", 1)));
    }

    @Test
    void anEventIsNotPostedTwiceThoughItsConnectionBreaks() throws Exception {
        caller.subscribed(LOCK, consumer.url("/event"));
        publish(1);
        ProxyCaller.until(() -> proxy.counts().delivered() == 1);
        consumer.cut("/event");
        publish(2);
        ProxyCaller.until(() -> proxy.counts().broken() == 1);
        List<TestConsumer.Received> received = consumer.received("/event");
        assertEquals(List.of(1, 2), offsets(received.subList(1, received.size())));
    }

    @Test
    void resetsAreNotCounted() throws Exception {
        Thread thread;
        try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String endpoint = "http://127.0.0.1:" + rude.getLocalPort() + "/event";
            thread = Thread.ofVirtual().start(() -> beRude(rude));
            caller.subscribed(LOCK, endpoint);
            for (int i = 1; i <= 12; i++) {
                publish(i);
            }
            ProxyCaller.until(() -> proxy.counts().broken() == 12);
            assertEquals(List.of(endpoint), caller.endpoints());
            assertEquals(0, proxy.counts().unreachable());
        }
        thread.join();
    }

    /// Answers the initial notification, and resets every connection after that.
    private static void beRude(ServerSocket server) {
        try {
            for (int i = 0;; i++) {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().readNBytes(200);
                    if (i == 0) {
                        socket.getInputStream().read(new byte[10_000]);
                        socket.getOutputStream()
                                .write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                    } else {
                        socket.setSoLinger(true, 0);
                    }
                }
            }
        } catch (IOException closed) {
            assertTrue(server.isClosed(), closed::toString);
        }
    }

    @Test
    void aSlowConsumerDelaysAllAndThenEventsAreDropped() throws Exception {
        caller.subscribed(LOCK, consumer.url("/event"));
        for (int i = 0; i < 5; i++) {
            caller.subscribed(LOCK, consumer.url("/hang" + i));
            consumer.delay("/hang" + i, Duration.ofMinutes(1));
        }
        // one event takes 10 s, so the queue of 100 does not move within the 5 s it is waited for
        publish(0);
        ProxyCaller.until(() -> proxy.counts().unreachable() >= 1);
        for (int i = 1; i <= ProxyDelivery.MOST_WAITING; i++) {
            assertTrue(publish(i), "event " + i);
        }
        assertFalse(publish(1000));
        assertEquals(1, proxy.counts().dropped());
    }

    @Test
    void closesAtOnceAndLeavesNothingBehind() throws Exception {
        caller.subscribed(LOCK, consumer.url("/event"));
        consumer.delay("/event", Duration.ofMinutes(1));
        publish(1);
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                caller.subscribe(LOCK, consumer.url("/slow/50"));
            } catch (IOException expected) {
                // the connection is closed under it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        ProxyCaller.until(() -> ThreadDump.names().contains("proxy-http-1"));
        proxy.close();
        assertEquals(List.of(), ThreadDump.names().stream().filter(n -> n.startsWith("proxy-")).toList());
        assertEquals(0, proxy.counts().unreachable(), "an event cut off by the end is no failure of its consumer");
        asking.join();
    }
}
