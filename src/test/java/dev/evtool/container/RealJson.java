package dev.evtool.container;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What the clients of engines print, read.
final class RealJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RealJson() {}

    static JsonNode of(String line) {
        return MAPPER.readTree(line);
    }

    static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }

    static Instant nanos(long sinceEpoch) {
        return Instant.ofEpochSecond(0, sinceEpoch);
    }

    /// An event in the shape of Docker's API.
    static RealEngine.Told docker(JsonNode event) {
        return new RealEngine.Told(nanos(event.path("timeNano").asLong()), text(event, "Type"), text(event, "Action"),
                text(event.path("Actor"), "ID"), texts(event.path("Actor").path("Attributes")));
    }
}
