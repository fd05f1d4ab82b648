package dev.evtool.filter;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelVariableResolver;
import dev.evtool.event.Event;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The variables of an expression, looked up in an event and one of its rows only when the expression asks for them.
///
/// @param missing what CEL is told of a variable that the event does not have
record EventVariables(Event event, Map<String, Object> row, Optional<Object> missing) implements CelVariableResolver {

    /// The event as a map, for `has(NAME)`. No user can write this name.
    static final String ALL = "@event";

    private static final double EXACT = 1L << 53;

    /// The variables that every event has, by name.
    static Map<String, CelType> attributes() {
        Map<String, CelType> types = new LinkedHashMap<>();
        types.put("id", SimpleType.STRING);
        types.put("source", SimpleType.STRING);
        types.put("type", SimpleType.STRING);
        types.put("subject", SimpleType.STRING);
        types.put("time", SimpleType.TIMESTAMP);
        types.put("received", SimpleType.TIMESTAMP);
        types.put("severity", SimpleType.STRING);
        types.put("verdict", SimpleType.STRING);
        types.put("violations", SimpleType.STRING);
        types.put("data", SimpleType.DYN);
        return types;
    }

    static CelType allType() {
        return MapType.create(SimpleType.STRING, SimpleType.DYN);
    }

    @Override
    public Optional<Object> find(String name) {
        Object value = value(name);
        return value == null ? missing : Optional.of(value);
    }

    private @Nullable Object value(String name) {
        return switch (name) {
            case "id" -> event.id();
            case "source" -> event.source();
            case "type" -> event.type();
            case "subject" -> event.subject();
            case "time" -> event.time();
            case "received" -> event.received();
            case "severity" -> event.severity().word();
            case "verdict", "violations" -> event.extensions().get(name);
            case "data" -> JsonView.of(event.payload().data());
            case ALL -> new Presence();
            default -> fact(name);
        };
    }

    /// A typed number is a number, however the wire spelt it: without this, `offset / 1000` would drop the fraction of
    /// `"-12"` but not that of `"-12.0"`.
    private @Nullable Object fact(String name) {
        Object value = row.get(name);
        return switch (value) {
            case Long n when Math.abs((double) n) < EXACT -> Double.valueOf(n);
            case Map<?, ?> texts -> JsonView.of(texts);
            case null, default -> value;
        };
    }

    /// Only ever asked whether it has a name.
    private final class Presence extends AbstractMap<String, Object> {

        @Override
        public boolean containsKey(Object name) {
            return value((String) name) != null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            throw new UnsupportedOperationException("no expression can name this map");
        }
    }
}
