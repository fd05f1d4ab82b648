package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the catalog has, as rows of tables.
public final class SchemaLists {

    private SchemaLists() {}

    /// The names of all catalogs, in their order.
    public static List<String> catalogs(Catalog catalog) {
        return catalog.files().stream().map(CatalogFile::catalog).toList();
    }

    /// A row for each object: `name`, `versions`, `catalog`, `form`, `fields` (of the latest version) and `about`.
    public static List<Map<String, Object>> objects(Catalog catalog) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CatalogFile file : catalog.files()) {
            for (String name : file.objects()) {
                catalog.object(name).ifPresent(object -> rows.add(row(file, object)));
            }
        }
        return rows;
    }

    private static Map<String, Object> row(CatalogFile file, ObjectHistory object) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", object.name());
        row.put("versions", object.versions().stream().map(ObjectSchema::version).toList());
        row.put("catalog", file.catalog());
        row.put("form", form(object));
        row.put("fields", object.latest().fields().size());
        if (object.about() != null) {
            row.put("about", object.about());
        }
        return row;
    }

    /// How an object stands in a record, in a word.
    static String form(ObjectHistory object) {
        return !object.isPlain() ? "versioned"
                : object.traits().choice() != null ? "one of several" : object.isVersioned() ? "plain, versioned"
                : "plain";
    }

    /// A row for each event type, by name: `event`, `payload`, `version` (the latest known) and `catalog`.
    public static List<Map<String, Object>> events(Catalog catalog) {
        Map<String, Map<String, Object>> rows = new TreeMap<>();
        for (CatalogFile file : catalog.files().reversed()) {
            file.events().forEach((event, payload) -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("event", event);
                row.put("payload", payload);
                Optional<ObjectHistory> object = catalog.object(payload);
                row.put("version", object.map(o -> o.latest().version()).orElse(""));
                row.put("catalog", file.catalog());
                rows.put(event, row);
            });
        }
        return List.copyOf(rows.values());
    }

    /// A row for each kind of record, in the order in which they are tried: `kind`, `told by`, `object`, `about`.
    public static List<Map<String, Object>> kinds(Catalog catalog) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Kind kind : catalog.kinds()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("kind", kind.name());
            row.put("told_by", toldBy(kind));
            if (kind.object() != null) {
                row.put("object", kind.object());
            }
            row.put("about", kind.about());
            rows.add(row);
        }
        return rows;
    }

    private static String toldBy(Kind kind) {
        List<String> parts = new ArrayList<>(kind.members());
        kind.where().forEach((member, begin) -> parts.add(member + "=" + begin + "…"));
        if (!kind.any().isEmpty()) {
            parts.add(kind.least() + " of " + String.join(", ", kind.any()));
        }
        return String.join(" + ", parts);
    }
}
