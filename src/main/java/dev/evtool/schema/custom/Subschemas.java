package dev.evtool.schema.custom;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Where schemas stand within schemas, in any of the drafts.
final class Subschemas {

    private static final Set<String> ONE = Set.of("additionalItems", "additionalProperties", "contains",
            "contentSchema",
            "else", "if", "items", "not", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties");
    private static final Set<String> LISTED = Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");

    /// Keywords whose members are named as somebody likes, and hold a schema each.
    static final Set<String> NAMED = Set.of("$defs", "definitions", "dependencies", "dependentSchemas",
            "patternProperties", "properties");

    /// Is led to each schema, outermost first.
    interface Visitor {

        /// Sees a schema.
        ///
        /// @param pointer where the schema stands in its file
        /// @param base the URI of the schema that it stands in
        /// @return its own URI, which is that of those within it
        String visit(String pointer, JsonNode schema, String base) throws dev.evtool.schema.SchemaException;
    }

    private Subschemas() {}

    static void walk(String pointer, JsonNode schema, String base, Visitor visitor)
            throws dev.evtool.schema.SchemaException {
        if (!schema.isObject()) {
            return;
        }
        String own = visitor.visit(pointer, schema, base);
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            String at = Pointer.child(pointer, keyword);
            if (NAMED.contains(keyword) && value.isObject()) {
                for (Map.Entry<String, JsonNode> named : value.properties()) {
                    walk(Pointer.child(at, named.getKey()), named.getValue(), own, visitor);
                }
            } else if (LISTED.contains(keyword) && value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    walk(Pointer.child(at, Integer.toString(i)), value.get(i), own, visitor);
                }
            } else if (ONE.contains(keyword)) {
                walk(at, value, own, visitor);
            }
        }
    }
}
