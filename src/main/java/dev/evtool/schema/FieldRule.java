package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a mapping fills a field. Each knows the type of what it fills.
sealed interface FieldRule {

    /// The field's value for a document.
    ///
    /// @param place of the field, for messages
    /// @throws SchemaException if the document does not have it, or the field cannot take it
    @Nullable
    Object value(TypedValue values, @Nullable Object document, String place) throws SchemaException;

    /// The same for each document.
    record Fixed(@Nullable Object value) implements FieldRule {

        @Override
        public @Nullable Object value(TypedValue values, @Nullable Object document, String place) {
            return value;
        }
    }

    /// From a place of the document.
    ///
    /// @param words what the field takes for words of the document; empty to take them as they are
    /// @param otherwise what it takes if there is nothing; null if there must be something
    record FromPath(FieldPath path, FieldType type, Map<String, @Nullable Object> words, @Nullable Fixed otherwise)
            implements
                FieldRule {

        @Override
        public @Nullable Object value(TypedValue values, @Nullable Object document, String place)
                throws SchemaException {
            FieldPath.Found found = path.in(document);
            boolean usable = found.found() && (found.value() != null || type.nullable());
            if (!usable && otherwise != null) {
                return otherwise.value();
            }
            if (!found.found()) {
                throw new SchemaException(place + ": the record has no " + path.text()
                        + (found.way().isEmpty() ? "" : " (it goes as far as " + found.way() + ")"), null,
                        "give the field a \"default\" in the mapping, if it may be missing");
            }
            Object value = found.value() instanceof String word && words.containsKey(word) ? words.get(word)
                    : found.value();
            return values.checked(type, value, place + ", from " + path.text());
        }
    }

    /// An object of the catalog, each of its fields by a rule.
    record Filled(ObjectSchema schema, Map<String, FieldRule> fields) implements FieldRule {

        @Override
        public Map<String, @Nullable Object> value(TypedValue values, @Nullable Object document, String place)
                throws SchemaException {
            Map<String, @Nullable Object> data = new LinkedHashMap<>();
            for (Map.Entry<String, FieldRule> field : fields.entrySet()) {
                data.put(field.getKey(),
                        field.getValue().value(values, document, place + '.' + field.getKey()));
            }
            return ExampleMaker.wrapped(schema, data);
        }
    }

    /// A list: an object for each element of a list in the document, whose paths begin at the element.
    record Each(FieldPath path, Filled item) implements FieldRule {

        @Override
        public List<@Nullable Object> value(TypedValue values, @Nullable Object document, String place)
                throws SchemaException {
            if (!(path.in(document).value() instanceof List<?> list)) {
                throw new SchemaException(place + ": the record has no list " + path.text(), null, null);
            }
            List<@Nullable Object> items = new ArrayList<>();
            for (Object element : list) {
                items.add(item.value(values, element, place + '[' + items.size() + ']'));
            }
            return items;
        }
    }
}
