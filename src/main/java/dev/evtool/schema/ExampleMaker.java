package dev.evtool.schema;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes examples of objects of the catalog: valid, with values such as a cloud would have, all fields that are always sent.
/// What may be null is null unless a value is natural.
///
/// @param oldest whether nested objects are of the oldest version that is known; else of the newest
record ExampleMaker(Catalog catalog, NaturalValues natural, boolean oldest) {

    static ExampleMaker of(Catalog catalog, boolean oldest, boolean failed, Instant now, RandomGenerator random) {
        return new ExampleMaker(catalog, new NaturalValues(failed, now, random), oldest);
    }

    /// The object as it stands in a record.
    Map<String, @Nullable Object> object(ObjectSchema schema) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (SchemaField field : schema.fields()) {
            if (!field.optional()) {
                data.put(field.name(), value(schema, field));
            }
        }
        return wrapped(schema, data);
    }

    /// A version's fields in what says of which object and version they are.
    static Map<String, @Nullable Object> wrapped(ObjectSchema schema, Map<String, @Nullable Object> data) {
        String prefix = schema.history().traits().prefix();
        if (prefix == null) {
            return data;
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put(Wrapper.key(prefix, Wrapper.NAME), schema.name());
        object.put(Wrapper.key(prefix, Wrapper.NAMESPACE), schema.history().traits().namespace());
        object.put(Wrapper.key(prefix, Wrapper.VERSION), schema.version());
        object.put(Wrapper.key(prefix, Wrapper.DATA), data);
        return object;
    }

    private @Nullable Object value(ObjectSchema schema, SchemaField field) {
        FieldType type = field.type();
        if (type.nullable() && !natural.knows(field)) {
            return null;
        }
        return value(schema.name(), field.name(), type.shape());
    }

    /// A value of that shape for a field of that name.
    Object value(String object, String field, Shape shape) {
        return switch (shape) {
            case Scalar scalar -> natural.scalar(object, field, scalar);
            case Shape.Enumeration values -> natural.word(field, values.values().names());
            case Shape.Items items -> items(object, field, items);
            case Shape.Entries _ -> new LinkedHashMap<String, @Nullable Object>();
            case Shape.Reference reference -> catalog.object(reference.name())
                    .map(history -> object(oldest ? history.versions().getFirst() : history.latest()))
                    .orElseGet(LinkedHashMap::new);
        };
    }

    /// A list of objects has one of them, so that there is something to see and to change.
    private List<@Nullable Object> items(String object, String field, Shape.Items items) {
        List<@Nullable Object> list = new ArrayList<>(natural.list(field));
        if (items.item().shape() instanceof Shape.Reference && !natural.isEmpty(field)) {
            list.add(value(object, field, items.item().shape()));
        }
        return list;
    }
}
