package dev.evtool.schema;

import dev.evtool.event.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What somebody asks the catalog for by a name: a version of an object, or any of its versions, maybe within the message that
/// brings it.
///
/// @param object the object; null if it is not one: any payload, or a record that says nothing of its own members
/// @param version the version; null for any that is known
/// @param message the kind of record that brings it; null for the object as such
/// @param event the event type; null for any
record SchemaTarget(@Nullable ObjectHistory object, @Nullable ObjectSchema version, @Nullable Kind message,
        @Nullable String event) {

    /// The kind of record that brings versioned payloads.
    private static final String NOTIFICATION = "notification";
    /// Any versioned object: what `--as` calls one.
    static final String PAYLOAD = "payload";

    /// Looks a name up: `NAME`, `NAME@VERSION`, an event type, a kind of record, or `payload` for any payload.
    ///
    /// @param message whether the message is wanted that brings it
    /// @throws SchemaException if there is none of that name; says which may have been meant
    static SchemaTarget of(Catalog catalog, String text, boolean message) throws SchemaException {
        int at = text.lastIndexOf('@');
        String name = at <= 0 ? text : text.substring(0, at);
        Optional<ObjectHistory> object = catalog.object(name);
        if (object.isPresent()) {
            return new SchemaTarget(object.get(), at <= 0 ? null : version(object.get(), text.substring(at + 1)),
                    message ? message(catalog, object.get()) : null, null);
        }
        String payload = catalog.events().get(text);
        if (payload != null) {
            return new SchemaTarget(catalog.object(payload).orElse(null), null,
                    message(catalog, kind -> kind.name().equals(NOTIFICATION)), text);
        }
        Optional<Kind> kind = catalog.kinds().stream().filter(k -> k.name().equals(text)).findFirst();
        if (kind.isPresent()) {
            return new SchemaTarget(null, null, kind.get(), null);
        }
        if (text.equals(PAYLOAD)) {
            return new SchemaTarget(null, null, null, null);
        }
        return chosen(catalog, text).map(c -> new SchemaTarget(c, null, null, text))
                .orElseThrow(() -> unknown(catalog, name));
    }

    private static @Nullable Kind message(Catalog catalog, ObjectHistory object) throws SchemaException {
        Kind own = message(catalog, kind -> object.name().equals(kind.object()));
        if (own != null) {
            return own;
        }
        if (object.isPlain()) {
            throw new SchemaException(object.name() + " is plain JSON that no message wraps", null,
                    "leave out --message");
        }
        return message(catalog, kind -> kind.name().equals(NOTIFICATION));
    }

    private static @Nullable Kind message(Catalog catalog, Predicate<Kind> wanted) {
        return catalog.kinds().stream().filter(wanted).findFirst().orElse(null);
    }

    private static ObjectSchema version(ObjectHistory object, String text) throws SchemaException {
        Optional<ObjectSchema> version = object.version(text);
        if (version.isEmpty()) {
            throw new SchemaException("the catalog has no version " + text + " of " + object.name(), null,
                    "it has " + String.join(", ", object.versions().stream().map(ObjectSchema::version).toList()));
        }
        return version.get();
    }

    /// The object that a value of a member chooses, as the types of clock events do.
    private static Optional<ObjectHistory> chosen(Catalog catalog, String value) {
        for (CatalogFile file : catalog.files()) {
            for (String name : file.objects()) {
                ObjectHistory.Choice choice = catalog.object(name).orElseThrow().traits().choice();
                int number = choice == null ? -1 : choice.values().names().indexOf(value);
                if (choice != null && number >= 0) {
                    return catalog.object(choice.objects().get(number));
                }
            }
        }
        return Optional.empty();
    }

    private static SchemaException unknown(Catalog catalog, String name) {
        List<String> known = new ArrayList<>(catalog.events().keySet());
        catalog.files().forEach(file -> known.addAll(file.objects()));
        catalog.kinds().forEach(kind -> known.add(kind.name()));
        return new SchemaException("the catalog has no schema, event type or kind \"" + name + '"', null,
                NearestName.of(name, known).map(near -> "did you mean " + near + "?")
                        .orElse("evtool schema list and evtool schema list --events name them"));
    }
}
