package dev.evtool.schema;

import org.jspecify.annotations.Nullable;

/// Types as catalogs write them: `string`, `list<IpPayload>?`, `map<integer>`, a trailing `?` for what may be null.
final class TypeText {

    private static final int MAX_LENGTH = 200;

    /// Who knows the enumerations of a catalog.
    interface Enumerations {
        Shape.@Nullable Enumeration of(String name);
    }

    private TypeText() {}

    /// @throws IllegalArgumentException if the text is no type; its message says why
    static FieldType parse(String text, Enumerations enumerations) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a type is longer than " + MAX_LENGTH + " characters");
        }
        boolean nullable = text.endsWith("?");
        return new FieldType(shape(nullable ? text.substring(0, text.length() - 1) : text, enumerations), nullable);
    }

    private static Shape shape(String text, Enumerations enumerations) {
        int open = text.indexOf('<');
        if (open >= 0) {
            if (!text.endsWith(">")) {
                throw new IllegalArgumentException("\"" + text + "\" has no closing >");
            }
            FieldType inner = parse(text.substring(open + 1, text.length() - 1), enumerations);
            String word = text.substring(0, open);
            return switch (word) {
                case "list", "set" -> new Shape.Items(word, inner);
                case "map" -> new Shape.Entries(inner);
                default -> throw new IllegalArgumentException("\"" + word + "\" is none of list, set, map");
            };
        }
        for (Scalar scalar : Scalar.values()) {
            if (scalar.toString().equals(text)) {
                return scalar;
            }
        }
        Shape.Enumeration enumeration = enumerations.of(text);
        if (enumeration != null) {
            return enumeration;
        }
        if (text.isEmpty() || !Character.isUpperCase(text.charAt(0))) {
            throw new IllegalArgumentException("\"" + text + "\" is no type; types are " + Shape.scalars()
                    + ", list<T>, set<T>, map<T>, and names of enumerations and objects, which begin upper case");
        }
        return new Shape.Reference(text);
    }
}
