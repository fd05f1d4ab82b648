package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Objects and messages of the catalog as JSON Schema 2020-12, for other validators: it accepts what [RecordJudge] finds no
/// error in. It can say nothing of members that stand twice, and takes `1.0` for an integer; what is only suspicious - a
/// missing field of a versioned object, a string that is no UUID - is accepted.
public final class JsonSchemaExport {

    static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private final Catalog catalog;
    private final Definitions definitions;

    private JsonSchemaExport(Catalog catalog) {
        this.catalog = catalog;
        this.definitions = new Definitions(catalog);
    }

    /// The text of the JSON Schema of what the name stands for: `NAME` (any version that is known), `NAME@VERSION`, an event
    /// type or a kind of record (the whole message), `payload` (any versioned payload).
    ///
    /// @param message whether the message is wanted that brings the object
    /// @throws SchemaException if the catalog has nothing of that name
    public static String of(Catalog catalog, String name, boolean message) throws SchemaException {
        return new JsonSchemaExport(catalog).text(name, SchemaTarget.of(catalog, name, message));
    }

    private String text(String title, SchemaTarget target) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", DIALECT);
        schema.put("title", title);
        schema.putAll(target.message() == null ? object(target) : message(target, target.message()));
        schema.put("$defs", definitions.all());
        return PrettyJson.of(schema);
    }

    private Map<String, Object> object(SchemaTarget target) {
        if (target.object() == null) {
            return payload();
        }
        return target.version() == null ? definitions.object(target.object().name(), false)
                : definitions.object(target.version());
    }

    private Map<String, Object> message(SchemaTarget target, Kind kind) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (kind.object() != null) {
            schema.putAll(definitions.object(kind.object(), false));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        if (target.event() != null && kind.event() != null) {
            properties.put(kind.event(), Map.of("const", target.event()));
        }
        Optional<Map<String, Object>> inside = inside(target, kind);
        inside.ifPresent(payload -> properties.put(String.valueOf(kind.inside()), payload));
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        return schema;
    }

    /// What stands in the message. A payload in a string, as in an envelope, is beyond JSON Schema.
    private Optional<Map<String, Object>> inside(SchemaTarget target, Kind kind) {
        if (kind.inside() == null || kind.packing() != Kind.Packing.JSON) {
            return Optional.empty();
        }
        if (target.object() != null && !target.object().name().equals(kind.object())) {
            return Optional.of(object(target));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("if", Map.of("anyOf", wrapperMembers()));
        schema.put("then", payload());
        return Optional.of(schema);
    }

    private List<Map<String, Object>> wrapperMembers() {
        List<Map<String, Object>> members = new ArrayList<>();
        for (String prefix : prefixes()) {
            for (int member = Wrapper.NAME; member <= Wrapper.CHANGES; member++) {
                members.add(PrettyJson.object("type", "object", "required", List.of(Wrapper.key(prefix, member))));
            }
        }
        return members;
    }

    private List<String> prefixes() {
        List<String> prefixes = new ArrayList<>();
        for (CatalogFile file : catalog.files()) {
            String prefix = file.prefix();
            if (prefix != null && !prefixes.contains(prefix)) {
                prefixes.add(prefix);
            }
        }
        return prefixes;
    }

    /// Any versioned object, by the name that it claims itself.
    private Map<String, Object> payload() {
        return definitions.refer(SchemaTarget.PAYLOAD, () -> {
            List<Map<String, Object>> names = new ArrayList<>();
            List<Map<String, Object>> wrappers = new ArrayList<>();
            for (String prefix : prefixes()) {
                wrappers.add(Map.of("required", List.of(Wrapper.key(prefix, Wrapper.NAME),
                        Wrapper.key(prefix, Wrapper.NAMESPACE), Wrapper.key(prefix, Wrapper.VERSION),
                        Wrapper.key(prefix, Wrapper.DATA))));
            }
            for (CatalogFile file : catalog.files()) {
                file.objects().stream().filter(this::isVersioned).forEach(name -> names.add(named(name)));
            }
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            schema.put("anyOf", wrappers);
            schema.put("allOf", names);
            return schema;
        });
    }

    private boolean isVersioned(String name) {
        return catalog.object(name).map(object -> !object.isPlain()).orElse(false);
    }

    private Map<String, Object> named(String name) {
        ObjectHistory object = catalog.object(name).orElseThrow();
        String key = Definitions.key(object, Wrapper.NAME);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("if", PrettyJson.object("properties", Map.of(key, Map.of("const", name)), "required", List.of(key)));
        schema.put("then", definitions.object(name, false));
        return schema;
    }
}
