package dev.evtool.schema;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.event.NearestName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One side of a comparison: objects, which are known or which were only seen.
public final class SchemaSide {

    private final String label;
    private final Catalog catalog;
    private final Map<String, ObjectHistory> objects;
    private final Map<String, String> events;
    private final @Nullable Inferred seen;

    private SchemaSide(String label, Catalog catalog, Map<String, ObjectHistory> objects, Map<String, String> events,
            @Nullable Inferred seen) {
        this.label = label;
        this.catalog = catalog;
        this.objects = objects;
        this.events = events;
        this.seen = seen;
    }

    /// All that the catalog has.
    public static SchemaSide all(String label, Catalog catalog) {
        return new SchemaSide(label, catalog, objects(catalog, catalog.files()), catalog.events(), null);
    }

    private static Map<String, ObjectHistory> objects(Catalog catalog, List<CatalogFile> files) {
        Map<String, ObjectHistory> objects = new LinkedHashMap<>();
        for (CatalogFile file : files) {
            for (String name : file.objects()) {
                catalog.object(name).ifPresent(object -> objects.putIfAbsent(name, object));
            }
        }
        return objects;
    }

    /// One object of the catalog: `NAME@VERSION`, or `NAME` for its latest version.
    ///
    /// @throws SchemaException if the catalog does not have it
    public static SchemaSide named(Catalog catalog, String text) throws SchemaException {
        int at = text.lastIndexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        Optional<ObjectHistory> object = catalog.object(name);
        if (object.isEmpty()) {
            List<String> known = new ArrayList<>();
            catalog.files().forEach(file -> known.addAll(file.objects()));
            throw new SchemaException(text + " is no file, and the catalog has no object " + name, null,
                    NearestName.of(name, known).map(near -> "did you mean " + near + "?")
                            .orElse("give NAME@VERSION, shipped, a catalog file, a registry dump or a capture"));
        }
        ObjectHistory whole = object.get();
        String version = at < 0 ? whole.latest().version() : text.substring(at + 1);
        ObjectSchema schema = whole.version(version).orElseThrow(() -> new SchemaException(
                "the catalog has no version " + version + " of " + name, null,
                "it has " + String.join(", ", whole.versions().stream().map(ObjectSchema::version).toList())));
        ObjectHistory one = new ObjectHistory(name, whole.traits(), whole.about());
        one.add(version, schema.fields());
        return new SchemaSide(text, catalog, Map.of(name, one), Map.of(), null);
    }

    /// A catalog file, or the dump of a registry; empty if the text is neither.
    ///
    /// @param label the file's name
    /// @throws SchemaException if it begins as one, and is none
    public static Optional<SchemaSide> file(String label, byte[] text) throws SchemaException {
        CatalogFile file = null;
        if (isCatalog(text)) {
            file = new CatalogFile(label, text);
        } else if (isRegistry(text)) {
            try {
                file = new CatalogFile(label, RegistryImport.catalog(new ByteArrayInputStream(text))
                        .getBytes(StandardCharsets.UTF_8));
            } catch (RegistryFormatException | IOException e) {
                throw new SchemaException(label + " is no registry dump: " + e.getMessage(), null, null);
            }
        }
        if (file == null) {
            return Optional.empty();
        }
        for (String name : file.objects()) {
            file.object(name); // throws for what makes no sense
        }
        Catalog catalog = Catalog.with(List.of(file));
        return Optional.of(new SchemaSide(label, catalog, objects(catalog, List.of(file)), file.events(), null));
    }

    private static boolean isCatalog(byte[] text) {
        return begins(text, "catalog");
    }

    private static boolean isRegistry(byte[] text) {
        return begins(text, "objects") && begins(text, "notifications");
    }

    /// Whether the text is one JSON object that has the member.
    private static boolean begins(byte[] text, String member) {
        JsonTape tape = new JsonTape();
        try {
            tape.read(text, 0, text.length);
        } catch (JsonFormatException e) {
            return false;
        }
        return tape.first(0) == '{' && Recognition.member(tape, 0, member) != 0;
    }

    /// What was seen in records.
    public static SchemaSide seen(String label, Inferred inferred) {
        Catalog catalog = Catalog.with(List.of(inferred.file()));
        Map<String, ObjectHistory> objects = new LinkedHashMap<>();
        inferred.objects().forEach(o -> catalog.object(o.name()).ifPresent(found -> objects.put(o.name(), found)));
        return new SchemaSide(label, catalog, objects, inferred.file().events(), inferred);
    }

    /// Without the catalogs of which the other side has nothing: who compares a catalog with all that is shipped means one.
    SchemaSide besides(SchemaSide other) {
        if (seen != null || objects.size() <= 1) {
            return this;
        }
        List<CatalogFile> files = catalog.files().stream()
                .filter(file -> file.objects().stream().anyMatch(other.objects::containsKey)).toList();
        Map<String, String> carried = new LinkedHashMap<>();
        files.forEach(file -> carried.putAll(file.events()));
        carried.keySet().retainAll(events.keySet());
        Map<String, ObjectHistory> kept = objects(catalog, files);
        kept.keySet().retainAll(objects.keySet());
        return new SchemaSide(label, catalog, kept, carried, null);
    }

    /// Whether nothing on one side can be held against anything on the other.
    public boolean isStrangeTo(SchemaSide other, Map<String, String> renamed) {
        boolean pair = objects.size() == 1 && other.objects.size() == 1;
        return !pair && objects.keySet().stream()
                .noneMatch(name -> other.objects.containsKey(renamed.getOrDefault(name, name)));
    }

    /// What the user called it.
    public String label() {
        return label;
    }

    /// Whether there is no more behind it than what some records happened to hold.
    boolean isSeen() {
        return seen != null;
    }

    /// From how many records a version was inferred.
    long records(ObjectSchema schema) {
        return seen == null ? 0 : seen.records(schema.name(), schema.version());
    }

    /// Whether values of different types were seen at a field.
    boolean isConflict(ObjectSchema schema, SchemaField field) {
        return seen != null && seen.isConflict(schema.name(), field.name());
    }

    Map<String, ObjectHistory> objects() {
        return objects;
    }

    Map<String, String> events() {
        return events;
    }

    /// What a field refers to.
    Optional<ObjectHistory> object(String name) {
        return catalog.object(name);
    }
}
