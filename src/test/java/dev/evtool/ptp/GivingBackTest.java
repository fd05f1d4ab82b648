package dev.evtool.ptp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Notice;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of a watch or an inquiry when not all goes well.
@Timeout(60)
class GivingBackTest {

    private static final List<String> TWO = List.of("lock-state", "os-clock");

    private CloudEventProxy proxy;
    private ProxyCaller behind;

    @BeforeEach
    void start() throws Exception {
        proxy = CloudEventProxy.start(PtpSourceType.LOOPBACK,
                ProxySettings.of("localhost", 1).speaking(PtpApi.V1, PtpSpelling.NEW));
        behind = new ProxyCaller(proxy.uri());
    }

    @AfterEach
    void stop() {
        behind.close();
        proxy.close();
    }

    @Test
    void aWatchDeletesTheOthersWhereOneFails() throws Exception {
        AtomicInteger deletes = new AtomicInteger();
        try (ScriptedServer front = new ScriptedServer(
                request -> request.method().equals("DELETE") && deletes.getAndIncrement() == 0
                        ? ScriptedServer.http("500 Internal Server Error", "text/plain", "oops")
                        : ScriptedServer.relayed(behind, request))) {
            Watching watching = new Watching(Watching.settings(front.uri(), List.of("n"), TWO));
            watching.await(Notice.Kind.SUBSCRIBED, "2 of 2");
            watching.close();
            assertEquals(1, proxy.subscriptions().size());
            String text = watching.await(Notice.Kind.WARNING, "could not delete 1 subscriptions").text();
            assertTrue(text.contains("they stay"), "a sidecar drops nobody: " + text);
        }
    }

    /// The interrupt comes while the proxy still thinks about a call, which then fails.
    @Test
    void anInterruptIsNotLostInACallThatFails() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger posts = new AtomicInteger();
        try (ScriptedServer front = new ScriptedServer(request -> {
            if (request.method().equals("POST") && posts.incrementAndGet() == 2) {
                there.countDown();
                stopped.await();
                return ScriptedServer.http("503 Service Unavailable", "text/plain", "");
            }
            return ScriptedServer.relayed(behind, request);
        })) {
            Watching watching = new Watching(Watching.settings(front.uri(), List.of("n"), TWO));
            there.await();
            watching.interrupt();
            stopped.countDown();
            assertNull(watching.ended());
            assertEquals(List.of(), proxy.subscriptions());
        }
    }

    /// Between our look at the list and our call another consumer subscribes: the 201 names its subscription.
    @Test
    void whatAnotherMadeMeanwhileIsNotDeleted() throws Exception {
        String address = PtpResource.LOCK_STATE.address("n", PtpApi.V1);
        proxy.know(PtpResource.LOCK_STATE, "n", List.of(PtpValue.state("/cluster/node/n/e/master", "LOCKED")));
        try (TestConsumer other = new TestConsumer(); ScriptedServer front = new ScriptedServer(request -> {
            if (request.method().equals("POST")) {
                behind.send("POST", request.target(),
                        "{\"resource\":\"" + address + "\",\"endpointUri\":\"" + other.url("/e") + "\"}");
            }
            return ScriptedServer.relayed(behind, request);
        })) {
            Watching asked = new Watching(
                    new PtpStateSource(Watching.settings(front.uri(), List.of("n"), List.of("lock-state"))));
            assertNull(asked.ended());
            assertEquals(1, asked.sink.events().size());
            assertEquals(List.of(other.url("/e")),
                    proxy.subscriptions().stream().map(ProxySubscription::endpoint).toList());
        }
    }
}
