package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes valid notifications of any event in the catalog, as trees of Map, List and scalars.
final class SamplePayloads {

    private final Catalog catalog = Catalog.shipped();
    private final List<String> events = catalog.events().keySet().stream().sorted().toList();
    private final Random random;

    SamplePayloads(Random random) {
        this.random = random;
    }

    /// A notification of any event.
    Map<String, @Nullable Object> message() {
        String event = events.get(random.nextInt(events.size()));
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("message_id", uuid());
        message.put("publisher_id", "nova-compute:compute" + random.nextInt(9));
        message.put("event_type", event);
        message.put("priority", "INFO");
        message.put("payload", object(String.valueOf(catalog.events().get(event))));
        message.put("timestamp", "2026-03-04 05:06:07.123456");
        message.put("_unique_id", uuid().replace("-", ""));
        message.put("_context_request_id", "req-" + uuid());
        return message;
    }

    /// The schema of a versioned object as it stands in a message.
    ObjectSchema schema(Map<?, ?> object) {
        ObjectHistory history = catalog.object(String.valueOf(object.get("nova_object.name"))).orElseThrow();
        return history.version(String.valueOf(object.get("nova_object.version"))).orElseThrow();
    }

    private Map<String, @Nullable Object> object(String name) {
        ObjectHistory history = catalog.object(name).orElseThrow();
        ObjectSchema schema = history.versions().get(random.nextInt(history.versions().size()));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        for (SchemaField field : schema.fields()) {
            if (!field.optional() || random.nextInt(20) == 0) {
                data.put(field.name(), value(field.type()));
            }
        }
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("nova_object.name", name);
        object.put("nova_object.namespace", "nova");
        object.put("nova_object.version", schema.version());
        object.put("nova_object.data", data);
        return object;
    }

    private @Nullable Object value(FieldType type) {
        return type.nullable() && random.nextInt(4) == 0 ? null : value(type.shape());
    }

    private Object value(Shape shape) {
        return switch (shape) {
            case Scalar scalar -> scalar(scalar);
            case Shape.Enumeration e -> e.values().names().get(random.nextInt(e.values().names().size()));
            case Shape.Items items -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(items.item()));
                }
                yield list;
            }
            case Shape.Entries entries -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put("key" + i, value(entries.value()));
                }
                yield map;
            }
            case Shape.Reference reference -> object(reference.name());
        };
    }

    private Object scalar(Scalar scalar) {
        return switch (scalar) {
            case ANY, STRING, TEXT -> "name-" + random.nextInt(1000) + (random.nextInt(10) == 0 ? " ü\"\\\n" : "");
            case INTEGER -> random.nextInt(5) == 0 ? random.nextLong() : (Object) random.nextInt(4096);
            case NUMBER -> random.nextInt(100) / 4.0;
            case BOOLEAN -> random.nextBoolean();
            case OBJECT -> new LinkedHashMap<>();
            case DATETIME -> "2026-03-04T05:06:%02dZ".formatted(random.nextInt(60));
            case RFC3339 -> "2026-03-04T05:06:07.5+01:00";
            case OSLOTIME -> "2026-03-04 05:06:07";
            case UUID -> uuid();
            case IP -> random.nextBoolean() ? "192.168.1." + random.nextInt(256) : "fe80::f816:3eff:fe4c:2c30";
            case MAC -> "fa:16:3e:4c:2c:3" + random.nextInt(10);
            case DECIMAL -> "-12.5";
            case NANOTIME -> "1652174434.661862100";
            case BASE64 -> "aGFsbG8=";
        };
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
