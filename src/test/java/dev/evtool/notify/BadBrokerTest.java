package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Brokers that are not there, refuse, or lose under us what we read.
@Timeout(60)
class BadBrokerTest {

    private static final String KEY = "versioned_notifications.info";
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private static String refusal(String uri) throws Exception {
        StreamException refusal = TapFixture.run(uri, Subscription.LIVE, new CollectingSink()).refusal();
        assertTrue(refusal instanceof StreamException.Unreachable, refusal.toString());
        return refusal.problem().what();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void whatIsNotThereOrRefusesIsSaidInPlainWords() throws Exception {
        int nobody = freePort();
        assertEquals("amqp://127.0.0.1:" + nobody + " refused the connection", refusal("amqp://127.0.0.1:" + nobody));
        String at = "127.0.0.1:" + broker.port();
        assertEquals("amqp://" + at + " refuses the login of ops", refusal("amqp://ops:wrong@" + at));
        assertEquals("amqp://" + at + "/nowhere has no virtual host \"nowhere\"", refusal("amqp://" + at + "/nowhere"));
        assertEquals("amqps://" + at + " does not speak TLS", refusal("amqps://" + at));
        String missing = refusal("amqp://" + at + "?consume=nobody");
        assertTrue(missing.contains("nobody"), missing);
        try (TapFixture tap = TapFixture.run("amqp://ops:p%40ss%2Fw%3Ard@" + at, Subscription.LIVE,
                new CollectingSink())) {
            tap.awaitNotice(Notice.Kind.WARNING, "there is no exchange nova yet");
        }
    }

    @Test
    void anyHostOfAClusterWillDo() throws Exception {
        broker.exchange("nova", false);
        try (TapFixture tap = TapFixture
                .reading("amqp://127.0.0.1:" + freePort() + ",127.0.0.1:" + broker.port() + "/")) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            tap.awaitNumbers(1);
        }
    }

    @Test
    void anExchangeIsWaitedFor() throws Exception {
        try (TapFixture tap = TapFixture.run(broker.uri(), Subscription.LIVE, new CollectingSink())) {
            tap.awaitNotice(Notice.Kind.WARNING, "there is no exchange nova yet");
            broker.exchange("nova", false);
            tap.awaitGap("no queue of ours was bound to the exchange nova");
            tap.awaitNotice(Notice.Kind.SUBSCRIBED, "exchange nova: ");
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            tap.awaitNumbers(1);
        }
    }

    @Test
    void anExchangeThatIsMadeAnewIsBoundAnewAfterAGap() throws Exception {
        broker.exchange("nova", false);
        try (TapFixture tap = TapFixture.reading(broker.uri())) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            tap.awaitNumbers(1);
            broker.ask(channel -> channel.exchangeDelete("nova"));
            tap.awaitNotice(Notice.Kind.WARNING, "the exchange nova was deleted");
            broker.exchange("nova", false);
            tap.awaitGap("no queue of ours was bound to the exchange nova");
            broker.publish("nova", KEY, EmbeddedBroker.notification(2));
            tap.awaitNumbers(1, 2);
        }
    }

    @Test
    void aQueueThatIsDeletedUnderUsIsMadeAnewAfterAGap() throws Exception {
        broker.exchange("nova", true);
        try (TapFixture tap = TapFixture.reading(broker.uri() + "?durable-queue=evtool-test")) {
            broker.publish("nova", KEY, EmbeddedBroker.notification(1));
            tap.awaitNumbers(1);
            broker.ask(channel -> channel.queueDelete("evtool-test"));
            // RabbitMQ tells of it, Qpid when it is asked next
            tap.awaitNotice(Notice.Kind.RECONNECTING, "evtool-test");
            tap.awaitNotice(Notice.Kind.WARNING, "was gone, with what it held, and was made again");
            tap.awaitGap("evtool-test may not have been bound");
            broker.publish("nova", KEY, EmbeddedBroker.notification(2));
            tap.awaitNumbers(1, 2);
        }
    }

    @Test
    void aQueueOfOthersIsReadOnlyWithAWordOfWarning() throws Exception {
        broker.ask(channel -> channel.queueDeclare("work", true, false, false, null));
        broker.publish("", "work", EmbeddedBroker.notification(1));
        try (TapFixture tap = TapFixture.reading(broker.uri() + "?consume=work")) {
            tap.awaitNotice(Notice.Kind.SUBSCRIBED,
                    "takes messages out of the queue work, in which 1 wait: nobody else reads it now");
            tap.awaitNumbers(1);
            try (TapFixture second = TapFixture.reading(broker.uri() + "?consume=work")) {
                second.awaitNotice(Notice.Kind.SUBSCRIBED, "its 1 other consumer will not get them");
            }
        }
    }

    @Test
    void oneDurableQueueCollectsFromSeveralExchanges() throws Exception {
        broker.exchange("nova", true);
        broker.exchange("neutron", true);
        String uri = broker.uri() + "?exchange=nova,neutron&durable-queue=evtool-test";
        try (TapFixture tap = TapFixture.reading(uri)) {
            tap.awaitNotice(Notice.Kind.SUBSCRIBED, "exchange neutron: ");
            tap.awaitNotice(Notice.Kind.WARNING, "the queue evtool-test is new, and goes on collecting when evtool has "
                    + "ended; to delete it: rabbitmqctl delete_queue evtool-test");
        }
        broker.publish("nova", KEY, EmbeddedBroker.notification(1));
        broker.publish("neutron", "notifications.info", EmbeddedBroker.notification(2));
        try (TapFixture tap = TapFixture.reading(uri)) {
            tap.awaitNumbers(1, 2);
            tap.awaitNotice(Notice.Kind.WARNING, "2 messages waited in the queue evtool-test");
        }
    }

    @Test
    void whatWasBeforeIsAGapAndTheEndComesInTime() throws Exception {
        broker.exchange("nova", false);
        Instant since = Instant.now().minusSeconds(60);
        TapFixture tap = TapFixture.run(broker.uri(), new Subscription(since, Instant.now().plusSeconds(2)),
                new CollectingSink());
        tap.awaitEnd();
        Gap gap = tap.sink().gaps().getFirst();
        assertEquals(since, gap.from());
        assertEquals("the broker keeps nothing for a queue that is not there yet", gap.reason());
        assertEquals(1, tap.sink().gaps().size());
        assertEquals(0, broker.queues().size());
    }
}
