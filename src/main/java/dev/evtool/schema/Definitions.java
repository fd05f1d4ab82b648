package dev.evtool.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The `$defs` of an exported JSON Schema: objects of the catalog, each made when something refers to it.
///
/// `NAME` is the object as it stands in a record, of any version that is known. `NAME@VERSION` are the fields of a version.
/// `NAME@VERSION+` are those of a later minor, which may have more fields and values. `NAME+` is one of several objects where
/// later minors may have other ones.
final class Definitions {

    private final Catalog catalog;
    private final SortedMap<String, Map<String, Object>> made = new TreeMap<>();
    private final Deque<Runnable> asked = new ArrayDeque<>();

    Definitions(Catalog catalog) {
        this.catalog = catalog;
    }

    /// All that was referred to, by name.
    SortedMap<String, Map<String, Object>> all() {
        while (!asked.isEmpty()) {
            asked.remove().run();
        }
        return made;
    }

    /// A reference to a definition, which is made if it is new.
    Map<String, Object> refer(String name, Supplier<Map<String, Object>> definition) {
        if (!made.containsKey(name)) {
            made.put(name, Map.of());
            asked.add(() -> made.put(name, definition.get()));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    /// An object as it stands in a record, of any version.
    ///
    /// @param later whether what refers to it is of a later minor than the catalog has
    Map<String, Object> object(String name, boolean later) {
        Optional<ObjectHistory> history = catalog.object(name);
        if (history.isEmpty()) {
            return Map.of("$comment", "the catalog has no schema " + name);
        }
        boolean open = later && history.get().traits().choice() != null;
        return refer(open ? name + '+' : name, () -> whole(history.get(), open));
    }

    private Map<String, Object> whole(ObjectHistory history, boolean open) {
        ObjectHistory.Choice choice = history.traits().choice();
        Map<String, Object> schema = new LinkedHashMap<>();
        if (history.about() != null) {
            schema.put("description", history.about());
        }
        if (choice != null) {
            schema.putAll(ChoiceSchema.of(history.name(), choice, open, name -> object(name, open)));
        } else if (history.isVersioned()) {
            schema.putAll(frame(history, Map.of("type", "string"), Map.of("type", "object")));
            schema.putAll(new VersionChoice(history, this::inVersion).of(versionKey(history)));
        } else {
            schema.putAll(fields(history.latest(), false));
        }
        return schema;
    }

    /// An object as it stands in a record, in this version only.
    Map<String, Object> object(ObjectSchema schema) {
        ObjectHistory history = schema.history();
        if (!history.isVersioned() || history.traits().choice() != null) {
            return object(history.name(), false);
        }
        Map<String, Object> version = Version.parse(schema.version())
                .map(v -> PrettyJson.object("type", "string", "pattern", VersionPattern.same(v)))
                .orElse(Map.of("const", schema.version()));
        Map<String, Object> fields = fieldsOf(schema, false);
        Map<String, Object> frame = frame(history, version, fields);
        if (history.isPlain()) {
            frame.putAll(fields);
        }
        return frame;
    }

    /// What an object asks for that has its version and all its wrapper.
    private Map<String, Object> inVersion(ObjectSchema schema, boolean later) {
        Map<String, Object> fields = fieldsOf(schema, later);
        return schema.history().isPlain() ? fields
                : Map.of("properties", Map.of(key(schema.history(), Wrapper.DATA), fields));
    }

    private Map<String, Object> fieldsOf(ObjectSchema schema, boolean later) {
        return refer(schema.name() + '@' + schema.version() + (later ? "+" : ""), () -> fields(schema, later));
    }

    /// What all versions of an object have in common.
    private static Map<String, Object> frame(ObjectHistory history, Map<String, Object> version,
            Map<String, Object> data) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (history.isPlain()) {
            properties.put(versionKey(history), version);
            schema.put("required", List.of(versionKey(history)));
            return schema;
        }
        properties.put(key(history, Wrapper.NAME), Map.of("const", history.name()));
        String namespace = history.traits().namespace();
        properties.put(key(history, Wrapper.NAMESPACE), namespace == null ? Map.of() : Map.of("const", namespace));
        properties.put(key(history, Wrapper.VERSION), version);
        properties.put(key(history, Wrapper.DATA), data);
        schema.put("required", List.copyOf(properties.keySet()));
        properties.put(key(history, Wrapper.CHANGES), Map.of());
        schema.put("additionalProperties", false);
        return schema;
    }

    private static String versionKey(ObjectHistory history) {
        return history.isPlain() ? String.valueOf(history.traits().versionedBy()) : key(history, Wrapper.VERSION);
    }

    static String key(ObjectHistory history, int member) {
        return Wrapper.key(String.valueOf(history.traits().prefix()), member);
    }

    private Map<String, Object> fields(ObjectSchema schema, boolean later) {
        TypeSchema types = new TypeSchema(name -> object(name, later), later);
        Map<String, Object> properties = new LinkedHashMap<>();
        for (SchemaField field : schema.fields()) {
            properties.put(field.name(), types.of(field));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "object");
        fields.put("properties", properties);
        List<String> required = schema.fields().stream().filter(f -> !f.optional()).map(SchemaField::name).toList();
        if (schema.history().isPlain() && !required.isEmpty()) {
            fields.put("required", required);
        }
        if (!later && !schema.history().traits().open()) {
            fields.put("additionalProperties", false);
        }
        return fields;
    }
}
