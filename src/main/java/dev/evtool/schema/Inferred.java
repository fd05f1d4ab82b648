package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What [Inference] came to.
public final class Inferred {

    private final Catalog known;
    private final CatalogFile file;
    private final String text;
    private final List<Seen> objects;
    private final Set<String> conflicts;
    private final List<String> warnings;

    /// A version of an object.
    ///
    /// @param records how many of it were seen
    /// @param fields how many it has
    public record Seen(String name, String version, long records, int fields) {}

    Inferred(Catalog known, CatalogFile file, String text, List<Seen> objects, Set<String> conflicts,
            List<String> warnings) {
        this.known = known;
        this.file = file;
        this.text = text;
        this.objects = List.copyOf(objects);
        this.conflicts = Set.copyOf(conflicts);
        this.warnings = List.copyOf(warnings);
    }

    CatalogFile file() {
        return file;
    }

    Catalog known() {
        return known;
    }

    /// The catalog file.
    public String catalog() {
        return text;
    }

    /// The objects that records are or bring, without the plain ones within them.
    public List<Seen> objects() {
        return objects;
    }

    /// What could not be told, or was not drafted.
    public List<String> warnings() {
        return warnings;
    }

    /// From how many records a version of an object was drafted; 0 for what stands within others.
    long records(String name, String version) {
        Optional<Seen> seen = objects.stream().filter(o -> o.name().equals(name) && o.version().equals(version))
                .findFirst();
        return seen.map(Seen::records).orElse(0L);
    }

    /// Whether values of a field contradict each other.
    boolean isConflict(String object, String field) {
        return conflicts.contains(object + '.' + field);
    }

    /// One JSON Schema that takes each of the objects.
    public String jsonSchema() {
        Definitions definitions = new Definitions(Catalog.with(List.of(file)));
        List<Map<String, Object>> any = new ArrayList<>();
        objects.stream().map(Seen::name).distinct().forEach(name -> any.add(definitions.object(name, false)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", JsonSchemaExport.DIALECT);
        schema.put("title", file.catalog());
        schema.put("description", file.about());
        schema.put("anyOf", any);
        schema.put("$defs", definitions.all());
        return PrettyJson.of(schema);
    }
}
