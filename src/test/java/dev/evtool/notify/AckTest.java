package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.StreamItem;
import dev.evtool.stream.CollectingSink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The broker hears that a message is safe when every output has written it, and not before.
@Timeout(60)
class AckTest {

    private static final String KEY = "versioned_notifications.info";
    private static final String QUEUE = "evtool-test";
    private EmbeddedBroker broker;
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        broker.exchange("nova", true);
        wire = new Wire(broker.port());
    }

    @AfterEach
    void stop() throws Exception {
        wire.close();
        broker.close();
    }

    private String uri() {
        return "amqp://127.0.0.1:" + wire.port() + "?durable-queue=" + QUEUE;
    }

    private int waiting() throws Exception {
        return broker.ask(channel -> (int) channel.messageCount(QUEUE));
    }

    /// Hands everything on, and keeps its promises late, or not at all the first time.
    private static final class LateSink extends CollectingSink {

        private final CountDownLatch written = new CountDownLatch(1);
        private final CountDownLatch asked = new CountDownLatch(1);
        private final Set<Integer> refusedOnce = ConcurrentHashMap.newKeySet();

        LateSink(Integer... refusedOnce) {
            this.refusedOnce.addAll(List.of(refusedOnce));
        }

        @Override
        public Promise promise(StreamItem item) throws InterruptedException {
            boolean kept = !refusedOnce.remove(TapFixture.number(item));
            if (kept) {
                put(item);
            }
            return () -> {
                asked.countDown();
                written.await();
                return kept;
            };
        }
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsWritten() throws Exception {
        LateSink sink = new LateSink();
        try (TapFixture tap = TapFixture.reading(uri(), sink)) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            broker.publish("nova", KEY, EmbeddedBroker.notification(2));
            sink.asked.await();
            wire.cut(); // what is not acknowledged goes back into the queue
            assertTrue(within(() -> waiting() == 2), "acknowledged and not written: " + waiting());
            sink.written.countDown();
            wire.mend();
            broker.publish("nova", KEY, EmbeddedBroker.notification(3));
            tap.awaitNumbers(1, 2, 3);
            assertTrue(within(() -> waiting() == 0), "written and not acknowledged");
        }
        assertEquals(0, waiting());
    }

    @Test
    void whatIsRefusedComesAgain() throws Exception {
        LateSink sink = new LateSink(2);
        sink.written.countDown();
        try (TapFixture tap = TapFixture.reading(uri(), sink)) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            broker.publish("nova", KEY, EmbeddedBroker.notification(2));
            tap.awaitNumbers(1, 2);
        }
        assertEquals(0, waiting());
    }

    @Test
    void whatIsRefusedAfterTheConnectionBrokeComesAgain() throws Exception {
        LateSink sink = new LateSink(1);
        try (TapFixture tap = TapFixture.reading(uri(), sink)) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            sink.asked.await();
            wire.cut();
            sink.written.countDown();
            wire.mend();
            tap.awaitNumbers(1);
        }
        assertEquals(0, waiting());
    }

    @Test
    void whatTheQueueHoldsAfterTheEndIsThereForTheNext() throws Exception {
        try (TapFixture tap = TapFixture.reading(uri())) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            tap.awaitNumbers(1);
        }
        assertEquals(0, waiting(), "shown and not acknowledged");
        broker.publish("nova", KEY, EmbeddedBroker.notification(2));
        assertEquals(1, waiting());
        try (TapFixture tap = TapFixture.reading(uri())) {
            tap.awaitNumbers(2);
            tap.awaitNotice(dev.evtool.event.Notice.Kind.WARNING, "1 message waited in the queue evtool-test");
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static boolean within(Condition condition) throws Exception {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.holds() && System.nanoTime() - deadline < 0) {
            Thread.sleep(20);
        }
        return condition.holds();
    }
}
