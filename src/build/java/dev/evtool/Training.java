package dev.evtool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The training run for the AOT cache: whatever classes these commands load and link, later starts find ready-made.
///
/// It is compiled and packed by `src/build/java/Package.java`, next to the program's own classes, because a cache is
/// only good for the class path that it was recorded with. The commands run one after the other in one process; what
/// they print is thrown away, and one that fails or hangs costs only its own share of the cache.
final class Training {

    /// What a short run does: it asks for help or the version, is told of a mistake, or reads a file.
    private static final List<String[]> SHORT = List.of(
            new String[] {"--help"},
            new String[] {"--version"},
            new String[] {"--no-such-option"},
            new String[] {"help", "filters"},
            new String[] {"ptp", "--help"},
            new String[] {"ptp", "watch", "--help"},
            new String[] {"ptp", "state", "--help"},
            new String[] {"ptp", "doctor", "--help"},
            new String[] {"events", "--help"},
            new String[] {"events", "state", "--help"},
            new String[] {"notify", "--help"},
            new String[] {"notify", "watch", "--help"},
            new String[] {"tail", "--help"},
            new String[] {"record", "--help"},
            new String[] {"demo", "--help"});

    /// What else to train: each thing that is slow for the first time. The limits are small because the demo has a
    /// rhythm: this run is part of every build.
    private static final List<String[]> LONG = List.of(
            new String[] {"ptp", "watch", "--demo", "--limit", "2"},
            new String[] {"ptp", "watch", "--demo", "--limit", "2", "-o", "table"},
            new String[] {"ptp", "watch", "--demo", "--limit", "2", "-o", "json"},
            new String[] {"ptp", "watch", "--demo", "--limit", "2", "-o", "ndjson", "-f", "offset > 0 || state != 'x'"},
            new String[] {"ptp", "watch", "--demo", "--limit", "2", "--template", "{{node}} {{state}}"},
            new String[] {"ptp", "state", "--demo"},
            new String[] {"ptp", "doctor", "--demo"},
            new String[] {"ptp", "publishers", "--demo", "-o", "json"},
            new String[] {"ptp", "subscriptions", "--demo"},
            new String[] {"demo", "ptp", "--api", "v1", "--limit", "2"},
            new String[] {"events", "--demo", "--limit", "3"},
            new String[] {"events", "--demo", "--limit", "3", "-o", "ndjson", "-f",
                    "labels.app == 'x' || exit_code != 1"},
            new String[] {"events", "state", "--demo"},
            new String[] {"notify", "watch", "--demo", "--limit", "3"},
            new String[] {"notify", "watch", "--demo", "--limit", "3", "-o", "ndjson", "-f", "priority != 'x'"},
            new String[] {"notify", "watch", "--demo", "--limit", "3", "--pairs", "--validate"},
            new String[] {"demo", "notifications", "--limit", "3", "-o", "table"},
            // a broker that is not there: what a client loads before it connects
            new String[] {"notify", "watch", "amqp://localhost:1", "--limit", "1"},
            new String[] {"tail", "-", "-f", "offset > 100 && state == 'LOCKED'"});

    /// A file that is valid, one that is not, and what `-` is told.
    private static final String VALID = """
            {"event_type": "flavor.create", "priority": "INFO", "publisher_id": "nova-api:node1", \
            "message_id": "8f1b9d5a-5d1f-4a8e-9c53-5d6a4f1f3c11", "timestamp": "2026-11-22 03:04:05.678901", \
            "payload": {"nova_object.name": "FlavorPayload", "nova_object.namespace": "nova", \
            "nova_object.version": "1.4", "nova_object.data": {"description": null, "disabled": false, \
            "ephemeral_gb": 0, "extra_specs": {"hw:numa_nodes": "1"}, "flavorid": "f1", "is_public": true, \
            "memory_mb": 512, "name": "tiny", "projects": null, "root_gb": 1, "rxtx_factor": 1.0, "swap": 0, \
            "vcpu_weight": 0, "vcpus": 2}}}
            """;
    private static final String INVALID = VALID.replace("512", "\"512\"") + VALID.replace("\"vcpus\": 2", "\"vcpu\": 2")
            + VALID.replace("FlavorPayload", "InstancePayload")
                    .replace("\"swap\"", "\"flavor\": {\"nova_object.data\": {}}, \"swap\"")
            + "{\"a\": ";

    private static final String SCHEMA = """
            {"type": "object", "required": ["id"], "properties": {"event_type": {"enum": ["a", "b"], "maxLength": 3},
             "nova_object.data": {"properties": {"memory_mb": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/big"}]}},
              "patternProperties": {"^v": {"type": "string"}}}},
             "$defs": {"big": {"minimum": 10000}}, "additionalProperties": false}
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Training() {}

    public static void main(String[] args) throws Exception {
        List<String[]> commands = new ArrayList<>(SHORT);
        commands.addAll(validations());
        if (args[0].equals("all")) {
            commands.addAll(LONG);
            commands.addAll(schemas());
        }
        for (String[] command : commands) {
            String name = String.join(" ", command);
            long start = System.nanoTime();
            Thread thread = Thread.ofPlatform().name(name).daemon().start(() -> run(name, command));
            if (!thread.join(PATIENCE)) {
                System.out.println(name + ": still running after " + PATIENCE.toSeconds() + " s, given up");
                thread.interrupt();
            }
            System.out.printf("%5d ms  %s%n", (System.nanoTime() - start) / 1_000_000, name);
        }
        Evtool.main(new String[] {"--version"}); // the way in and out itself; it ends the process, which writes the cache
    }

    private static List<String[]> validations() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getenv("HOME"), "validations")); // of the training alone
        String valid = Files.writeString(folder.resolve("valid.json"), VALID).toString();
        String invalid = Files.writeString(folder.resolve("invalid.ndjson"), INVALID).toString();
        List<String[]> commands = new ArrayList<>();
        commands.add(new String[] {"validate", valid});
        commands.add(new String[] {"validate", "--strict", "--summary", folder.toString()});
        for (String format : List.of("json", "junit", "sarif", "github")) {
            commands.add(new String[] {"validate", "--report", format, invalid});
        }
        commands.add(new String[] {"validate", "-", "--pass-valid"});
        commands.add(new String[] {"validate", "--help"});
        return commands;
    }

    /// The library for JSON Schema takes longest to come up.
    private static List<String[]> schemas() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getenv("HOME"), "schemas"));
        String single = Files.writeString(folder.resolve("FlavorPayload-1.4.json"), SCHEMA).toString();
        Files.writeString(folder.resolve("other.json"), "{\"$schema\": \"http://json-schema.org/draft-07/schema#\"}");
        return List.of(new String[] {"validate", "-", "--schemas", single},
                new String[] {"validate", "-", "--schemas", folder.toString()});
    }

    private static void run(String name, String[] command) {
        InputStream in = new ByteArrayInputStream(command[0].equals("validate") ? VALID.getBytes(StandardCharsets.UTF_8)
                : new byte[0]);
        var out = new ByteArrayOutputStream();
        try (var print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int code = Evtool.run(command, in, print, print);
            System.out.println(name + ": exit " + code + ", " + out.size() + " bytes printed");
        } catch (Throwable e) {
            System.out.println(name + ": " + e);
        }
    }
}
