package dev.evtool.schema;

import dev.evtool.event.JsonDumps;
import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTree;
import dev.evtool.event.Rfc3339;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes values for fields: from words as people write them, or from values of other documents. What comes out is held
/// against the field's type. Not for several threads.
final class TypedValue {

    private final Findings findings = new Findings(false);
    private final Walk walk;
    private final Layer layer = new Layer();

    TypedValue(Catalog catalog) {
        this.walk = new Walk(catalog, findings);
    }

    /// The value that a word stands for in a field of that type: text where the type is a string, JSON where it is not.
    ///
    /// @throws SchemaException if the field cannot take it
    @Nullable
    Object ofWord(FieldType type, String word, String place) throws SchemaException {
        if (type.nullable() && word.equals("null")) {
            return null;
        }
        return checked(type, isText(type.shape()) ? word : json(word, type, place), place);
    }

    /// A value that is JSON already, such as a number of another document. A time is brought into the form of the field.
    ///
    /// @throws SchemaException if the field cannot take it
    @Nullable
    Object checked(FieldType type, @Nullable Object value, String place) throws SchemaException {
        Object fitting = type.shape() == Scalar.DATETIME && value instanceof String text ? time(text) : value;
        byte[] bytes = JsonDumps.bytes(fitting);
        findings.begin(offset -> new Place(0, 0));
        walk.begin();
        try {
            layer.read(bytes, 0, bytes.length);
        } catch (JsonFormatException e) {
            throw new SchemaException(place + ": " + e.explanation(), null, null);
        }
        walk.in(layer);
        type.check(walk, 0);
        Optional<Violation> first = findings.violations().stream().filter(Violation::isError).findFirst();
        if (first.isPresent()) {
            throw refusal(first.get(), type, place);
        }
        return fitting;
    }

    private static SchemaException refusal(Violation violation, FieldType type, String place) {
        boolean closed = type.shape() instanceof Shape.Enumeration;
        String allowed = type.shape() instanceof Shape.Enumeration values
                ? String.join(", ", values.values().names()) : violation.expected();
        String next = violation.hint() == null ? "give " + (closed ? "one of " : "") + allowed
                : violation.hint() + (closed ? " It takes " + allowed : "");
        return new SchemaException(place + ": " + violation.message() + (violation.pointer().isEmpty() ? ""
                : " at " + violation.pointer()), null, next);
    }

    private static @Nullable Object json(String word, FieldType type, String place) throws SchemaException {
        try {
            return JsonTree.parse(word);
        } catch (JsonFormatException e) {
            if (type.shape() instanceof Scalar scalar && scalar.base() != Scalar.Base.OBJECT) {
                return word; // which the type will refuse, in its own words
            }
            throw new SchemaException(place + ": \"" + word + "\" is no JSON: " + e.explanation(), null,
                    "give a " + type + " as JSON, in quotes for the shell");
        }
    }

    private static boolean isText(Shape shape) {
        return shape instanceof Shape.Enumeration
                || (shape instanceof Scalar scalar && scalar.base() == Scalar.Base.STRING);
    }

    private static String time(String text) {
        Optional<Instant> time = text.equals("now") ? Optional.of(Instant.now()) : Rfc3339.parse(text);
        return time.map(TypedValue::seconds).orElse(text);
    }

    /// Nova's form: no fraction.
    static String seconds(Instant time) {
        return Rfc3339.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /// The members of a versioned object.
    static @Nullable Object member(Map<?, ?> object, String prefix, int member) {
        return object.get(Wrapper.key(prefix, member));
    }
}
