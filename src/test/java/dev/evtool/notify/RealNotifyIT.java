package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.evtool.Launched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a real Nova says on a real RabbitMQ, each message shown once and decoded right, while the queues of others keep
/// all of them.
@Tag("real")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealNotifyIT {

    private static final JsonMapper JSON = new JsonMapper();
    private RealRabbit rabbit;

    @BeforeAll
    void start() throws Exception {
        rabbit = RealRabbit.start();
    }

    @AfterAll
    void stop() throws Exception {
        rabbit.close();
    }

    /// A way that services send notifications.
    record Way(String name, String exchange, String topics, List<String> emitting) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        String usual = "versioned_notifications,notifications";
        return Stream.of(new Way("envelope", "nova", usual, List.of("--count", "1000")),
                new Way("bare", "nova_bare", usual, List.of("--driver", "messaging")),
                new Way("gzip", "nova_gzip", usual, List.of("--compression", "gzip")),
                new Way("durable", "nova_durable", "vd,nd",
                        List.of("--versioned-topic", "vd", "--legacy-topic", "nd", "--durable")),
                new Way("quorum", "nova_quorum", "vq,nq",
                        List.of("--versioned-topic", "vq", "--legacy-topic", "nq", "--quorum")));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyMessageIsShownOnceAndStaysWhereItIs(Way way) throws Exception {
        emit(way, "--only", "^service.create$"); // makes the exchange, as the first message of a service does
        drain(way);
        Map<String, JsonNode> shown = new HashMap<>();
        JsonNode summary;
        try (Launched watch = Launched.evtool("notify", "watch", rabbit.uri(), "--exchange", way.exchange(),
                "--topic", way.topics(), "--validate", "-o", "ndjson", "--idle-timeout", "60s")) {
            watch.awaitErr(line -> line.contains("exchange " + way.exchange()));
            summary = emit(way);
            int sent = summary.path("messages").asInt();
            watch.awaitUntil(() -> events(watch.out()).size() >= sent);
            watch.signal("INT");
            assertEquals(130, watch.exit());
            List<JsonNode> events = events(watch.out());
            assertEquals(sent, events.size());
            events.forEach(event -> shown.put(event.path("id").asString(), event));
            assertEquals(sent, shown.size(), "one was shown twice");
            assertEquals(List.of(), watch.out().stream().filter(line -> line.contains("evtool.gap")).toList());
        }
        assertEquals(counts(summary), shown.values().stream().collect(Collectors.groupingBy(
                event -> routingKey(event) + " " + event.path("type").asString(), TreeMap::new,
                Collectors.summingInt(e -> 1))));
        List<JsonNode> kept = drain(way);
        assertEquals(shown.size(), kept.size(), "something was taken from the queues of others");
        for (JsonNode original : kept) {
            JsonNode message = original.path("message");
            JsonNode event = shown.get(message.path("_unique_id").asString());
            assertEquals(message, event.path("data"));
            boolean versioned = message.path("payload").has("nova_object.name");
            assertEquals(versioned ? "valid" : "unversioned", event.path("verdict").asString(), event.toString());
        }
    }

    private static String routingKey(JsonNode event) {
        return JSON.readTree(event.path("amqp").asString()).path("routing_key").asString();
    }

    private static List<JsonNode> events(List<String> lines) {
        return lines.stream().filter(line -> line.endsWith("}")).map(JSON::readTree)
                .filter(item -> !item.path("type").asString().startsWith("evtool.")).toList();
    }

    private static Map<String, Integer> counts(JsonNode summary) {
        Map<String, Integer> counts = new TreeMap<>();
        summary.path("sent").properties().forEach(entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
        return counts;
    }

    private JsonNode emit(Way way, String... more) throws Exception {
        List<String> command = new ArrayList<>(RealRabbit.python("emit_nova.py", "--url", rabbit.transport(),
                "--exchange", way.exchange()));
        command.addAll(way.emitting());
        command.addAll(Arrays.asList(more));
        return JSON.readTree(String.join("\n", printed(command)));
    }

    /// What is in the queues of others, which are empty afterwards.
    private List<JsonNode> drain(Way way) throws Exception {
        Set<String> topics = Set.of(way.topics().split(",", -1));
        List<Object> words = new ArrayList<>(List.of("--port", rabbit.port()));
        rabbit.depths().keySet().stream().filter(queue -> topics.contains(queue.replaceFirst("\\.[a-z]+$", "")))
                .forEach(words::add);
        return printed(RealRabbit.python("drain_queues.py", words.toArray())).stream().map(JSON::readTree).toList();
    }

    private static List<String> printed(List<String> command) throws Exception {
        try (Launched run = Launched.start(command)) {
            assertEquals(0, run.exit(), () -> run.err().toString());
            return List.copyOf(run.out());
        }
    }
}
