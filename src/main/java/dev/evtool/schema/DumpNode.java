package dev.evtool.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands at a place of a registry dump, and the place.
///
/// @param pointer JSON pointer from the dump's root
/// @param value as `event.Json.value` gives it
record DumpNode(String pointer, @Nullable Object value) {

    /// The member of that name, which must be there.
    DumpNode at(String name) throws RegistryFormatException {
        return find(name).orElseThrow(() -> wrong("no member \"" + name + '"'));
    }

    /// The member of that name, if it is there and not null.
    Optional<DumpNode> find(String name) throws RegistryFormatException {
        Object member = map().get(name);
        return member == null ? Optional.empty() : Optional.of(child(name, member));
    }

    /// The members, in their order.
    Map<String, DumpNode> members() throws RegistryFormatException {
        Map<String, DumpNode> members = new LinkedHashMap<>();
        map().forEach((name, member) -> members.put(String.valueOf(name), child(String.valueOf(name), member)));
        return members;
    }

    List<DumpNode> items() throws RegistryFormatException {
        if (!(value instanceof List<?> list)) {
            throw wrong("an array belongs here");
        }
        List<DumpNode> items = new ArrayList<>();
        for (Object item : list) {
            items.add(child(Integer.toString(items.size()), item));
        }
        return items;
    }

    String text() throws RegistryFormatException {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong("a string belongs here");
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    RegistryFormatException wrong(String what) {
        return new RegistryFormatException(pointer, what);
    }

    private Map<?, ?> map() throws RegistryFormatException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw wrong("an object belongs here");
    }

    private DumpNode child(String name, @Nullable Object member) {
        return new DumpNode(pointer + '/' + name.replace("~", "~0").replace("/", "~1"), member);
    }
}
