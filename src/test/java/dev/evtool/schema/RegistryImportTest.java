package dev.evtool.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A registry dump becomes a catalog: Nova's own facts, and no others.
class RegistryImportTest {

    private static final Path NOVA = Path.of("..", "shared", "corpus", "nova", "registry-26.2.json");
    /// What only samples show.
    private static final Set<String> LATER = Set.of("SharePayload", "InstanceActionSharePayload");

    private static final String DUMP = """
            {"packages": {"python3-shop": "1.2"},
             "objects": {
              "EventType": {"namespace": "shop", "serial_namespace": "shop_object", "version": "1.0",
               "fields": {"phase": {"type": "enum", "class": "Phase", "values": ["start", "end"]}}},
              "BasketPayload": {"namespace": "shop", "serial_namespace": "shop_object", "version": "1.4",
               "fields": {
                "owner": {"type": "uuid", "class": "UUID"},
                "colour": {"type": "enum", "class": "Colour", "values": ["red", "_none", "red", "blue"], "nullable": true},
                "items": {"type": "list", "items": {"type": "object", "object": "ItemPayload"}},
                "notes": {"type": "dict", "values": {"type": "string", "nullable": true}, "nullable": true},
                "tags": {"type": "set", "items": {"type": "string"}},
                "odd": {"type": "other", "class": "Odd"}}},
              "ItemPayload": {"namespace": "shop", "serial_namespace": "shop_object", "version": "2.10",
               "fields": {"colour": {"type": "enum", "class": "Colour", "values": ["green"]}}}},
             "notifications": {"BasketNotification": {"payload": "BasketPayload",
              "events": [{"event_type": "basket.fill.start"}, {"event_type": "basket.drop"}]}}}
            """;

    private static String imported(String dump) throws IOException, RegistryFormatException {
        return RegistryImport.catalog(new ByteArrayInputStream(dump.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theShippedCatalogIsTheRegistryOfNova() throws Exception {
        assumeTrue(Files.exists(NOVA), "no dump of Nova's registry beside this folder");
        JsonNode made;
        try (InputStream dump = Files.newInputStream(NOVA)) {
            made = JsonMapper.shared().readTree(RegistryImport.catalog(dump));
        }
        JsonNode shipped = CatalogDataTest.shipped("nova");
        Set<String> events = made.path("events").propertyNames().stream().collect(Collectors.toSet());
        assertEquals(126, events.size());
        assertEquals(38, made.path("objects").size());
        for (String member : Set.of("prefix", "namespace", "enums")) {
            assertEquals(made.path(member).toString(), shipped.path(member).toString());
        }
        ((ObjectNode) shipped.path("objects")).remove(LATER);
        ((ObjectNode) shipped.path("events")).retain(events);
        assertEquals(made.path("events").toString(), shipped.path("events").toString());
        shipped.path("objects").forEach(object -> ((ObjectNode) object.path("versions"))
                .removeIf(version -> version.has("adds")));
        assertEquals(made.path("objects").toString(), shipped.path("objects").toString(), "order included");
    }

    @Test
    void aDumpBecomesACatalogForPeople() throws Exception {
        assertEquals("""
                {
                  "catalog": "shop",
                  "format": 1,
                  "about": "Versioned notification payloads of shop",
                  "from": "Registry of python3-shop 1.2",
                  "prefix": "shop_object",
                  "namespace": "shop",
                  "enums": {
                    "Colour": ["red", "blue"],
                    "Colour2": ["green"],
                    "Phase": ["start", "end"]
                  },
                  "objects": {
                    "BasketPayload": { "versions": { "1.4": { "fields": {
                      "owner": "uuid",
                      "colour": "Colour?",
                      "items": "list<ItemPayload>",
                      "notes": "map<string?>?",
                      "tags": "set<string>",
                      "odd": "any"
                    } } } },
                    "ItemPayload": { "versions": { "2.10": { "fields": {
                      "colour": "Colour2"
                    } } } }
                  },
                  "events": {
                    "basket.drop": "BasketPayload",
                    "basket.fill.start": "BasketPayload"
                  }
                }
                """, imported(DUMP));
    }

    @Test
    void whatNovaMayLeaveOutIsOptional() throws Exception {
        String catalog = imported(DUMP.replace("ItemPayload", "ImageMetaPropsPayload"));
        assertTrue(catalog.contains("\"colour\": { \"type\": \"Colour2\", \"optional\": true }\n"), catalog);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "\"version\": \"2.10\" | \"version\": \"two\"           | /objects/ItemPayload/version",
            "\"version\": \"2.10\" | \"version\": 2.1               | /objects/ItemPayload/version",
            "\"class\": \"UUID\"   | \"nullable\": 1, \"type\": 7   | /objects/BasketPayload/fields/owner/type",
            "\"type\": \"uuid\"    | \"type\": \"guid\"             | /objects/BasketPayload/fields/owner/type",
            "\"items\": {\"type\": \"string\"} | \"items\": 4      | /objects/BasketPayload/fields/tags/items",
            "\"object\": \"ItemPayload\" | \"object\": \"NoPayload\" | /objects/BasketPayload/fields/items/items/object",
            "\"payload\": \"BasketPayload\" | \"payload\": \"EventType\" | /notifications/BasketNotification/payload",
            "\"event_type\": \"basket.drop\" | \"event\": 1         | /notifications/BasketNotification/events/1",
            "\"notifications\"     | \"notices\"                    | ''",
            "[\"green\"]           | [\"_\"]                        | /objects/ItemPayload/fields/colour/values",
            "\"class\": \"Colour\", \"values\": [\"green\"] | \"class\": \"no name\", \"values\": [\"a\"] | /objects/ItemPayload/fields/colour/class",
            "\"python3-shop\": \"1.2\" | \"a\" 1                    | 'line 1, column 19'"
    })
    void whatIsNoDumpIsRefusedWithItsPlace(String text, String instead, String place) {
        assertTrue(DUMP.contains(text), text);
        RegistryFormatException refused = assertThrows(RegistryFormatException.class,
                () -> imported(DUMP.replace(text, instead)));
        assertEquals(place, refused.place(), refused.getMessage());
        assertTrue(refused.getMessage().startsWith(place), refused.getMessage());
    }

    @Test
    void otherTextsAreRefused() {
        for (String text : new String[] {"", "null", "[]", "{}", "{\"objects\":{}}", DUMP + "{}", "\uFEFF" + "x"}) {
            assertThrows(RegistryFormatException.class, () -> imported(text), text);
        }
    }

    @Test
    void allObjectsAreOfOneNamespace() {
        RegistryFormatException refused = assertThrows(RegistryFormatException.class,
                () -> imported(DUMP.replaceFirst("(?s)(.*)\"namespace\": \"shop\"", "$1\"namespace\": \"market\"")));
        assertEquals("/objects/ItemPayload/namespace", refused.place());
    }
}
