package dev.evtool.schema;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.core.io.JsonStringEncoder;

/// A catalog of versioned payloads as the text of its file, for people to read: a field a line.
///
/// @param name of the catalog
/// @param from where the facts come from
/// @param prefix of the four keys of a payload
record CatalogText(String name, String about, String from, String prefix, String namespace,
        Map<String, List<String>> enums, Map<String, Payload> payloads, SortedMap<String, String> events) {

    private static final int WIDTH = 120;

    /// A payload in the one version that it has.
    record Payload(String version, Map<String, FieldText> fields) {}

    /// @param type in the words of catalogs
    /// @param optional if a message may lack the field
    record FieldText(String type, boolean optional) {

        @Override
        public String toString() {
            return optional ? "{ \"type\": " + quoted(type) + ", \"optional\": true }" : quoted(type);
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(1 << 16);
        out.append("{\n");
        List.of(Map.entry("catalog", quoted(name)), Map.entry("format", "1"), Map.entry("about", quoted(about)),
                Map.entry("from", quoted(from)), Map.entry("prefix", quoted(prefix)),
                Map.entry("namespace", quoted(namespace)))
                .forEach(head -> out.append("  \"").append(head.getKey()).append("\": ").append(head.getValue())
                        .append(",\n"));
        out.append("  \"enums\": {");
        members(enums, "    ", out, CatalogText::values);
        out.append("  },\n  \"objects\": {");
        members(payloads, "    ", out, CatalogText::payload);
        out.append("  },\n  \"events\": {");
        members(events, "    ", out, (payload, text) -> text.append(quoted(payload)));
        return out.append("  }\n}\n").toString();
    }

    private static void payload(Payload payload, StringBuilder out) {
        out.append("{ \"versions\": { ").append(quoted(payload.version())).append(": { \"fields\": {");
        members(payload.fields(), "      ", out, (field, text) -> text.append(field));
        out.append("    } } } }");
    }

    private static void values(List<String> values, StringBuilder out) {
        int line = out.lastIndexOf("\n");
        out.append('[');
        String between = "";
        for (String value : values) {
            String next = between + quoted(value);
            if (out.length() - line + next.length() > WIDTH) {
                line = out.length();
                next = (between.isEmpty() ? "" : ",") + "\n      " + quoted(value);
            }
            out.append(next);
            between = ", ";
        }
        out.append(']');
    }

    private static <T> void members(Map<String, T> members, String indent, StringBuilder out, Writer<T> writer) {
        Iterator<Map.Entry<String, T>> each = members.entrySet().iterator();
        out.append('\n');
        while (each.hasNext()) {
            Map.Entry<String, T> member = each.next();
            out.append(indent).append(quoted(member.getKey())).append(": ");
            writer.write(member.getValue(), out);
            out.append(each.hasNext() ? ",\n" : "\n");
        }
    }

    /// Puts one member's value.
    private interface Writer<T> {
        void write(T value, StringBuilder out);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
