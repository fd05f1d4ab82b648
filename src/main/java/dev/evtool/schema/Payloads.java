package dev.evtool.schema;

import dev.evtool.event.NearestName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes and changes payloads by the catalog. Not for several threads.
public final class Payloads {

    /// The version that a payload of any age can be read by: the oldest that is known.
    public static final String OLDEST = "oldest";

    private final Catalog catalog;
    private final PayloadEdit edit;

    public Payloads(Catalog catalog) {
        this.catalog = catalog;
        this.edit = new PayloadEdit(catalog);
    }

    /// The event types of the catalog that fit a pattern with `*`, in their order.
    ///
    /// @throws SchemaException if there is none
    public List<String> eventTypes(String pattern) throws SchemaException {
        Pattern wanted = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        List<String> known = catalog.events().keySet().stream().sorted().toList();
        List<String> types = known.stream().filter(type -> wanted.matcher(type).matches()).toList();
        if (types.isEmpty()) {
            throw new SchemaException("the catalog has no event type " + pattern, null,
                    NearestName.of(pattern, known).map(near -> "did you mean " + near + "?")
                            .orElse("see: evtool schema list --events; --legacy sends any event type"));
        }
        return types;
    }

    /// A valid payload of an event type, as it stands in its message.
    ///
    /// @param version as the catalog has it, [#OLDEST], or null for the newest
    /// @throws SchemaException if the catalog does not know the event type or the version
    public Map<String, @Nullable Object> example(String eventType, @Nullable String version, Instant now,
            RandomGenerator random) throws SchemaException {
        String name = catalog.events().get(eventTypes(eventType).getFirst());
        ObjectSchema schema = version(catalog, String.valueOf(name), version);
        return ExampleMaker.of(catalog, OLDEST.equals(version), eventType.endsWith(".error"), now, random)
                .object(schema);
    }

    /// The version of an object.
    static ObjectSchema version(Catalog catalog, String name, @Nullable String version) throws SchemaException {
        ObjectHistory history = catalog.object(name).orElseThrow(() -> new SchemaException(
                "the catalog has no payload " + name, null, catalog.nearest(name, "nova_object")));
        if (version == null) {
            return history.latest();
        }
        if (version.equals(OLDEST)) {
            return history.versions().getFirst();
        }
        return history.version(version).orElseThrow(() -> new SchemaException(
                "the catalog has no version " + version + " of " + name, null, "it has "
                        + history.versions().stream().map(ObjectSchema::version).collect(Collectors.joining(", "))));
    }

    /// Sets a field of a payload: a word that its type gives the meaning, or JSON.
    ///
    /// @param payload as it stands in its message; it is changed
    /// @param path such as `flavor.memory_mb` or `tags[0]`
    /// @return the payload
    /// @throws SchemaException if there is no such field, or it cannot take the value; it says what is allowed
    public @Nullable Object set(@Nullable Object payload, String path, String value, boolean json)
            throws SchemaException {
        return edit.set(payload, FieldPath.parse(path), new PayloadEdit.Given(value, json));
    }

    /// The fields of a payload, versioned or not; none of what is no object.
    @SuppressWarnings("unchecked") // trees of JSON have no other maps
    public static Map<String, @Nullable Object> fields(@Nullable Object payload) {
        return payload instanceof Map<?, ?> map ? PayloadEdit.data((Map<String, @Nullable Object>) map) : Map.of();
    }
}
