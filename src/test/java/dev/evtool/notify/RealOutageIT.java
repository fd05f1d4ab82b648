package dev.evtool.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.Launched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What becomes of a watch while a real Nova speaks and the broker, or its exchange, goes and comes back.
@Tag("real")
@Timeout(300)
class RealOutageIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SOME = 40;

    private RealRabbit rabbit;

    @BeforeEach
    void start() throws Exception {
        rabbit = RealRabbit.start();
    }

    @AfterEach
    void stop() throws Exception {
        rabbit.close();
    }

    @Test
    void aTransientTapShowsTheGapOfARestartAndGoesOn() throws Exception {
        emitted("--only", "^service.create$");
        try (Launched watch = watch(); Launched nova = nova("--rate", "20", "--count", "500")) {
            watch.awaitUntil(() -> events(watch).size() >= SOME);
            Instant stopped = Instant.now();
            rabbit.stop();
            watch.awaitErr(line -> line.contains("trying again"));
            rabbit.restart();
            watch.awaitUntil(() -> !gaps(watch).isEmpty());
            Instant from = Instant.parse(gaps(watch).getFirst().path("data").path("from").asString());
            assertTrue(from.isBefore(stopped.plusSeconds(10)), from + " is long after " + stopped);
            int before = events(watch).size();
            watch.awaitUntil(() -> events(watch).size() >= before + SOME);
            assertEquals(0, nova.exit(), () -> nova.err().toString());
            int sent = JSON.readTree(String.join("\n", nova.out())).path("messages").asInt();
            assertTrue(ids(watch).size() <= sent, ids(watch).size() + " shown of " + sent);
        }
    }

    @Test
    void aDurableTapLosesNothingInARestart() throws Exception {
        emitted("--durable", "--only", "^service.create$");
        try (Launched watch = watch("--durable-queue", "evtool-tap");
                Launched nova = nova("--durable", "--rate", "20", "--count", "300")) {
            watch.awaitUntil(() -> events(watch).size() >= SOME);
            rabbit.stop();
            watch.awaitErr(line -> line.contains("trying again"));
            rabbit.restart();
            assertEquals(0, nova.exit(), () -> nova.err().toString());
            int sent = JSON.readTree(String.join("\n", nova.out())).path("messages").asInt();
            watch.awaitUntil(() -> ids(watch).size() >= sent);
            assertEquals(sent, events(watch).size(), "as many as were confirmed, each once");
        }
    }

    @Test
    void anExchangeThatIsDeletedAndMadeAgainIsFollowed() throws Exception {
        emitted("--only", "^service.create$");
        try (Launched watch = watch()) {
            emitted("--only", "^service");
            watch.awaitUntil(() -> events(watch).size() >= 3);
            rabbit.control("eval",
                    "rabbit_exchange:delete(rabbit_misc:r(<<\"/\">>, exchange, <<\"nova\">>), false, <<\"test\">>).");
            watch.awaitErr(line -> line.contains("was deleted"));
            assertEquals(List.of(), gaps(watch));
            try (Launched nova = nova("--rate", "10", "--count", "100")) {
                watch.awaitUntil(() -> gaps(watch).size() == 1);
                watch.awaitUntil(() -> events(watch).size() >= 3 + SOME);
                assertEquals(0, nova.exit(), () -> nova.err().toString());
            }
        }
    }

    private Launched watch(String... more) throws Exception {
        Launched watch = Launched.evtool(Stream
                .concat(Stream.of("notify", "watch", rabbit.uri(), "-o", "ndjson"),
                        Arrays.stream(more))
                .toArray(String[]::new));
        watch.awaitErr(line -> line.contains("exchange nova"));
        return watch;
    }

    private Launched nova(Object... words) throws Exception {
        List<Object> all = new ArrayList<>(List.of("--url", rabbit.transport()));
        all.addAll(List.of(words));
        return Launched.start(RealRabbit.python("emit_nova.py", all.toArray()));
    }

    private void emitted(Object... words) throws Exception {
        try (Launched nova = nova(words)) {
            assertEquals(0, nova.exit(), () -> nova.err().toString());
        }
    }

    private static List<JsonNode> lines(Launched watch) {
        return watch.out().stream().filter(line -> line.endsWith("}")).map(JSON::readTree).toList();
    }

    private static List<JsonNode> events(Launched watch) {
        return lines(watch).stream().filter(item -> !item.path("type").asString().startsWith("evtool.")).toList();
    }

    private static Set<String> ids(Launched watch) {
        return events(watch).stream().map(event -> event.path("id").asString()).collect(Collectors.toSet());
    }

    private static List<JsonNode> gaps(Launched watch) {
        return lines(watch).stream().filter(item -> item.path("type").asString().equals("evtool.gap")).toList();
    }
}
