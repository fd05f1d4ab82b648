package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What there is to say of an object: for people.
///
/// @param title name and version, and what was asked for where that was another name
/// @param facts about it: what it is, how it stands in a record, which versions are known
/// @param fields a row for each: `field`, `type` (nested objects with the version that is known), `null`, `sent`, `since`,
///        `about`
/// @param enums the closed lists that fields refer to
/// @param users fields of other objects that hold it: `OBJECT.FIELD`
/// @param events event types that carry it
public record SchemaPage(String title, List<String> facts, List<Map<String, Object>> fields,
        Map<String, List<String>> enums, List<String> users, List<String> events) {

    /// The page of an object, an event type's payload or a kind of record.
    ///
    /// @throws SchemaException if the catalog has nothing of that name
    public static SchemaPage of(Catalog catalog, String name, boolean message) throws SchemaException {
        SchemaTarget target = SchemaTarget.of(catalog, name, message);
        ObjectHistory object = target.object();
        Kind kind = target.message();
        if (kind != null && kind.object() != null && (object == null || message)) {
            object = catalog.object(kind.object()).orElse(null);
        }
        if (object == null) {
            throw new SchemaException(name + " stands for many objects", null,
                    "evtool schema list names them; evtool schema show " + name + " -o json has them all");
        }
        ObjectSchema schema = target.version() == null || !target.version().history().equals(object) ? object.latest()
                : target.version();
        return new Writer(catalog, object, schema).page(target);
    }

    /// Gathers what stands on the page.
    private record Writer(Catalog catalog, ObjectHistory object, ObjectSchema schema) {

        SchemaPage page(SchemaTarget target) {
            List<String> facts = new ArrayList<>();
            if (target.event() != null) {
                facts.add("event type " + target.event());
            }
            if (target.message() != null) {
                facts.add(target.message().name() + ": " + target.message().about());
            }
            if (object.about() != null) {
                facts.add(object.about());
            }
            facts.add(form());
            facts.add("catalog " + file() + "; known: " + String.join(", ",
                    object.versions().stream().map(ObjectSchema::version).toList()));
            Map<String, List<String>> enums = new LinkedHashMap<>();
            schema.fields().forEach(field -> enums(field.type().shape(), enums));
            ObjectHistory.Choice choice = object.traits().choice();
            if (choice != null) {
                enums.put(choice.by(), choices(choice));
            }
            List<String> events = catalog.events().entrySet().stream()
                    .filter(event -> event.getValue().equals(object.name())).map(Map.Entry::getKey).sorted().toList();
            return new SchemaPage(object.name() + ' ' + schema.version(), facts,
                    schema.fields().stream().map(this::row).toList(), enums, users(), events);
        }

        private String form() {
            ObjectHistory.Traits traits = object.traits();
            if (!object.isPlain()) {
                return "versioned: " + traits.prefix() + ".name, .version, .data"
                        + (traits.namespace() == null ? "" : " in namespace " + traits.namespace());
            }
            return "plain JSON" + (traits.versionedBy() == null ? "" : ", its version in " + traits.versionedBy())
                    + (traits.open() ? "; further members are fine" : "");
        }

        private String file() {
            return catalog.files().stream().filter(f -> f.objects().contains(object.name())).findFirst()
                    .map(CatalogFile::catalog).orElse("");
        }

        private Map<String, Object> row(SchemaField field) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("field", field.name());
            row.put("type", type(field.type().shape()));
            row.put("null", field.type().nullable() ? "null" : "");
            row.put("sent", field.optional() ? "maybe" : "always");
            row.put("since", since(field.name()));
            row.put("about", field.about() == null ? "" : field.about());
            return row;
        }

        private String type(Shape shape) {
            return switch (shape) {
                case Scalar scalar -> scalar.toString();
                case Shape.Enumeration enumeration -> enumeration.name();
                case Shape.Items items -> items.word() + '<' + type(items.item()) + '>';
                case Shape.Entries entries -> "map<" + type(entries.value()) + '>';
                case Shape.Reference reference -> reference.name() + catalog.object(reference.name())
                        .filter(ObjectHistory::isVersioned).map(o -> '@' + o.latest().version()).orElse("");
            };
        }

        private String type(FieldType type) {
            return type(type.shape()) + (type.nullable() ? "?" : "");
        }

        /// The first of the versions up to this one that all have the field.
        private String since(String field) {
            String since = schema.version();
            for (ObjectSchema earlier : object.versions().subList(0, object.versions().indexOf(schema)).reversed()) {
                if (earlier.field(field) == null) {
                    return since;
                }
                since = earlier.version();
            }
            return object.isVersioned() ? "<=" + since : "";
        }

        private static void enums(Shape shape, Map<String, List<String>> into) {
            switch (shape) {
                case Shape.Enumeration enumeration -> into.put(enumeration.name(), enumeration.values().names());
                case Shape.Items items -> enums(items.item().shape(), into);
                case Shape.Entries entries -> enums(entries.value().shape(), into);
                case Scalar _,Shape.Reference _ -> {
                    // nothing to list
                }
            }
        }

        private static List<String> choices(ObjectHistory.Choice choice) {
            List<String> choices = new ArrayList<>();
            for (int i = 0; i < choice.objects().size(); i++) {
                choices.add(choice.values().names().get(i) + " -> " + choice.objects().get(i));
            }
            if (choice.otherwise() != null) {
                choices.add("else -> " + choice.otherwise());
            }
            return choices;
        }

        private List<String> users() {
            Set<String> users = new LinkedHashSet<>();
            for (CatalogFile file : catalog.files()) {
                for (String name : file.objects()) {
                    Optional<ObjectHistory> other = catalog.object(name);
                    other.ifPresent(user -> addUses(user, users));
                }
            }
            return List.copyOf(users);
        }

        private void addUses(ObjectHistory user, Set<String> users) {
            for (ObjectSchema version : user.versions()) {
                version.fields().stream().filter(field -> refers(field.type().shape()))
                        .forEach(field -> users.add(user.name() + '.' + field.name()));
            }
            ObjectHistory.Choice choice = user.traits().choice();
            if (choice != null && choice.objects().contains(object.name())) {
                users.add(user.name());
            }
        }

        private boolean refers(Shape shape) {
            return switch (shape) {
                case Shape.Reference reference -> reference.name().equals(object.name());
                case Shape.Items items -> refers(items.item().shape());
                case Shape.Entries entries -> refers(entries.value().shape());
                case Scalar _,Shape.Enumeration _ -> false;
            };
        }
    }
}
