package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Types of fields as JSON Schema.
///
/// @param objects makes the schema of an object by its name
/// @param later whether the fields are those of a later minor than the catalog has, which may have more values
record TypeSchema(Function<String, Map<String, Object>> objects, boolean later) {

    Map<String, Object> of(SchemaField field) {
        Map<String, Object> type = of(field.type());
        String about = field.about();
        if (about == null) {
            return type;
        }
        Map<String, Object> told = new LinkedHashMap<>(type);
        told.put("description", about);
        return told;
    }

    private Map<String, Object> of(FieldType type) {
        Map<String, Object> schema = switch (type.shape()) {
            case Scalar scalar -> scalar(scalar);
            case Shape.Enumeration enumeration -> enumeration(enumeration, type.nullable());
            case Shape.Items items -> typed("array", "items", of(items.item()));
            case Shape.Entries entries -> typed("object", "additionalProperties", of(entries.value()));
            case Shape.Reference reference -> objects.apply(reference.name());
        };
        if (!type.nullable() || schema.isEmpty()) {
            return schema;
        }
        if (schema.get("type") instanceof String word) {
            Map<String, Object> nullable = new LinkedHashMap<>(schema);
            nullable.put("type", List.of(word, "null"));
            return nullable;
        }
        return schema.containsKey("enum") ? schema : Map.of("anyOf", List.of(Map.of("type", "null"), schema));
    }

    private static Map<String, Object> scalar(Scalar scalar) {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (scalar.base()) {
            case ANY -> {
                return schema;
            }
            case STRING -> schema.put("type", "string");
            case INTEGER -> {
                schema.put("type", "integer");
                schema.put("minimum", Long.MIN_VALUE);
                schema.put("maximum", Long.MAX_VALUE);
            }
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case OBJECT -> schema.put("type", "object");
        }
        String pattern = FormPattern.of(scalar);
        if (pattern != null) {
            schema.put("pattern", pattern);
            schema.put("title", scalar.toString());
        } else if (scalar == Scalar.TEXT) {
            schema.put("minLength", 1);
        } else if (scalar == Scalar.UUID) {
            schema.put("title", "uuid: another string is only suspicious");
        }
        return schema;
    }

    /// A closed list; with a later minor, any string.
    private Map<String, Object> enumeration(Shape.Enumeration enumeration, boolean nullable) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", enumeration.name());
        if (later) {
            schema.put("type", "string");
            return schema;
        }
        List<@Nullable Object> values = new ArrayList<>(enumeration.values().names());
        if (nullable) {
            values.add(null);
        }
        schema.put("enum", values);
        return schema;
    }

    private static Map<String, Object> typed(String type, String keyword, Map<String, Object> inner) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        if (!inner.isEmpty()) {
            schema.put(keyword, inner);
        }
        return schema;
    }
}
