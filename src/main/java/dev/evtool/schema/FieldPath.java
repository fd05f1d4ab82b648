package dev.evtool.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A way into nested values as people write it: `flavor.memory_mb`, `ip_addresses[0].address`,
/// `labels["app.kubernetes.io/name"]`.
///
/// @param text as it was written
record FieldPath(String text, List<Step> steps) {

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]\"]+)|\\[(\\d{1,9})]|\\[\"([^\"]+)\"]");

    /// One step of a way.
    sealed interface Step {}

    /// To a member of an object.
    record Member(String name) implements Step {

        @Override
        public String toString() {
            return name;
        }
    }

    /// To an element of an array, from 0.
    record Element(int index) implements Step {

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /// What is at the end of a way.
    ///
    /// @param found whether there is anything, which may be null
    /// @param way as far as it went
    record Found(boolean found, @Nullable Object value, String way) {}

    FieldPath {
        steps = List.copyOf(steps);
    }

    /// @throws SchemaException if the text is no way
    static FieldPath parse(String text) throws SchemaException {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 0;
        while (matcher.find() && matcher.start() == at && (at > 0 || !text.startsWith("."))) {
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
            steps.add(name != null ? new Member(name) : new Element(Integer.parseInt(matcher.group(2))));
            at = matcher.end();
        }
        if (at < text.length() || steps.isEmpty()) {
            throw new SchemaException("\"" + text + "\" is no path to a field", null,
                    "write flavor.memory_mb, ip_addresses[0].address or labels[\"a.b\"]");
        }
        return new FieldPath(text, steps);
    }

    /// Goes into a document of Maps and Lists.
    Found in(@Nullable Object document) {
        Object value = document;
        StringBuilder way = new StringBuilder();
        for (Step step : steps) {
            if (!has(value, step)) {
                return new Found(false, null, way.toString());
            }
            value = next(value, step);
            way.append(step instanceof Member && !way.isEmpty() ? "." : "").append(step);
        }
        return new Found(true, value, way.toString());
    }

    private static boolean has(@Nullable Object value, Step step) {
        return switch (step) {
            case Member member -> value instanceof Map<?, ?> map && map.containsKey(member.name());
            case Element element -> value instanceof List<?> list && element.index() < list.size();
        };
    }

    private static @Nullable Object next(@Nullable Object value, Step step) {
        return switch (step) {
            case Member member when value instanceof Map<?, ?> map -> map.get(member.name());
            case Element element when value instanceof List<?> list -> list.get(element.index());
            default -> null;
        };
    }
}
