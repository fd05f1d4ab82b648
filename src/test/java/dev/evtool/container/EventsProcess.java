package dev.evtool.container;

import dev.evtool.Launched;
import dev.evtool.event.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// `evtool events -o ndjson` as a process, and what it printed.
final class EventsProcess implements AutoCloseable {

    private final Launched run;

    private EventsProcess(Launched run) {
        this.run = run;
    }

    /// A line that is an event.
    ///
    /// @param type object and canonical action, such as `container.start`
    /// @param word the engine's own
    record Printed(Instant time, String type, String word, String subject, JsonNode line) {

        JsonNode data() {
            return line.path("data");
        }

        /// What filters see.
        Map<String, Object> facts() {
            return new ContainerVocabulary()
                    .facts(RealJson.text(line, "source"), type,
                            Map.of("engine", RealJson.text(line, "engine"), "engineaction", word),
                            new Payload(data().toString().getBytes(StandardCharsets.UTF_8), Payload.JSON))
                    .getFirst();
        }

        String object() {
            return type.substring(0, type.indexOf('.'));
        }

        String action() {
            return type.substring(type.indexOf('.') + 1);
        }
    }

    /// A line that says that something may be missing.
    record Hole(Instant from, Instant to, String reason, boolean certain) {}

    static EventsProcess start(String uri, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("events", "-e", uri, "-o", "ndjson"));
        arguments.addAll(List.of(options));
        return new EventsProcess(Launched.evtool(arguments.toArray(String[]::new)));
    }

    /// Follows an engine, and is certain to listen: engines do not all say so, and so it has been told of a mark.
    static EventsProcess listening(RealEngine engine, String... options) throws Exception {
        EventsProcess process = start(engine.uri(), options);
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (process.events().isEmpty()) {
                if (System.nanoTime() > deadline || !process.run.process().isAlive()) {
                    throw new AssertionError("not listening: " + process.run.err() + process.run.out());
                }
                engine.mark("mark-listening-" + System.nanoTime());
            }
            return process;
        } catch (Throwable e) {
            process.close();
            throw e;
        }
    }

    /// Runs to its end, which must be a good one.
    static EventsProcess past(String uri, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--no-follow");
        try (EventsProcess process = start(uri, all.toArray(String[]::new))) {
            int code = process.run.exit();
            if (code != 0) {
                throw new AssertionError("exit " + code + " of " + all + ": " + process.run.err());
            }
            return process;
        }
    }

    /// A time as engines and evtool take it, whole.
    static String at(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    Launched run() {
        return run;
    }

    List<Printed> events() {
        return run.out().stream().map(RealJson::of).filter(line -> !type(line).startsWith("evtool."))
                .map(line -> new Printed(Instant.parse(RealJson.text(line, "time")), type(line),
                        RealJson.text(line, "engineaction"), RealJson.text(line, "subject"), line))
                .toList();
    }

    List<Hole> holes() {
        return run.out().stream().map(RealJson::of).filter(line -> type(line).equals("evtool.gap"))
                .map(line -> line.path("data"))
                .map(gap -> new Hole(Instant.parse(RealJson.text(gap, "from")),
                        Instant.parse(RealJson.text(gap, "to")), RealJson.text(gap, "reason"),
                        gap.path("certain").asBoolean()))
                .toList();
    }

    private static String type(JsonNode line) {
        return RealJson.text(line, "type");
    }

    /// Stops it as Ctrl-C does.
    ///
    /// @return the exit code
    int interrupt() throws IOException, InterruptedException {
        run.signal("INT");
        return run.exit();
    }

    @Override
    public void close() {
        run.close();
    }
}
