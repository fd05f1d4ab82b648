package dev.evtool.schema;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/// Writes trees as JSON for people to read and to compare by line: what fits on a line stands on one. Trees are made of Map,
/// List, String, Number, Boolean and null.
public final class PrettyJson {

    private static final int WIDTH = 120;

    private final StringBuilder out = new StringBuilder(1 << 12);

    private PrettyJson() {}

    /// A JSON object of two members, in this order.
    static Map<String, Object> object(String first, Object its, String second, Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(first, its);
        object.put(second, value);
        return object;
    }

    /// The text, with a line end.
    public static String of(Map<String, ?> tree) {
        PrettyJson json = new PrettyJson();
        json.broken(tree, 0);
        return json.out.append('\n').toString();
    }

    /// A value, on this line if it fits behind what stands there already.
    private void value(@Nullable Object value, int indent) {
        int begin = out.length();
        int column = begin - out.lastIndexOf("\n");
        flat(value);
        // a comma may follow
        if (column + out.length() - begin > WIDTH && isBreakable(value)) {
            out.setLength(begin);
            broken(value, indent);
        }
    }

    private static boolean isBreakable(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }

    private void flat(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> {
                String before = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    name(out.append(before), entry.getKey());
                    flat(entry.getValue());
                    before = ", ";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                String before = "[";
                for (Object item : list) {
                    out.append(before);
                    flat(item);
                    before = ", ";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case String text -> quoted(out, text);
            default -> out.append(value);
        }
    }

    private void broken(@Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator(); each.hasNext();) {
                Map.Entry<?, ?> entry = each.next();
                line(indent + 1);
                name(out, entry.getKey());
                value(entry.getValue(), indent + 1);
                out.append(each.hasNext() ? "," : "");
            }
            line(indent);
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (Iterator<?> each = list.iterator(); each.hasNext();) {
                line(indent + 1);
                value(each.next(), indent + 1);
                out.append(each.hasNext() ? "," : "");
            }
            line(indent);
            out.append(']');
        } else {
            flat(value);
        }
    }

    private void line(int indent) {
        out.append('\n').repeat("  ", indent);
    }

    private static void name(StringBuilder out, Object name) {
        quoted(out, name.toString());
        out.append(": ");
    }

    private static void quoted(StringBuilder out, String text) {
        out.append('"').append(JsonStringEncoder.getInstance().quoteAsCharArray(text)).append('"');
    }
}
