package dev.evtool.schema;

import dev.evtool.schema.SchemaChange.Need;
import dev.evtool.schema.SchemaChange.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what differs between two versions of an object. What was only seen in records proves that it may be so, and never
/// that something else may not: see [SeenFit].
final class FieldChanges {

    private final SchemaSide before;
    private final SchemaSide after;
    private final Map<String, String> renamed;
    private final List<SchemaChange> changes = new ArrayList<>();

    /// @param renamed names of objects now, by those that they had before
    FieldChanges(SchemaSide before, SchemaSide after, Map<String, String> renamed) {
        this.before = before;
        this.after = after;
        this.renamed = renamed;
    }

    List<SchemaChange> between(ObjectSchema a, ObjectSchema b) {
        if (!before.isSeen() && !after.isSeen()) {
            traits(a.history(), b.history());
        }
        for (SchemaField field : a.fields()) {
            SchemaField now = b.field(field.name());
            if (now == null) {
                lost(field, b);
            } else {
                field(field, now, a.history().isPlain());
                conflict(field, now, before.isConflict(a, field), after.isConflict(b, now));
            }
        }
        for (SchemaField field : b.fields()) {
            if (a.field(field.name()) == null) {
                found(field, a);
            }
        }
        return changes;
    }

    private void add(String field, What what, Need need, String text) {
        changes.add(new SchemaChange(field, what, need, text));
    }

    private void lost(SchemaField field, ObjectSchema b) {
        if (after.isSeen()) {
            notSeen(field, after, b);
        } else if (!b.history().traits().open() || !before.isSeen()) {
            add(field.name(), What.REMOVED, Need.MAJOR, field.type().toString());
        }
    }

    private void found(SchemaField field, ObjectSchema a) {
        if (before.isSeen()) {
            notSeen(field, before, a);
        } else if (!a.history().traits().open() || !after.isSeen()) {
            add(field.name(), What.ADDED, Need.MINOR, field.type() + (field.optional() ? ", optional" : ""));
        }
    }

    private void notSeen(SchemaField field, SchemaSide side, ObjectSchema schema) {
        add(field.name(), What.NOT_SEEN, Need.NOTHING, field.type() + ": in none of the " + side.records(schema)
                + " records of " + side.label());
    }

    /// No type but `any` allows values that contradict each other.
    private void conflict(SchemaField a, SchemaField b, boolean then, boolean now) {
        if ((then && !after.isSeen() && b.type().shape() != Scalar.ANY)
                || (now && !before.isSeen() && a.type().shape() != Scalar.ANY)) {
            add(a.name(), What.RETYPED, Need.MAJOR, "values of different types were seen, and "
                    + (then ? b : a).type() + " is known");
        }
    }

    /// What was seen must be allowed by what is known; two that were only seen must have something in common.
    private void field(SchemaField a, SchemaField b, boolean plain) {
        if (before.isSeen() || after.isSeen()) {
            changes.addAll(!before.isSeen() ? new SeenFit(after, before, renamed, true).of(b, a, plain)
                    : new SeenFit(before, after, renamed, false).of(a, b, plain));
            return;
        }
        type(a.name(), a.type(), b.type());
        if (a.optional() != b.optional()) {
            add(a.name(), b.optional() ? What.OPTIONAL : What.ALWAYS,
                    plain && b.optional() ? Need.MAJOR : Need.MINOR,
                    b.optional() ? "may be left out now" : "is always sent now");
        }
    }

    private void type(String path, FieldType a, FieldType b) {
        shape(path, a.shape(), b.shape(), a + " -> " + b);
        boolean retyped = !changes.isEmpty() && changes.getLast().field().equals(path)
                && changes.getLast().what() == What.RETYPED;
        if (a.nullable() != b.nullable() && !retyped) {
            add(path, b.nullable() ? What.NULLABLE : What.NOT_NULLABLE, Need.MAJOR, a + " -> " + b);
        }
    }

    private void shape(String path, Shape a, Shape b, String both) {
        boolean alike = switch (a) {
            case Scalar scalar -> scalar == b;
            case Shape.Reference reference -> b instanceof Shape.Reference other
                    && renamed.getOrDefault(reference.name(), reference.name()).equals(other.name());
            case Shape.Items items -> b instanceof Shape.Items other && inner(path + "[]", items.item(), other.item());
            case Shape.Entries entries -> b instanceof Shape.Entries other
                    && inner(path + "{}", entries.value(), other.value());
            case Shape.Enumeration values -> b instanceof Shape.Enumeration other
                    && values(path, values.values().names(), other.values().names());
        };
        if (!alike) {
            add(path, What.RETYPED, Need.MAJOR, both);
        }
    }

    private boolean inner(String path, FieldType a, FieldType b) {
        type(path, a, b);
        return true;
    }

    private boolean values(String path, List<String> a, List<String> b) {
        values(path, What.VALUE_REMOVED, Need.MAJOR, a, b);
        values(path, What.VALUE_ADDED, Need.MINOR, b, a);
        return true;
    }

    private void values(String path, What what, Need need, List<String> of, List<String> without) {
        List<String> only = of.stream().filter(value -> !without.contains(value)).toList();
        if (!only.isEmpty()) {
            add(path, what, need, String.join(", ", only));
        }
    }

    private void traits(ObjectHistory a, ObjectHistory b) {
        if (a.isPlain() != b.isPlain()
                || !String.valueOf(a.traits().prefix()).equals(String.valueOf(b.traits().prefix()))
                || !String.valueOf(a.traits().namespace()).equals(String.valueOf(b.traits().namespace()))) {
            add("", What.WRAPPER, Need.MAJOR, wrapper(a) + " -> " + wrapper(b));
        }
        if (a.traits().open() != b.traits().open()) {
            add("", b.traits().open() ? What.OPENED : What.CLOSED, b.traits().open() ? Need.MINOR : Need.MAJOR,
                    b.traits().open() ? "may have further members now" : "may have no further members any more");
        }
        choices(Optional.ofNullable(a.traits().choice()), Optional.ofNullable(b.traits().choice()));
    }

    private static String wrapper(ObjectHistory object) {
        return object.isPlain() ? "plain" : object.traits().prefix() + " in " + object.traits().namespace();
    }

    private void choices(Optional<ObjectHistory.Choice> a, Optional<ObjectHistory.Choice> b) {
        if (a.isEmpty() || b.isEmpty()) {
            if (a.isPresent() != b.isPresent()) {
                add("", What.RETYPED, Need.MAJOR, "is one of several objects on one side only");
            }
            return;
        }
        if (!a.get().by().equals(b.get().by())) {
            add(a.get().by(), What.RETYPED, Need.MAJOR, "chosen by " + a.get().by() + " -> " + b.get().by());
            return;
        }
        values(a.get().by(), a.get().values().names(), b.get().values().names());
        for (String value : a.get().values().names()) {
            int there = b.get().values().names().indexOf(value);
            String was = a.get().objects().get(a.get().values().names().indexOf(value));
            if (there >= 0 && !renamed.getOrDefault(was, was).equals(b.get().objects().get(there))) {
                add(a.get().by(), What.RETYPED, Need.MAJOR, value + " is " + was + " -> "
                        + b.get().objects().get(there));
            }
        }
    }
}
