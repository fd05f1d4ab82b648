package dev.evtool.schema;

import dev.evtool.schema.Sketch.Sort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The types that sketches come to, in the words of catalogs, with the enumerations and plain objects that they refer to.
final class DraftTypes {

    private static final Pattern DATA = Pattern.compile("[0-9]+|[0-9A-Fa-f:-]{12,}");
    private static final Pattern ODD = Pattern.compile(".*[./: ].*", Pattern.DOTALL);
    private static final int MANY = 30;
    private static final int LONGEST = 80;
    private static final int TOLD = 8;

    private final int mostValues;
    private final int timesEach;
    private final Set<String> payloads;
    private final Map<String, Object> enums = new LinkedHashMap<>();
    private final Map<String, Object> objects = new LinkedHashMap<>();
    private final Set<String> conflicts = new HashSet<>();
    private final List<String> alwaysNull = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /// @param mostValues of an enumeration; 0 for none
    /// @param timesEach how often, on average, each value must have been seen
    /// @param payloads names that types may refer to
    DraftTypes(int mostValues, int timesEach, Set<String> payloads) {
        this.mostValues = mostValues;
        this.timesEach = timesEach;
        this.payloads = payloads;
    }

    Map<String, Object> enums() {
        return enums;
    }

    /// Plain objects within others.
    Map<String, Object> objects() {
        return objects;
    }

    /// Fields whose values contradict each other: `OBJECT.FIELD`.
    Set<String> conflicts() {
        return conflicts;
    }

    List<String> warnings() {
        List<String> all = new ArrayList<>(warnings);
        if (!alwaysNull.isEmpty()) {
            int more = alwaysNull.size() - TOLD;
            all.add("drafted as any, being null in all records: "
                    + String.join(", ", alwaysNull.subList(0, Math.min(alwaysNull.size(), TOLD)))
                    + (more > 0 ? " and " + more + " more" : ""));
        }
        return all;
    }

    /// The fields of an object that was seen so often.
    Map<String, Object> fields(Sketch object, String owner) {
        long seen = object.count(Sort.OBJECT);
        Map<String, Object> fields = new LinkedHashMap<>();
        object.members().forEach((name, member) -> {
            String type = type(member, owner, name);
            fields.put(name, member.values() < seen ? PrettyJson.object("type", type, "optional", true) : type);
        });
        if (object.hasOthers()) {
            warnings.add(owner + " has more than " + object.members().size()
                    + " different names: what is beyond them was left out");
        }
        return fields;
    }

    private String type(Sketch seen, String owner, String field) {
        return notNull(seen, owner, field) + (seen.nulls() > 0 ? "?" : "");
    }

    private String notNull(Sketch seen, String owner, String field) {
        List<Sort> sorts = seen.sorts();
        if (sorts.isEmpty()) {
            alwaysNull.add(owner + '.' + field);
            return "any";
        }
        if (sorts.size() == 2 && sorts.contains(Sort.INTEGER) && sorts.contains(Sort.NUMBER)) {
            return "number";
        }
        if (sorts.size() > 1) {
            conflicts.add(owner + '.' + field);
            warnings.add(owner + '.' + field + " was " + String.join(", ",
                    sorts.stream().map(s -> s + " " + seen.count(s) + " times").toList()) + ": drafted as any");
            return "any";
        }
        return switch (sorts.getFirst()) {
            case BOOLEAN -> "boolean";
            case INTEGER -> "integer";
            case NUMBER -> "number";
            case STRING -> text(seen, owner, field);
            case LIST -> "list<" + (seen.items().values() == 0 ? "any" : type(seen.items(), owner, field)) + '>';
            case OBJECT -> object(seen, owner, field);
            case PAYLOAD -> payload(seen, owner, field);
        };
    }

    private String text(Sketch seen, String owner, String field) {
        Scalar form = seen.form();
        if (form != null) {
            return form.toString();
        }
        Set<String> values = seen.texts();
        boolean few = values != null && values.size() <= mostValues
                && seen.count(Sort.STRING) >= (long) timesEach * values.size();
        return values == null || !few ? "string"
                : unique(enums, owner + SketchBook.named(field, "Value"), new ArrayList<>(new TreeSet<>(values)));
    }

    private String payload(Sketch seen, String owner, String field) {
        if (seen.payloads().size() > 1) {
            conflicts.add(owner + '.' + field);
            warnings.add(owner + '.' + field + " held different payloads, " + String.join(", ", seen.payloads())
                    + ": drafted as any");
            return "any";
        }
        String name = seen.payloads().iterator().next();
        return payloads.contains(name) ? name : "any";
    }

    private String object(Sketch seen, String owner, String field) {
        if (seen.members().isEmpty() && !seen.hasOthers()) {
            return "object";
        }
        if (isMap(seen)) {
            return "map<" + type(seen.anyMember(), owner, field) + '>';
        }
        String name = owner + SketchBook.named(field, "Value");
        name = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("plain", true);
        plain.put("versions", Map.of("1.0", Map.of("fields", fields(seen, name))));
        return unique(objects, name, plain);
    }

    /// Whether the names are data, as those of labels and tags.
    private static boolean isMap(Sketch seen) {
        if (seen.hasOthers()) {
            return true;
        }
        Set<String> names = seen.members().keySet();
        boolean alike = seen.anyMember().sorts().size() <= 1;
        boolean always = seen.members().values().stream().anyMatch(m -> m.values() == seen.count(Sort.OBJECT));
        return alike && (names.stream().allMatch(n -> DATA.matcher(n).matches())
                || names.stream().anyMatch(n -> n.isEmpty() || ODD.matcher(n).matches())
                || (names.size() > MANY && !always));
    }

    private String unique(Map<String, Object> among, String name, Object value) {
        String free = name;
        for (int i = 2; isTaken(free) && !value.equals(among.get(free)); i++) {
            free = name + i;
        }
        among.put(free, value);
        return free;
    }

    private boolean isTaken(String name) {
        return payloads.contains(name) || enums.containsKey(name) || objects.containsKey(name);
    }
}
