package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTree;
import dev.evtool.event.NearestName;
import dev.evtool.schema.FieldPath.Element;
import dev.evtool.schema.FieldPath.Member;
import dev.evtool.schema.FieldPath.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Changes fields of payloads, typed by the schema of the version that the payload claims; what has no schema takes anything.
/// Not for several threads.
final class PayloadEdit {

    /// What to put there: a word that the field's type gives its meaning, or JSON.
    record Given(String text, boolean json) {}

    private final Catalog catalog;
    private final TypedValue values;

    PayloadEdit(Catalog catalog) {
        this.catalog = catalog;
        this.values = new TypedValue(catalog);
    }

    /// @param payload with the members that say what it is, where it is versioned
    /// @throws SchemaException if there is no such field, or it cannot take the value
    @Nullable
    Object set(@Nullable Object payload, FieldPath path, Given given) throws SchemaException {
        FieldType type = payload instanceof Map<?, ?> map ? claimed(map) : null;
        return put(payload, type, path.steps(), path.text(), given);
    }

    private @Nullable FieldType claimed(Map<?, ?> payload) {
        return schema(payload).map(schema -> new FieldType(new Shape.Reference(schema.name()), false)).orElse(null);
    }

    /// The schema that an object says to be of; empty for a later version than any that is known, and for what says nothing.
    private Optional<ObjectSchema> schema(Map<?, ?> object) {
        for (String prefix : catalog.prefixes().all()) {
            if (TypedValue.member(object, prefix, Wrapper.NAME) instanceof String name
                    && TypedValue.member(object, prefix, Wrapper.VERSION) instanceof String version
                    && TypedValue.member(object, prefix, Wrapper.DATA) instanceof Map) {
                return catalog.object(name)
                        .flatMap(history -> Version.parse(version).map(history::contract))
                        .filter(contract -> contract.relation() == Contract.Relation.SAME
                                || contract.relation() == Contract.Relation.OLDER_MINOR)
                        .map(Contract::schema);
            }
        }
        return Optional.empty();
    }

    private @Nullable Object put(@Nullable Object current, @Nullable FieldType type, List<Step> steps, String place,
            Given given) throws SchemaException {
        if (steps.isEmpty()) {
            return type == null ? free(given) : given.json() ? values.checked(type, json(given), place)
                    : values.ofWord(type, given.text(), place);
        }
        List<Step> rest = steps.subList(1, steps.size());
        return switch (steps.getFirst()) {
            case Member member -> inObject(current, type, member.name(), rest, place, given);
            case Element element -> inList(current, type, element.index(), rest, place, given);
        };
    }

    private @Nullable Object inObject(@Nullable Object current, @Nullable FieldType type, String name, List<Step> rest,
            String place, Given given) throws SchemaException {
        Shape shape = type == null ? Scalar.ANY : type.shape();
        return switch (shape) {
            case Shape.Reference reference -> {
                Map<String, @Nullable Object> object = current == null ? example(reference) : members(current);
                ObjectSchema schema = schema(object).orElse(null);
                yield inData(object, schema == null ? null : field(schema, name, place), name, rest, place, given);
            }
            case Shape.Entries entries -> {
                Map<String, @Nullable Object> map = members(current);
                map.put(name, put(map.get(name), entries.value(), rest, place, given));
                yield map;
            }
            case Scalar scalar when scalar == Scalar.ANY || scalar == Scalar.OBJECT ->
                inData(members(current), null, name, rest, place, given);
            default -> throw new SchemaException(place + ": there is no \"" + name + "\" in a " + shape, null,
                    shape instanceof Shape.Items ? "an element is named by its number: [0]" : null);
        };
    }

    private Object inData(Map<String, @Nullable Object> object, @Nullable FieldType type, String name, List<Step> rest,
            String place, Given given) throws SchemaException {
        Map<String, @Nullable Object> data = data(object);
        data.put(name, put(data.get(name), type, rest, place, given));
        return object;
    }

    private static FieldType field(ObjectSchema schema, String name, String place) throws SchemaException {
        SchemaField field = schema.field(name);
        if (field == null) {
            throw unknown(schema, name, place);
        }
        return field.type();
    }

    /// That an object has no such field, with the one that was probably meant.
    static SchemaException unknown(ObjectSchema schema, String name, String place) {
        List<String> names = schema.names().names();
        return new SchemaException(place + ": \"" + name + "\" is no field of " + schema, null,
                NearestName.of(name, names).map(near -> "did you mean \"" + near + "\"?")
                        .orElseGet(() -> "its fields are " + String.join(", ", names)));
    }

    private Map<String, @Nullable Object> example(Shape.Reference reference) throws SchemaException {
        ObjectHistory history = catalog.object(reference.name())
                .orElseThrow(() -> new SchemaException("the catalog has no " + reference.name(), null, null));
        return ExampleMaker.of(catalog, false, false, Instant.now(), new Random()).object(history.latest());
    }

    private @Nullable Object inList(@Nullable Object current, @Nullable FieldType type, int index, List<Step> rest,
            String place, Given given) throws SchemaException {
        if (type != null && !(type.shape() instanceof Shape.Items) && type.shape() != Scalar.ANY) {
            throw new SchemaException(place + ": a " + type.shape() + " has no elements", null, null);
        }
        List<@Nullable Object> list = new ArrayList<>(current instanceof List<?> known ? known : List.of());
        if (index > list.size()) {
            throw new SchemaException(place + ": there are " + list.size() + " elements", null,
                    "[" + list.size() + "] adds one");
        }
        FieldType item = type != null && type.shape() instanceof Shape.Items items ? items.item() : null;
        if (index == list.size()) {
            list.add(put(null, item, rest, place, given));
        } else {
            list.set(index, put(list.get(index), item, rest, place, given));
        }
        return list;
    }

    /// What has no schema takes JSON for what it is, and any other word for a text.
    private static @Nullable Object free(Given given) throws SchemaException {
        if (given.json()) {
            return json(given);
        }
        try {
            return JsonTree.parse(given.text());
        } catch (JsonFormatException aWord) {
            return given.text();
        }
    }

    private static @Nullable Object json(Given given) throws SchemaException {
        try {
            return JsonTree.parse(given.text());
        } catch (JsonFormatException e) {
            throw new SchemaException("\"" + given.text() + "\" is no JSON: " + e.explanation(), null,
                    "a text is JSON in double quotes, which the shell must leave alone");
        }
    }

    @SuppressWarnings("unchecked") // trees of JSON have no other maps
    private static Map<String, @Nullable Object> members(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : new LinkedHashMap<>();
    }

    /// Where the fields of an object are: within a versioned one, in its data.
    static Map<String, @Nullable Object> data(Map<String, @Nullable Object> object) {
        for (Map.Entry<String, @Nullable Object> entry : object.entrySet()) {
            if (entry.getKey().endsWith("_object.data") && entry.getValue() instanceof Map) {
                return members(entry.getValue());
            }
        }
        return object;
    }
}
