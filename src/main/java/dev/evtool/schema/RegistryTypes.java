package dev.evtool.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The types of a registry dump in the words of catalogs; enumerations get names, from their classes.
final class RegistryTypes {

    private static final Set<String> SCALARS = Set.of("string", "integer", "number", "boolean", "datetime", "uuid",
            "ip", "mac");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z0-9_]*");

    private final Set<String> objects;
    private final SortedMap<String, List<String>> enums = new TreeMap<>();

    /// @param objects names that fields may refer to
    RegistryTypes(Set<String> objects) {
        this.objects = objects;
    }

    /// The type of a field, such as `list<BlockDevicePayload>?`.
    String of(DumpNode type) throws RegistryFormatException {
        boolean nullable = type.find("nullable").map(DumpNode::isTrue).orElse(false);
        return notNull(type) + (nullable ? "?" : "");
    }

    private String notNull(DumpNode type) throws RegistryFormatException {
        DumpNode word = type.at("type");
        return switch (word.text()) {
            case "enum" -> enumName(type);
            case "object" -> object(type.at("object"));
            case "list" -> "list<" + of(type.at("items")) + '>';
            case "set" -> "set<" + of(type.at("items")) + '>';
            case "dict" -> "map<" + of(type.at("values")) + '>';
            // a class of the dumped program that says nothing of the wire
            case "other" -> "any";
            case String scalar when SCALARS.contains(scalar) -> scalar;
            default -> throw word.wrong("no type of a registry dump: \"" + word.text() + '"');
        };
    }

    private String object(DumpNode reference) throws RegistryFormatException {
        if (!objects.contains(reference.text())) {
            throw reference.wrong("refers to \"" + reference.text() + "\", which is no payload of this dump");
        }
        return reference.text();
    }

    /// One name for each class; a class that has other values elsewhere gets a number.
    private String enumName(DumpNode type) throws RegistryFormatException {
        String name = name(type.at("class"));
        List<String> values = values(type.at("values"));
        for (int number = 2;; number++) {
            List<String> known = enums.putIfAbsent(name, values);
            if (known == null || known.equals(values)) {
                return name;
            }
            name = name(type.at("class")) + number;
        }
    }

    /// Without values that begin with `_`: they hold the place of numbers that no state has.
    private static List<String> values(DumpNode array) throws RegistryFormatException {
        Set<String> values = new LinkedHashSet<>();
        for (DumpNode item : array.items()) {
            if (!item.text().startsWith("_")) {
                values.add(item.text());
            }
        }
        if (values.isEmpty()) {
            throw array.wrong("an enumeration without values");
        }
        return List.copyOf(values);
    }

    /// The text of a node that names an object or an enumeration.
    static String name(DumpNode node) throws RegistryFormatException {
        if (!NAME.matcher(node.text()).matches()) {
            throw node.wrong("no name of a class");
        }
        return node.text();
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /// The enumerations met so far, by name.
    Map<String, List<String>> enums() {
        return enums;
    }
}
