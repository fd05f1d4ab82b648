package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A comparison for programs.
public final class DiffText {

    private DiffText() {}

    /// One JSON object: `from`, `to`, `broken`, `steps` with their `changes`, `events`.
    public static String json(SchemaSide before, SchemaSide after, List<SchemaStep> steps, List<String> events) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("from", before.label());
        tree.put("to", after.label());
        tree.put("broken", steps.stream().anyMatch(step -> step.judged() == SchemaStep.Judged.BROKEN));
        tree.put("steps", steps.stream().map(DiffText::step).toList());
        tree.put("events", events);
        return PrettyJson.of(tree);
    }

    private static Map<String, Object> step(SchemaStep step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("object", step.object());
        if (!step.object().equals(step.before())) {
            tree.put("renamed_from", step.before());
        }
        if (!step.from().isEmpty()) {
            tree.put("from", step.from());
        }
        if (!step.to().isEmpty()) {
            tree.put("to", step.to());
        }
        tree.put("bump", step.bump().toString());
        tree.put("judgement", step.judged().toString());
        tree.put("why", step.why());
        List<Map<String, Object>> changes = new ArrayList<>();
        for (SchemaChange change : step.changes()) {
            Map<String, Object> its = new LinkedHashMap<>();
            its.put("field", change.field());
            its.put("change", change.what().toString());
            its.put("needs", change.need().toString());
            its.put("text", change.text());
            changes.add(its);
        }
        tree.put("changes", changes);
        return tree;
    }
}
