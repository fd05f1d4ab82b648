package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queues as they are seen, which stay as they are.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueSurveyTest {

    private static final long SECOND = 1_000_000_000L;

    private EmbeddedBroker broker;

    @BeforeAll
    void start() throws Exception {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    void stop() throws IOException {
        broker.close();
    }

    private QueueSurvey survey(String topics, Duration interval, String... named) throws StreamException {
        return QueueSurvey.of(TapUri.parse(broker.uri() + "?topic=" + topics, Connecting.DEFAULT, TapWish.USUAL),
                List.of(named), interval);
    }

    private static List<QueueRow> run(QueueSurvey survey) throws StreamException {
        return survey.run(news -> {});
    }

    private void queue(String name, int messages) throws Exception {
        broker.ask(channel -> channel.queueDeclare(name, false, false, false, null));
        for (int i = 0; i < messages; i++) {
            broker.publish("", name, EmbeddedBroker.notification(i));
        }
    }

    private Map<String, Integer> depths() {
        return broker.queues().stream()
                .collect(Collectors.toMap(queue -> queue.getName(), queue -> queue.getQueueDepthMessages()));
    }

    @Test
    void whatIsThereIsShownAndNothingIsTouched() throws Exception {
        queue("seen.info", 3);
        queue("seen.error", 0);
        queue("seen.audit", 0);
        queue("pool", 1);
        try (Connection reader = broker.connect()) {
            var channel = reader.createChannel();
            channel.basicConsume("seen.error", new DefaultConsumer(channel));
            Map<String, Integer> before = depths();
            List<QueueRow> rows = run(survey("seen,unseen", Duration.ZERO, "pool", "no-pool"));
            assertEquals(List.of("seen.audit idle 0 0", "seen.info unread 3 0", "seen.error read 0 1",
                    "pool unread 1 0", "no-pool missing 0 0"),
                    rows.stream()
                            .map(row -> row.queue() + " " + row.state().word() + " " + row.messages() + " "
                                    + row.readers())
                            .toList());
            assertEquals(before, depths());
        }
    }

    @Test
    void lookingTwiceTellsTheGrowth() throws Exception {
        queue("twice.info", 2);
        QueueRow row = run(survey("twice", Duration.ofMillis(50))).getFirst();
        assertEquals(0.0, row.growth());
        assertNull(run(survey("twice", Duration.ZERO)).getFirst().growth());
    }

    @Test
    void anInterruptLeavesWhatWasSeen() throws Exception {
        queue("broken.info", 1);
        QueueSurvey survey = survey("broken", Duration.ofMinutes(10));
        Thread looker = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (looker.getState() != Thread.State.TIMED_WAITING || !isPausing(looker)) {
                Thread.onSpinWait();
            }
            looker.interrupt();
        });
        QueueRow row = run(survey).getFirst();
        assertTrue(Thread.interrupted());
        assertEquals(1, row.messages());
        assertNull(row.growth());
    }

    private static boolean isPausing(Thread thread) {
        return List.of(thread.getStackTrace()).stream().anyMatch(frame -> frame.getMethodName().equals("pause"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, IDLE, 0.0", "5, 5, 0, UNREAD, 0.0", "5, 25, 0, UNREAD, 10.0", "5, 25, 2, FILLING, 10.0",
            "25, 5, 2, READ, -10.0", "0, 3, 1, READ, 1.5"})
    void numbersHaveAMeaning(long before, long now, long readers, QueueState state, double growth) {
        QueueRow row = QueueRow.of("q", new QueueLook.Seen.Depth(before, readers, SECOND),
                new QueueLook.Seen.Depth(now, readers, 3 * SECOND));
        assertEquals(state, row.state());
        assertEquals(growth, row.growth());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.04, 0", "-0.01, 0", "1.5, +1.5/s", "-3, -3.0/s", "26.4, +26/s", "-250, -250/s"})
    void growthIsShort(double rate, String text) {
        assertEquals(text, QueueRow.growthText(rate));
    }

    @Test
    void ironicHasATopicMore() throws StreamException {
        String uri = "amqp://h?exchange=nova,ironic&priority=error";
        QueueSurvey survey = QueueSurvey.of(TapUri.parse(uri, Connecting.DEFAULT, TapWish.USUAL), List.of(),
                Duration.ZERO);
        assertEquals("versioned_notifications.{error}, notifications.{error}, ironic_versioned_notifications.{error}",
                survey.sought());
    }

    @Test
    void aPortWhereNobodyListensIsUnreachable() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        QueueSurvey survey = QueueSurvey.of(
                TapUri.parse("amqp://127.0.0.1:" + port, Connecting.DEFAULT, TapWish.USUAL), List.of(), Duration.ZERO);
        assertThrows(StreamException.Unreachable.class, () -> run(survey));
    }

    @Test
    void adviceNamesTheQueuesAndACommandThatBoundsThem() throws Exception {
        List<QueueRow> rows = List.of(new QueueRow("a.info", QueueState.UNREAD, 2, 0, 1.0, ""),
                new QueueRow("a.error", QueueState.UNREAD, 1, 0, 0.0, ""),
                new QueueRow("b.info", QueueState.FILLING, 9, 1, 3.0, ""));
        List<Problem> problems = new QueueAdvice(
                TapUri.parse("amqp://h/cloud", Connecting.DEFAULT, TapWish.USUAL).broker(), rows).problems();
        assertEquals(
                "amqp://h:5672/cloud: nobody reads the 3 messages in a.info, a.error, and more come: they fill the "
                        + "broker",
                problems.getFirst().what());
        assertTrue(String.valueOf(problems.getFirst().next()).contains(
                "rabbitmqctl set_policy -p 'cloud' --apply-to queues unread '^(a)[.]' '{\"message-ttl\":3600000}'"),
                problems::toString);
        assertEquals("amqp://h:5672/cloud: b.info fills faster than read", problems.get(1).what());
    }
}
