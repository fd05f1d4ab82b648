package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.Payloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What evtool sends, judged by those who live from it: a real RabbitMQ, oslo.messaging's listener, Nova's own classes.
@Tag("real")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealEmitIT {

    private static final JsonMapper JSON = new JsonMapper();
    /// The installed Nova is older than these.
    private static final String YOUNGER = "instance.share_";
    private RealRabbit rabbit;

    @BeforeAll
    void start() throws Exception {
        rabbit = RealRabbit.start();
    }

    @AfterAll
    void stop() throws Exception {
        rabbit.close();
    }

    private record Ran(int exit, List<String> out, String err) {}

    private Ran emit(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("notify", "emit", rabbit.uri()));
        all.addAll(Arrays.asList(words));
        try (Launched run = Launched.evtool(all.toArray(String[]::new))) {
            int exit = run.exit();
            return new Ran(exit, List.copyOf(run.out()), String.join("\n", run.err()));
        }
    }

    /// A listener that has made exchange and queues.
    private Launched listen(String exchange, String topics, int count) throws Exception {
        Launched listener = Launched
                .start(RealRabbit.python("listen_oslo.py", "--url", rabbit.transport(), "--exchange",
                        exchange, "--topics", topics, "--count", count, "--seconds", 100));
        listener.awaitErr(line -> line.contains("listening"));
        return listener;
    }

    private static List<JsonNode> heard(Launched listener) throws Exception {
        assertEquals(0, listener.exit(), () -> listener.err().toString());
        return listener.out().stream().map(JSON::readTree).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--bare", "--compression=gzip"})
    void novaTakesEveryEventTypeFieldByField(String way) throws Exception {
        List<String> types = new Payloads(Catalog.shipped()).eventTypes("*");
        String exchange = "nova" + way.replaceAll("\\W", "");
        try (Launched listener = listen(exchange, "versioned_notifications", types.size())) {
            Ran run = emit(Stream.of("--event-type", "*", "--payload-version", "oldest", "--exchange", exchange, way)
                    .filter(word -> !word.isEmpty()).toArray(String[]::new));
            assertEquals(0, run.exit(), run.err());
            assertTrue(run.err().contains(types.size() + " sent, " + types.size() + " confirmed, 0 returned"),
                    run.err());
            Map<String, String> verdicts = new TreeMap<>();
            heard(listener).forEach(row -> verdicts.put(row.path("event_type").asString(),
                    row.path("priority").asString() + " " + row.path("hydrated")));
            Map<String, String> expected = new TreeMap<>();
            types.forEach(type -> expected.put(type, (type.endsWith(".error") || type.endsWith(".exception")
                    ? "error" : "info") + " true"));
            expected.keySet().removeIf(type -> type.startsWith(YOUNGER));
            verdicts.keySet().removeIf(type -> type.startsWith(YOUNGER));
            assertEquals(expected, verdicts);
        }
    }

    @Test
    void eachTopicGetsTheSameMessage() throws Exception {
        try (Launched listener = listen("two", "one,other", 2)) {
            Ran run = emit("--exchange", "two", "--topic", "one,other", "--event-type", "service.update");
            assertEquals(0, run.exit(), run.err());
            List<JsonNode> rows = heard(listener);
            assertEquals(2, rows.size());
            assertEquals(1, rows.stream().map(row -> row.at("/metadata/message_id")).distinct().count());
        }
    }

    @Test
    void legacyIsHeard() throws Exception {
        try (Launched listener = listen("old", "notifications", 1)) {
            Ran run = emit("--exchange", "old", "--legacy", "--event-type", "compute.instance.create.end", "--set",
                    "host=h1");
            assertEquals(0, run.exit(), run.err());
            JsonNode row = heard(listener).getFirst();
            assertEquals("compute.h1", row.path("publisher_id").asString());
            assertEquals("[\"host\"]", row.path("payload_keys").toString());
        }
    }

    @Test
    void anExchangeIsNotMadeUnlessThatIsSpelledOut() throws Exception {
        Ran missing = emit("--exchange", "none", "--event-type", "service.update");
        assertEquals(3, missing.exit(), missing.err());
        assertTrue(missing.err().contains("has no exchange \"none\""), missing.err());
        assertEquals(List.of(), exchange("none"));
        Ran made = emit("--exchange", "none", "--declare", "durable", "--event-type", "service.update");
        assertEquals(1, made.exit(), made.err());
        assertTrue(made.err().contains("1 message came back: no queue is bound with versioned_notifications.info"),
                made.err());
        assertEquals(List.of("none\ttopic\ttrue"), exchange("none"));
        Ran again = emit("--exchange", "none", "--declare", "transient", "--event-type", "service.update",
                "--allow-unrouted");
        assertEquals(0, again.exit(), again.err());
        assertEquals(List.of("none\ttopic\ttrue"), exchange("none"));
    }

    private List<String> exchange(String name) throws Exception {
        return rabbit.control("list_exchanges", "--no-table-headers", "name", "type", "durable").stream()
                .filter(line -> line.startsWith(name + "\t")).toList();
    }

    @Test
    void aBrokerThatBlocksIsToldOfAndWaitedFor() throws Exception {
        try (Launched listener = listen("full", "versioned_notifications", 1)) {
            rabbit.control("set_vm_memory_high_watermark", "0.0001");
            try (Launched run = Launched.evtool("notify", "emit", rabbit.uri(), "--exchange", "full", "--event-type",
                    "service.update", "--timeout", "60s")) {
                run.awaitErr(line -> line.contains("takes no messages for now"));
                rabbit.control("set_vm_memory_high_watermark", "0.9");
                assertEquals(0, run.exit(), () -> run.err().toString());
                assertTrue(String.join("\n", run.err()).contains("takes messages again"));
            }
            assertEquals(1, heard(listener).size());
            rabbit.control("set_vm_memory_high_watermark", "0.0001");
            Ran run = emit("--exchange", "full", "--event-type", "service.update", "--timeout", "1s");
            assertEquals(3, run.exit(), run.err());
            assertTrue(run.err().contains("1 sent, 0 confirmed"), run.err());
        } finally {
            rabbit.control("set_vm_memory_high_watermark", "0.9");
        }
    }
}
