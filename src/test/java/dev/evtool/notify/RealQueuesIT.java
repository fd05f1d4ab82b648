package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.evtool.Launched;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Finding;
import dev.evtool.stream.Finding.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Queues and a doctor's findings at a real RabbitMQ that a real Nova publishes to, and which is afterwards as it was.
@Tag("real")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealQueuesIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(2);

    private RealRabbit rabbit;
    private final List<Finding> findings = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        rabbit = RealRabbit.start();
        rabbit.control("add_user", "weak", "weak");
        rabbit.control("set_permissions", "weak", "^none$", "^none$", "^none$");
        rabbit.control("add_user", "deaf", "deaf");
        rabbit.control("set_permissions", "deaf", "^amq[.]gen", "^amq[.]gen", "^amq[.]gen");
        rabbit.control("add_user", "tap", "tap");
        rabbit.control("set_permissions", "tap", "^amq[.]gen", "^amq[.]gen", "^amq[.]gen|^(open)$");
        rabbit.control("add_vhost", "closed");
    }

    @AfterAll
    void stop() throws Exception {
        rabbit.close();
    }

    /// What Nova sent, by queue, if it sends to topics of that name.
    private Map<String, Long> emit(String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(RealRabbit.python("emit_nova.py", "--url", rabbit.transport(),
                "--exchange", name, "--versioned-topic", name + "_v", "--legacy-topic", name + "_l"));
        command.addAll(List.of(more));
        try (Launched run = Launched.start(command)) {
            assertEquals(0, run.exit(), () -> run.err().toString());
            JsonNode sent = JSON.readTree(String.join("\n", run.out())).path("sent");
            Map<String, Long> byQueue = new TreeMap<>();
            sent.properties().forEach(
                    entry -> byQueue.merge(entry.getKey().split(" ", -1)[0], entry.getValue().asLong(), Long::sum));
            return byQueue;
        }
    }

    private TapSettings settings(String login, String name) throws Exception {
        return TapUri
                .parse("rabbit://" + login + "127.0.0.1:" + rabbit.port() + "//?exchange=" + name + "&topic=" + name
                        + "_v," + name + "_l", Connecting.DEFAULT, TapWish.USUAL);
    }

    private List<QueueRow> queues(String name) throws Exception {
        return QueueSurvey.of(settings("", name), List.of(), Duration.ZERO).run(news -> {});
    }

    /// Something that happens while the doctor listens.
    interface Happening {
        void run() throws Exception;
    }

    private boolean examine(TapSettings settings, Duration wait, Happening happening) throws Exception {
        findings.clear();
        return new NotifyDoctor(settings, wait, finding -> {
            findings.add(finding);
            if (finding.step().equals("queues")) { // by now its queue collects
                try {
                    happening.run();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }).run();
    }

    private void says(String step, Verdict verdict, String words) {
        List<Finding> found = findings.stream().filter(f -> f.step().equals(step)).toList();
        assertTrue(
                found.stream().anyMatch(f -> f.verdict() == verdict && (f.evidence() + " " + f.next()).contains(words)),
                () -> step + " should be " + verdict + " " + words + " in " + findings);
    }

    private void fails(String login, String name, String step, String words) throws Exception {
        assertFalse(examine(settings(login, name), SHORT, () -> {}));
        assertEquals(step, findings.stream().filter(f -> f.verdict().isBad()).findFirst().orElseThrow().step());
        says(step, Verdict.FAIL, words);
    }

    /// Everything that somebody could have declared, bound or consumed.
    private Map<String, List<String>> objects() throws Exception {
        Map<String, List<String>> objects = new HashMap<>();
        objects.put("queues", rabbit.control("list_queues", "name", "messages", "consumers"));
        objects.put("exchanges", rabbit.control("list_exchanges", "name", "type", "durable"));
        objects.put("bindings", rabbit.control("list_bindings", "source_name", "destination_name", "routing_key"));
        return objects;
    }

    @Test
    void depthsAreWhatNovaSent() throws Exception {
        Map<String, Long> sent = emit("depths");
        Map<String, List<String>> before = objects();
        List<QueueRow> rows = queues("depths");
        assertEquals(sent, new TreeMap<>(rows.stream().collect(Collectors.toMap(QueueRow::queue, QueueRow::messages))));
        assertTrue(rows.stream().allMatch(row -> row.state() == QueueState.UNREAD), rows::toString);
        assertEquals(before, objects());
    }

    @Test
    void aQueueOfAnotherConnectionIsSaidAndTheRestShown() throws Exception {
        emit("mixed", "--only", "^service.create$");
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(rabbit.port());
        try (Connection owner = factory.newConnection()) {
            owner.createChannel().queueDeclare("mixed_l.critical", false, true, true, null);
            Map<String, QueueState> states = queues("mixed").stream()
                    .collect(Collectors.toMap(QueueRow::queue, QueueRow::state));
            assertEquals(Map.of("mixed_l.critical", QueueState.LOCKED, "mixed_v.info", QueueState.UNREAD), states);
        }
    }

    @Test
    void theDoctorSeesBothGenerationsAndLeavesNothingBehind() throws Exception {
        emit("both"); // so that exchange and queues are there
        Map<String, List<String>> before = objects();
        Map<String, Long> sent = new HashMap<>();
        assertTrue(examine(settings("", "both"), LONG, () -> sent.putAll(emit("both"))), findings::toString);
        long all = sent.values().stream().mapToLong(n -> n).sum();
        long versioned = sent.entrySet().stream().filter(e -> e.getKey().startsWith("both_v"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        says("messages", Verdict.OK, "both: " + all + " messages");
        says("formats", Verdict.OK, versioned + " versioned, " + (all - versioned) + " unversioned");
        says("formats", Verdict.OK, "in an envelope 2.0 (" + all + ")");
        says("instances", Verdict.OK, "with instance.update");
        says("payloads", Verdict.OK, versioned + " valid, " + (all - versioned) + " unversioned");
        says("queues", Verdict.WARN, "nobody reads the " + all + " messages");
        Map<String, List<String>> after = objects();
        assertEquals(before.get("exchanges"), after.get("exchanges"));
        assertEquals(before.get("bindings"), after.get("bindings"));
        assertEquals(names(before.get("queues")), names(after.get("queues")));
        assertEquals(2 * all, queues("both").stream().mapToLong(QueueRow::messages).sum(), "it took some");
    }

    private static List<String> names(List<String> rows) {
        return rows.stream().map(row -> row.split("\t", -1)[0]).toList();
    }

    @Test
    void bareAndCompressedAreTold() throws Exception {
        emit("forms", "--only", "^service.create$");
        examine(settings("", "forms"), LONG, () -> {
            emit("forms", "--driver", "messaging");
            emit("forms", "--compression", "gzip", "--only", "^service.create$");
        });
        says("formats", Verdict.OK, "without envelope (");
        says("formats", Verdict.OK, "driver = messagingv2");
        says("formats", Verdict.OK, "compressed (application/x-gzip)");
    }

    @Test
    void whoMayTooLittleIsToldWhatATapNeeds() throws Exception {
        emit("open", "--only", "^service.create$");
        fails("weak:weak@", "open", "tap", "rabbitmqctl set_permissions weak");
        fails("deaf:deaf@", "open", "binding", "'^amq[.]gen|^(open)$'");
        assertTrue(examine(settings("tap:tap@", "open"), LONG, () -> emit("open")), findings::toString);
    }

    @Test
    void whoIsNotLetInIsToldWhy() throws Exception {
        fails("weak:wrong@", "open", "login", "refuses the login of weak");
        String closed = rabbit.uri();
        assertFalse(examine(TapUri.parse(closed + "/closed", Connecting.DEFAULT, TapWish.USUAL), SHORT, () -> {}));
        says("vhost", Verdict.FAIL, "may not use the virtual host \"closed\"");
        assertFalse(examine(TapUri.parse(closed + "/none", Connecting.DEFAULT, TapWish.USUAL), SHORT, () -> {}));
        says("vhost", Verdict.FAIL, "no virtual host \"none\"");
        fails("", "no_such_exchange", "exchange", "there is no exchange no_such_exchange");
    }
}
