package dev.evtool.filter;

import dev.cel.common.values.CelValueConverter;
import dev.cel.common.values.CelValueProvider;
import java.util.Map;
import java.util.Optional;

/// Tells CEL that all our values are ready for use ([JsonView] sees to that) and that there are no protobuf messages.
/// CEL's own converter walks through the whole payload each time an expression names `data`.
final class PlainValues extends CelValueConverter implements CelValueProvider {

    @Override
    public Object toRuntimeValue(Object value) {
        return value;
    }

    @Override
    public Object maybeUnwrap(Object value) {
        return value;
    }

    @Override
    public Optional<Object> newValue(String messageType, Map<String, Object> fields) {
        return Optional.empty();
    }

    @Override
    public CelValueConverter celValueConverter() {
        return this;
    }
}
