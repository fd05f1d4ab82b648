package dev.evtool.schema;

import dev.evtool.schema.SchemaChange.Need;
import dev.evtool.schema.SchemaChange.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Holds what was seen of a field against what is known of it: everything seen must be allowed. Where both sides were only
/// seen, only what excludes each other counts.
///
/// @param now whether what was seen is the later of the two
record SeenFit(SchemaSide seen, SchemaSide known, Map<String, String> renamed, boolean now) {

    private static final int DEEPEST = 16;

    /// What does not fit.
    ///
    /// @param plain whether their object is plain JSON, of which nothing may be missing; of a versioned one anything may be that
    ///        was not set
    List<SchemaChange> of(SchemaField was, SchemaField allowed, boolean plain) {
        List<SchemaChange> misfits = new ArrayList<>();
        type(was.name(), was.type(), allowed.type(), misfits, 0);
        if (plain && was.optional() && !allowed.optional() && !known.isSeen()) {
            misfits.add(new SchemaChange(was.name(), now ? What.OPTIONAL : What.ALWAYS, Need.MAJOR,
                    "is missing in some of the records"));
        }
        return misfits;
    }

    private void type(String path, FieldType was, FieldType allowed, List<SchemaChange> misfits, int depth) {
        if (was.nullable() && !allowed.nullable() && allowed.shape() != Scalar.ANY && !known.isSeen()) {
            misfits.add(new SchemaChange(path, now ? What.NULLABLE : What.NOT_NULLABLE, Need.MAJOR,
                    "null was seen, and " + allowed + " is known"));
        }
        if (was.shape() == Scalar.ANY || allowed.shape() == Scalar.ANY || depth > DEEPEST) {
            return; // nothing is said of it
        }
        switch (allowed.shape()) {
            case Scalar scalar -> require(scalar(was.shape(), scalar), path, was, allowed, misfits);
            case Shape.Enumeration values -> enumeration(path, was, allowed, values, misfits);
            case Shape.Items items -> {
                if (was.shape() instanceof Shape.Items seenItems) {
                    type(path + "[]", seenItems.item(), items.item(), misfits, depth + 1);
                } else {
                    require(false, path, was, allowed, misfits);
                }
            }
            case Shape.Entries entries -> entries(path, was, allowed, entries.value(), misfits, depth);
            case Shape.Reference reference -> reference(path, was, allowed, reference, misfits, depth);
        }
    }

    private void require(boolean fits, String path, FieldType was, FieldType allowed, List<SchemaChange> misfits) {
        if (!fits) {
            misfits.add(new SchemaChange(path, What.RETYPED, Need.MAJOR, now ? allowed + " -> " + was + " (seen)"
                    : was + " (seen) -> " + allowed));
        }
    }

    private boolean scalar(Shape was, Scalar allowed) {
        boolean text = was instanceof Shape.Enumeration || (was instanceof Scalar s && s.base() == Scalar.Base.STRING);
        return switch (allowed.base()) {
            case ANY -> true;
            case STRING -> text && (known.isSeen() || form(was, allowed));
            case INTEGER -> was == Scalar.INTEGER || (known.isSeen() && was == Scalar.NUMBER);
            case NUMBER -> was == Scalar.INTEGER || was == Scalar.NUMBER;
            case BOOLEAN -> was == Scalar.BOOLEAN;
            case OBJECT -> was instanceof Shape.Entries || was instanceof Shape.Reference || was == Scalar.OBJECT;
        };
    }

    /// Whether strings that were seen have a form. UUIDs are only a habit, and some forms are never inferred.
    private static boolean form(Shape was, Scalar allowed) {
        if (allowed == Scalar.UUID || !Sketch.FORMS.contains(allowed)) {
            return true;
        }
        return was == allowed || (allowed == Scalar.RFC3339 && was == Scalar.DATETIME);
    }

    private void enumeration(String path, FieldType was, FieldType allowed, Shape.Enumeration values,
            List<SchemaChange> misfits) {
        if (was.shape() instanceof Shape.Enumeration seenValues) {
            List<String> more = seenValues.values().names().stream()
                    .filter(value -> !values.values().names().contains(value)).toList();
            if (!more.isEmpty() && !known.isSeen()) {
                misfits.add(new SchemaChange(path, now ? What.VALUE_ADDED : What.VALUE_REMOVED,
                        now ? Need.MINOR : Need.MAJOR, String.join(", ", more)));
            }
        } else {
            require(was.shape() instanceof Scalar s && s.base() == Scalar.Base.STRING, path, was, allowed, misfits);
        }
    }

    private void entries(String path, FieldType was, FieldType allowed, FieldType value, List<SchemaChange> misfits,
            int depth) {
        if (was.shape() instanceof Shape.Entries seenEntries) {
            type(path + "{}", seenEntries.value(), value, misfits, depth + 1);
        } else if (was.shape() instanceof Shape.Reference reference && plain(seen, reference).isPresent()) {
            for (SchemaField field : plain(seen, reference).get().latest().fields()) {
                type(path + '.' + field.name(), field.type(), value, misfits, depth + 1);
            }
        } else {
            require(was.shape() == Scalar.OBJECT, path, was, allowed, misfits);
        }
    }

    private void reference(String path, FieldType was, FieldType allowed, Shape.Reference reference,
            List<SchemaChange> misfits, int depth) {
        Optional<ObjectHistory> object = plain(known, reference);
        if (was.shape() instanceof Shape.Reference other
                && (other.name().equals(reference.name()) || isRenamed(other.name(), reference.name()))) {
            return; // it has a version of its own
        }
        boolean objectSeen = was.shape() == Scalar.OBJECT || was.shape() instanceof Shape.Entries
                || (was.shape() instanceof Shape.Reference other && plain(seen, other).isPresent());
        require(objectSeen && object.isPresent(), path, was, allowed, misfits);
        if (object.isPresent() && was.shape() instanceof Shape.Reference other) {
            plain(seen, other).ifPresent(o -> members(path, o.latest(), object.get(), misfits, depth));
        }
    }

    private boolean isRenamed(String was, String allowed) {
        return renamed.getOrDefault(now ? allowed : was, "").equals(now ? was : allowed);
    }

    /// Plain objects have no version of their own: their members are those of the object around them.
    private void members(String path, ObjectSchema was, ObjectHistory allowed, List<SchemaChange> misfits, int depth) {
        if (allowed.traits().choice() != null || allowed.versions().size() > 1) {
            return; // which one it is was not kept
        }
        for (SchemaField field : was.fields()) {
            SchemaField other = allowed.latest().field(field.name());
            if (other != null) {
                type(path + '.' + field.name(), field.type(), other.type(), misfits, depth + 1);
            } else if (!known.isSeen() && !allowed.traits().open()) {
                misfits.add(new SchemaChange(path + '.' + field.name(), now ? What.ADDED : What.REMOVED,
                        now ? Need.MINOR : Need.MAJOR, field.type().toString()));
            }
        }
    }

    private static Optional<ObjectHistory> plain(SchemaSide side, Shape.Reference reference) {
        return side.object(reference.name()).filter(ObjectHistory::isPlain);
    }
}
