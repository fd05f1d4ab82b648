package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import dev.evtool.Launched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// The program at a real RabbitMQ that refuses, breaks, and sends more than fits.
@Tag("real")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTapIT {

    private static final String KEY = "versioned_notifications.info";
    private RealRabbit rabbit;
    private Connection connection;
    private Channel channel;

    @BeforeAll
    void start() throws Exception {
        rabbit = RealRabbit.start();
    }

    @AfterAll
    void stop() throws Exception {
        rabbit.close();
    }

    @BeforeEach
    void connect() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(rabbit.port());
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection("the test");
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.exchangeDeclare("nova", "topic");
    }

    @AfterEach
    void disconnect() {
        connection.abort();
    }

    private void publish(byte[] body) throws Exception {
        channel.basicPublish("nova", KEY, MessageProperties.PERSISTENT_BASIC, body);
        channel.waitForConfirmsOrDie(60_000);
    }

    private void publish(int number) throws Exception {
        publish(EmbeddedBroker.notification(number).getBytes(StandardCharsets.UTF_8));
    }

    private Launched watch(String... more) throws IOException {
        return Launched.evtool(java.util.stream.Stream.concat(
                java.util.stream.Stream.of("notify", "watch", "-o", "ndjson"), java.util.stream.Stream.of(more))
                .toArray(String[]::new));
    }

    private static void awaitNumber(Launched watch, int number) throws InterruptedException {
        watch.awaitOut(line -> line.contains("\"number\": " + number + "}"));
    }

    private static void refused(Launched watch, String... words) throws Exception {
        try (watch) {
            assertEquals(3, watch.exit(), watch.err().toString());
            String text = String.join("\n", watch.err());
            for (String word : words) {
                assertTrue(text.contains(word), text);
            }
        }
    }

    @Test
    void whatIsNotPermittedIsSaidWithWhatIsNeeded() throws Exception {
        rabbit.control("add_user", "weak", "weak");
        rabbit.control("set_permissions", "weak", "^amq\\.gen", "^amq\\.gen", "^amq\\.gen");
        rabbit.control("add_vhost", "cloud");
        String weak = "amqp://weak:weak@127.0.0.1:" + rabbit.port();
        refused(watch(weak), "access to exchange 'nova' in vhost '/' refused for user 'weak'",
                "evtool needs configure and write on its own queue");
        refused(watch(weak, "--durable-queue", "evtool-weak"), "access to queue 'evtool-weak' in vhost '/' refused");
        refused(watch(weak + "/cloud"), "this user may not use the virtual host \"cloud\"", "set_permissions");
    }

    @Test
    void anExclusiveQueueOfSomebodyElseIsRefused() throws Exception {
        channel.queueDeclare("theirs", false, true, false, null);
        refused(watch(rabbit.uri(), "--durable-queue", "theirs"), "cannot obtain exclusive access to locked queue",
                "it is the exclusive queue of another connection");
    }

    @Test
    void aConnectionThatIsClosedByHandComesBackAndNothingIsLeft() throws Exception {
        try (Launched watch = watch(rabbit.uri())) {
            watch.awaitErr(line -> line.contains("exchange nova"));
            publish(1);
            awaitNumber(watch, 1);
            rabbit.control("close_all_connections", "maintenance"); // ours, too
            watch.awaitOut(line -> line.contains("no queue of ours was bound to the exchange nova"));
            connect();
            publish(2);
            awaitNumber(watch, 2);
            assertTrue(watch.err().stream().anyMatch(line -> line.contains("maintenance")), watch.err().toString());
            watch.signal("INT");
            assertEquals(130, watch.exit());
        }
        assertEquals(List.of(), rabbit.depths().keySet().stream().filter(name -> name.startsWith("amq.gen")).toList());
    }

    @Test
    void hugeMessagesInARowFitIntoTheMemoryOfTheProgram() throws Exception {
        try (Launched watch = watch(rabbit.uri())) {
            watch.awaitErr(line -> line.contains("exchange nova"));
            byte[] huge = new byte[50 << 20];
            for (int i = 0; i < 20; i++) {
                publish(huge);
            }
            publish(3);
            awaitNumber(watch, 3);
            assertEquals(20, watch.out().stream().filter(line -> line.contains("a message of 50 MB")).count(),
                    () -> watch.err().toString());
            watch.signal("INT");
            assertEquals(130, watch.exit(), watch.err().toString());
        }
    }

    @Test
    void aNetworkThatFallsSilentIsNoticed() throws Exception {
        try (Wire wire = new Wire(rabbit.port()); Launched watch = watch("amqp://127.0.0.1:" + wire.port())) {
            watch.awaitErr(line -> line.contains("exchange nova"));
            wire.hush();
            watch.awaitErr(line -> line.contains("has fallen silent"));
            wire.cut();
            wire.mend();
            watch.awaitOut(line -> line.contains("no queue of ours was bound to the exchange nova"));
            publish(4);
            awaitNumber(watch, 4);
        }
    }

    @Test
    void aDurableQueueOutlivesTheBrokersRestart() throws Exception {
        channel.exchangeDeclare("durable", "topic", true);
        String[] words = {rabbit.uri(), "--exchange", "durable", "--durable-queue", "evtool-tap"};
        try (Launched watch = watch(words)) {
            watch.awaitErr(line -> line.contains("goes on collecting when evtool has ended"));
            watch.awaitErr(line -> line.contains("exchange durable"));
            watch.signal("INT");
            assertEquals(130, watch.exit());
        }
        channel.basicPublish("durable", KEY, MessageProperties.PERSISTENT_BASIC,
                EmbeddedBroker.notification(5).getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirmsOrDie(60_000);
        rabbit.stop();
        rabbit.restart();
        try (Launched watch = watch(words)) {
            watch.awaitErr(line -> line.contains("1 message waited in the queue evtool-tap"));
            awaitNumber(watch, 5);
            watch.signal("INT");
            assertEquals(130, watch.exit());
        }
        assertEquals(0, rabbit.depths().get("evtool-tap"));
    }
}
