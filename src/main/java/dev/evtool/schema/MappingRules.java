package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the rules of a mapping, and holds them against the fields that they fill.
final class MappingRules {

    private static final String FORMS = "a field is filled by a path such as \"metadata.labels.host\", {\"path\": PATH, "
            + "\"default\": VALUE, \"words\": {…}}, {\"value\": VALUE}, {\"fields\": {…}} or {\"each\": PATH, \"fields\": {…}}";
    private static final Set<String> PATH_MEMBERS = Set.of("path", "default", "words");

    private final Catalog catalog;
    private final TypedValue values;

    MappingRules(Catalog catalog) {
        this.catalog = catalog;
        this.values = new TypedValue(catalog);
    }

    TypedValue values() {
        return values;
    }

    /// The rules for all fields of an object.
    ///
    /// @param said what the mapping has for its fields
    /// @param place in the mapping
    FieldRule.Filled filled(ObjectSchema schema, @Nullable Object said, String place) throws SchemaException {
        if (!(said instanceof Map<?, ?> fields)) {
            throw new SchemaException(place + " is no object with the fields to fill", null, FORMS);
        }
        for (Object name : fields.keySet()) {
            if (schema.field(String.valueOf(name)) == null) {
                throw PayloadEdit.unknown(schema, String.valueOf(name), place);
            }
        }
        Map<String, FieldRule> rules = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (SchemaField field : schema.fields()) {
            Object rule = fields.get(field.name());
            if (rule != null || fields.containsKey(field.name())) {
                rules.put(field.name(), rule(field.type(), rule, place + '.' + field.name()));
            } else if (field.type().nullable() && !field.optional()) {
                rules.put(field.name(), new FieldRule.Fixed(null));
            } else if (!field.optional()) {
                missing.add(field.name());
            }
        }
        if (!missing.isEmpty()) {
            throw new SchemaException(place + " does not fill " + String.join(", ", missing) + " of " + schema
                    + ", which may not be null", null, FORMS);
        }
        return new FieldRule.Filled(schema, rules);
    }

    /// The rule for one field.
    FieldRule rule(FieldType type, @Nullable Object said, String place) throws SchemaException {
        return switch (said) {
            case null -> new FieldRule.Fixed(values.checked(type, null, place));
            case String path -> new FieldRule.FromPath(FieldPath.parse(path), type, Map.of(), null);
            case Map<?, ?> map when map.size() == 1 && map.containsKey("value") ->
                new FieldRule.Fixed(values.checked(type, map.get("value"), place));
            case Map<?, ?> map when map.get("path") instanceof String path && PATH_MEMBERS.containsAll(map.keySet()) ->
                fromPath(type, path, map, place);
            case Map<?, ?> map when map.size() == 1 && map.containsKey("fields") ->
                filled(object(type.shape(), place), map.get("fields"), place);
            case Map<?, ?> map when map.size() == 2 && map.get("each") instanceof String path
                    && map.containsKey("fields") ->
                new FieldRule.Each(FieldPath.parse(path), filled(object(item(type, place), place), map.get("fields"),
                        place));
            default -> throw new SchemaException(place + " is filled in a way that is not known", null, FORMS);
        };
    }

    private FieldRule fromPath(FieldType type, String path, Map<?, ?> map, String place) throws SchemaException {
        Map<String, @Nullable Object> words = new LinkedHashMap<>();
        if (map.get("words") instanceof Map<?, ?> said) {
            for (Map.Entry<?, ?> word : said.entrySet()) {
                words.put(String.valueOf(word.getKey()), values.checked(type, word.getValue(), place + ".words"));
            }
        }
        FieldRule.Fixed otherwise = map.containsKey("default")
                ? new FieldRule.Fixed(values.checked(type, map.get("default"), place + ".default"))
                : null;
        return new FieldRule.FromPath(FieldPath.parse(path), type, words, otherwise);
    }

    private ObjectSchema object(Shape shape, String place) throws SchemaException {
        if (shape instanceof Shape.Reference reference) {
            return Payloads.version(catalog, reference.name(), null);
        }
        throw new SchemaException(place + " is a " + shape + ", which has no fields", null, FORMS);
    }

    private static Shape item(FieldType type, String place) throws SchemaException {
        if (type.shape() instanceof Shape.Items items) {
            return items.item().shape();
        }
        throw new SchemaException(place + " is a " + type + ", and no list", null, FORMS);
    }
}
