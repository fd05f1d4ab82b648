package dev.evtool.filter;

import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A decoded payload as CEL wants it: JSON null is CEL's null and not Java's, and integers beyond 64 bits are doubles.
/// Converted where an expression looks, since a payload is large and a filter looks at little of it.
final class JsonView {

    private JsonView() {}

    static Object of(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case BigInteger big -> big.doubleValue();
            case Map<?, ?> map -> new Members(map);
            case List<?> list -> new Elements(list);
            default -> value;
        };
    }

    private static final class Members extends AbstractMap<Object, Object> {

        private final Map<?, ?> map;

        Members(Map<?, ?> map) {
            this.map = map;
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof String && map.containsKey(key); // a sorted map would rather fail
        }

        @Override
        public @Nullable Object get(Object key) {
            return containsKey(key) ? of(map.get(key)) : null;
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<Object, Object>> iterator() {
                    return map.entrySet().stream().map(e -> Map.entry((Object) e.getKey(), of(e.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return map.size();
                }
            };
        }
    }

    private static final class Elements extends AbstractList<Object> implements RandomAccess {

        private final List<?> list;

        Elements(List<?> list) {
            this.list = list;
        }

        @Override
        public Object get(int index) {
            return of(list.get(index));
        }

        @Override
        public int size() {
            return list.size();
        }
    }
}
