package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The JSON Schema of an object that a member's value chooses among several.
final class ChoiceSchema {

    private ChoiceSchema() {}

    /// @param open whether values that are not listed are fine, whatever object they choose
    /// @param object makes the schema of an object
    static Map<String, Object> of(String name, ObjectHistory.Choice choice, boolean open,
            Function<String, Map<String, Object>> object) {
        String by = choice.by();
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < choice.objects().size(); i++) {
            values.computeIfAbsent(choice.objects().get(i), _ -> new ArrayList<>())
                    .add(choice.values().names().get(i));
        }
        List<Map<String, Object>> all = new ArrayList<>();
        values.forEach(
                (chosen, its) -> all.add(PrettyJson.object("if", isOneOf(by, its), "then", object.apply(chosen))));
        String otherwise = choice.otherwise();
        if (otherwise != null) {
            all.add(PrettyJson.object("if", isOneOf(by, choice.values().names()), "else", object.apply(otherwise)));
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.putAll(open || otherwise != null ? Map.of() : isOneOf(by, choice.values().names()));
        schema.put("required", List.of(by));
        schema.put("allOf", all);
        schema.put("$comment", name + " is what " + by + " says");
        return schema;
    }

    private static Map<String, Object> isOneOf(String member, List<String> values) {
        return Map.of("properties", Map.of(member, Map.of("enum", values)));
    }
}
