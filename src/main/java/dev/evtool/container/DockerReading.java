package dev.evtool.container;

import dev.evtool.event.JsonCursor;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.Payload;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Reads Docker's and Podman's event objects (`container-events.md`, 2.5 and 3) straight from their bytes: a tree of a
/// backlog's events would cost more than all else that is done with them. Of members that come twice the last one counts.
final class DockerReading {

    /// A cursor is for one thread, and so is the memory of texts that it has.
    private static final ThreadLocal<JsonCursor> CURSORS = ThreadLocal.withInitial(JsonCursor::new);

    private final JsonCursor json = CURSORS.get();
    private final byte[] bytes;

    private String type = "";
    private String action = "";
    private String actorId = "";
    private String status = "";
    private String id = "";
    private String health = "";
    private String scope = "";
    private String from = "";
    private boolean saysFrom;
    private Map<String, String> given = Map.of();

    private DockerReading(byte[] bytes) {
        this.bytes = bytes;
    }

    /// What the JSON says; empty if it is no such event.
    static Optional<ContainerReading> of(byte[] json) {
        DockerReading reading = new DockerReading(json);
        try {
            reading.members();
        } catch (JsonFormatException isNot) {
            return Optional.empty();
        }
        return reading.read();
    }

    private void members() throws JsonFormatException {
        json.reset(bytes, 0, bytes.length);
        json.enter();
        while (json.next()) {
            switch (json.name()) {
                case "Type" -> type = text();
                case "Action" -> action = text();
                case "Actor" -> actor();
                case "status" -> status = text();
                case "id" -> id = text();
                case "HealthStatus" -> health = text();
                case "scope" -> scope = text();
                case "from" -> {
                    saysFrom = true;
                    from = text();
                }
                default -> json.skip();
            }
        }
    }

    private void actor() throws JsonFormatException {
        actorId = "";
        given = Map.of();
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.enter();
        while (json.next()) {
            switch (json.name()) {
                case "ID" -> actorId = text();
                case "Attributes" -> attributes();
                default -> json.skip();
            }
        }
    }

    private void attributes() throws JsonFormatException {
        given = new HashMap<>();
        if (!json.isObject()) {
            json.skip();
            return;
        }
        json.enter();
        while (json.next()) {
            String key = json.name();
            given.put(key, text());
        }
    }

    /// The value at hand; empty for `null`. Engines only send strings, but files come from anywhere.
    private String text() throws JsonFormatException {
        if (json.isString()) {
            return json.word();
        }
        int begin = json.position();
        json.skip();
        return bytes[begin] == 'n' ? ""
                : new Payload(Arrays.copyOfRange(bytes, begin, json.position()), Payload.JSON).data().toString();
    }

    private Optional<ContainerReading> read() {
        if (type.isEmpty()) {
            // engines before 1.10 only said it the old way
            type = saysFrom ? "container" : "image";
            action = status;
        }
        action = action.isEmpty() ? status : action;
        return action.isEmpty() ? Optional.empty() : Optional.of(read(DockerWords.of(type, action)));
    }

    private ContainerReading read(DockerWords words) {
        // Podman gives all of its events an attribute that Docker has not
        boolean podman = given.containsKey("podId") || given.containsKey("containerExitCode");
        boolean container = words.object().equals("container");
        Predicate<String> engines = DockerKeys.of(podman, words.object(), words.action());
        SortedMap<String, String> attributes = new TreeMap<>();
        SortedMap<String, String> labels = new TreeMap<>();
        Set<String> doubtful = new TreeSet<>();
        given.forEach((key, value) -> {
            if (!engines.test(key)) {
                labels.put(key, value);
            } else if (!podman || !isNoise(words, key, value)) {
                attributes.put(key, value);
                if (container && !DockerKeys.isLikely(key, value)) {
                    doubtful.add(key);
                }
            }
        });
        if (podman && isEnd(words)) {
            // the native API has the code only there, and so has the end of an exec
            String code = attributes.remove("containerExitCode");
            if (code != null) {
                attributes.putIfAbsent("exitCode", code);
            }
        }
        if (container && !from.isEmpty()) {
            attributes.putIfAbsent("image", from);
        }
        return new ContainerReading(words.object(), words.action(), words.engineAction(),
                actorId.isEmpty() ? id : actorId, attributes, labels, doubtful, rest(words));
    }

    private Map<String, String> rest(DockerWords words) {
        Map<String, String> rest = new HashMap<>(4);
        put(rest, "health", health.isEmpty() && words.isHealth() ? words.text() : health);
        put(rest, "exec_command", words.isHealth() ? "" : words.text());
        put(rest, "scope", scope);
        return rest;
    }

    private static boolean isEnd(DockerWords words) {
        return words.action().equals("die") || words.action().equals("exec-die");
    }

    /// What Podman says of every event, whether there is something to say or not.
    private static boolean isNoise(DockerWords words, String key, String value) {
        return key.equals("containerExitCode") ? !isEnd(words)
                : value.isEmpty() && (key.equals("podId") || key.equals("image"));
    }

    private static void put(Map<String, String> rest, String name, String value) {
        if (!value.isEmpty()) {
            rest.put(name, value);
        }
    }
}
