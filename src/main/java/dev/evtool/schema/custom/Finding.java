package dev.evtool.schema.custom;

import com.networknt.schema.Error;
import dev.evtool.event.NearestName;
import dev.evtool.schema.custom.Alternatives.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thing that a schema does not allow, in words.
///
/// @param keyword that does not allow it
/// @param pointer from the value that the schema was held against
/// @param missing whether something lacks at the pointer, rather than being wrong
/// @param expected the keyword and what it asks for, as the schema has it
/// @param hint what was probably meant
record Finding(String keyword, String pointer, boolean missing, String message, String expected,
        @Nullable String hint) {

    private static final int LONGEST = 80;

    /// @param schemas finds the schema that an error is of
    static List<Finding> of(List<Error> errors, Function<Error, @Nullable JsonNode> schemas) {
        List<Finding> findings = new ArrayList<>();
        for (Failure failure : Alternatives.reduce(errors)) {
            findings.add(switch (failure) {
                case Failure.Plain(Error error) -> of(error, schemas.apply(error));
                case Failure.None(String keyword, String pointer, List<Error> wishes) -> none(keyword, pointer, wishes);
            });
        }
        return findings;
    }

    private static Finding none(String keyword, String pointer, List<Error> wishes) {
        String wanted = wishes.stream().map(Finding::asked).distinct().collect(Collectors.joining(", or "));
        return new Finding(keyword, pointer, false, "fits none of the alternatives", shorten(keyword + ": " + wanted),
                null);
    }

    private static Finding of(Error error, @Nullable JsonNode schema) {
        String keyword = error.getKeyword();
        String at = Pointer.of(error.getInstanceLocation());
        String property = error.getProperty();
        Object[] args = error.getArguments() == null ? new Object[0] : error.getArguments();
        return switch (keyword) {
            case "additionalProperties", "unevaluatedProperties" -> new Finding(keyword,
                    Pointer.child(at, String.valueOf(property)), false,
                    "the schema has no property " + quoted(property),
                    asked(error), meantName(error, property, schema));
            case "items", "additionalItems", "unevaluatedItems" -> new Finding(keyword, Pointer.child(at, "" + args[0]),
                    false, "the array has more items than the schema allows", asked(error), null);
            case "required" -> new Finding(keyword, Pointer.child(at, String.valueOf(property)), true,
                    "the property " + quoted(property) + " is missing",
                    "required: " + quoted(property), misspelt(error, property, schema));
            case "dependentRequired" -> new Finding(keyword, Pointer.child(at, String.valueOf(args[0])), true,
                    "the property " + quoted(args[0]) + " is missing, which goes with " + quoted(args[1]), asked(error),
                    null);
            case "propertyNames" -> new Finding(keyword, Pointer.child(at, String.valueOf(property)), false,
                    "the name " + quoted(property) + ' ' + args[1], asked(error), null);
            case "enum" -> new Finding(keyword, at, false, "is none of the values that the schema lists", asked(error),
                    meantValue(error));
            case "const" -> new Finding(keyword, at, false, "is not the value that the schema asks for", asked(error),
                    null);
            default -> new Finding(keyword, at, false, message(error, args), asked(error), null);
        };
    }

    private static String message(Error error, Object[] args) {
        return switch (error.getKeyword()) {
            case "type" -> "is of type " + args[0] + ", the schema asks for " + types(error.getSchemaNode());
            case "minimum", "exclusiveMinimum" -> "is too small";
            case "maximum", "exclusiveMaximum" -> "is too large";
            case "multipleOf" -> "is no multiple of " + error.getSchemaNode();
            case "minLength" -> "is too short";
            case "maxLength" -> "is too long";
            case "minItems", "minContains", "contains" -> "has too few such items";
            case "maxItems", "maxContains" -> "has too many such items";
            case "minProperties" -> "has too few properties";
            case "maxProperties" -> "has too many properties";
            case "uniqueItems" -> "has an item twice";
            case "pattern" -> "does not match the pattern";
            case "format" -> "is not of the format " + error.getSchemaNode().stringValue("");
            case "not" -> "is what the schema excludes";
            case "false" -> "is not allowed here at all";
            case "oneOf" -> "fits " + args[0] + " of the alternatives, where exactly one must fit";
            default -> error.getMessage();
        };
    }

    private static String types(JsonNode type) {
        return type.isArray() ? type.valueStream().map(t -> t.stringValue("")).collect(Collectors.joining(" or "))
                : type.stringValue("");
    }

    /// `maximum: 10`.
    private static String asked(Error error) {
        return shorten(
                error.getKeyword() + ": " + (error.getSchemaNode() == null ? "" : error.getSchemaNode().toString()));
    }

    private static @Nullable String meantName(Error error, @Nullable String name, @Nullable JsonNode schema) {
        JsonNode properties = schema == null ? null : schema.get("properties");
        if (properties == null || name == null) {
            return null;
        }
        List<String> absent = properties.propertyNames().stream().filter(p -> !error.getInstanceNode().has(p)).toList();
        return NearestName.of(name, absent).map(Finding::didYouMean).orElse(null);
    }

    /// A property that is missing may be there under another name.
    private static @Nullable String misspelt(Error error, @Nullable String name, @Nullable JsonNode schema) {
        JsonNode known = schema == null ? null : schema.get("properties");
        if (name == null || !error.getInstanceNode().isObject()) {
            return null;
        }
        List<String> unknown = error.getInstanceNode().propertyNames().stream()
                .filter(p -> known == null || !known.has(p)).toList();
        return NearestName.of(name, unknown).map(other -> quoted(other) + " is there: a typing error?").orElse(null);
    }

    private static @Nullable String meantValue(Error error) {
        if (!error.getInstanceNode().isString() || !error.getSchemaNode().isArray()) {
            return null;
        }
        List<String> values = error.getSchemaNode().valueStream().filter(JsonNode::isString).map(JsonNode::stringValue)
                .toList();
        return NearestName.of(error.getInstanceNode().stringValue(), values).map(Finding::didYouMean).orElse(null);
    }

    private static String didYouMean(String name) {
        return "did you mean " + quoted(name) + '?';
    }

    private static String quoted(@Nullable Object name) {
        return '"' + shorten(String.valueOf(name)) + '"';
    }

    /// On one line, and no longer than a reader reads.
    static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        if (line.length() <= LONGEST) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST) + '…';
    }
}
