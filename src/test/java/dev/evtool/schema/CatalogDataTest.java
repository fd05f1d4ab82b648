package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The catalogs that evtool ships are of their own format, and what they refer to is there.
class CatalogDataTest {

    static final List<String> SHIPPED = List.of("cloudevents", "containers", "kinds", "nova", "oslo", "ptp");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

    private final Map<String, JsonNode> catalogs = new HashMap<>();
    private final Map<String, JsonNode> objects = new HashMap<>();

    CatalogDataTest() throws IOException {
        for (String name : SHIPPED) {
            JsonNode catalog = shipped(name);
            catalogs.put(name, catalog);
            catalog.path("objects").properties().forEach(o -> objects.put(o.getKey(), o.getValue()));
        }
    }

    static JsonNode shipped(String name) throws IOException {
        return JsonMapper.shared().readTree(bytes(name + ".json"));
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = Verdict.class.getResourceAsStream(file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }

    @Test
    void eachIsOfTheFormat() throws IOException {
        Schema schema;
        try (InputStream in = Verdict.class.getResourceAsStream("catalog.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(in), InputFormat.JSON);
        }
        for (Map.Entry<String, JsonNode> catalog : catalogs.entrySet()) {
            assertEquals(List.of(), schema.validate(catalog.getValue()), catalog.getKey());
            assertEquals(catalog.getKey(), catalog.getValue().path("catalog").asString());
        }
        for (String wrong : List.of("{}",
                "{\"catalog\":\"x\",\"format\":2,\"about\":\"a\",\"from\":\"b\",\"objects\":{}}",
                "{\"catalog\":\"x\",\"format\":1,\"about\":\"a\",\"from\":\"b\",\"objects\":{\"A\":{\"plain\":true,"
                        + "\"versions\":{\"1\":{\"fields\":{\"f\":\"lst<string>\"}}}}}}")) {
            assertTrue(!schema.validate(wrong, InputFormat.JSON).isEmpty(), wrong);
        }
    }

    @Test
    void aNameIsGivenOnce() {
        Set<String> seen = new HashSet<>();
        List<String> twice = catalogs.values().stream()
                .flatMap(c -> Stream.concat(c.path("enums").propertyNames().stream(),
                        c.path("objects").propertyNames().stream()))
                .filter(name -> !seen.add(name)).toList();
        assertEquals(List.of(), twice);
    }

    @Test
    void everyTypeIsKnown() {
        List<String> unknown = new ArrayList<>();
        catalogs.forEach((name, catalog) -> fields(catalog).forEach(type -> {
            for (MatchResult word : NAME.matcher(type).results().toList()) {
                // an enumeration is of the same file; objects may be of any
                if (!catalog.path("enums").has(word.group()) && !objects.containsKey(word.group())) {
                    unknown.add(name + ": " + type);
                }
            }
        }));
        assertEquals(List.of(), unknown);
    }

    private static Stream<String> fields(JsonNode catalog) {
        return catalog.path("objects").valueStream().flatMap(o -> o.path("versions").valueStream())
                .flatMap(v -> Stream.concat(v.path("fields").valueStream(), v.path("adds").valueStream()))
                .map(field -> field.isString() ? field.asString() : field.path("type").asString());
    }

    @Test
    void everyPayloadOfAnEventIsThere() {
        List<String> missing = catalogs.values().stream().flatMap(c -> c.path("events").valueStream())
                .map(JsonNode::asString).filter(payload -> !objects.containsKey(payload)).toList();
        assertEquals(List.of(), missing);
        assertEquals(132, catalogs.get("nova").path("events").size(), "126 of Nova 26.2, and six of shares");
    }

    @Test
    void whatIsChosenIsThereAndHasWhatItIsChosenBy() {
        List<String> wrong = new ArrayList<>();
        objects.forEach((name, object) -> {
            JsonNode choose = object.path("choose");
            Stream.concat(choose.path("of").valueStream(), choose.path("otherwise").valueStream()).forEach(chosen -> {
                JsonNode there = objects.get(chosen.asString());
                if (there == null || !there.path("versions").valueStream()
                        .allMatch(v -> v.path("fields").has(choose.path("by").asString()))) {
                    wrong.add(name + " -> " + chosen.asString());
                }
            });
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void versionsFollowEachOther() {
        List<String> wrong = new ArrayList<>();
        objects.forEach((name, object) -> {
            Optional<Version> before = Optional.empty();
            for (Map.Entry<String, JsonNode> entry : object.path("versions").properties()) {
                Optional<Version> version = Version.parse(entry.getKey());
                boolean step = entry.getValue().has("adds");
                if (step && (before.isEmpty() || version.isEmpty() || before.get().major() != version.get().major()
                        || before.get().compareTo(version.get()) >= 0)) {
                    wrong.add(name + ' ' + entry.getKey());
                }
                before = version;
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyObjectIsFoundByItsName() {
        Catalog catalog = Catalog.shipped();
        assertEquals(Set.of(), objects.keySet().stream().filter(name -> catalog.object(name).isEmpty())
                .collect(Collectors.toSet()));
    }

    @Test
    void kindsAreOfObjectsThatAreThere() {
        Map<String, String> first = new HashMap<>();
        for (JsonNode catalog : catalogs.values()) {
            catalog.path("kinds").valueStream().forEach(kind -> {
                String object = kind.path("object").asString();
                assertTrue(objects.containsKey(object), kind::toString);
                assertEquals(object, first.computeIfAbsent(kind.path("kind").asString(), _ -> object),
                        "several ways to know a kind, one object");
            });
        }
    }
}
