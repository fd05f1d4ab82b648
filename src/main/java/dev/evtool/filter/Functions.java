package dev.evtool.filter;

import dev.cel.common.CelOptions;
import dev.cel.common.values.CelValueConverter;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.DefaultDispatcher;
import dev.cel.runtime.InternalCelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.CelStandardFunction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The code behind the functions and operators of an expression: CEL's own, with what ours add or replace.
final class Functions {

    private final CelOptions options;
    private final RuntimeEquality equality;
    private final StandardFunctions standard;

    Functions(CelOptions options, CelValueConverter values) {
        this.options = options;
        this.equality = RuntimeEquality.create(RuntimeHelpers.create(), options);
        this.standard = new StandardFunctions(values);
    }

    /// For an expression that calls these.
    DefaultDispatcher dispatcher(Set<String> called) {
        DefaultDispatcher.Builder dispatcher = DefaultDispatcher.newBuilder();
        for (String name : called) {
            for (CelFunctionBinding b : bindings(name)) {
                String function = b instanceof InternalCelFunctionBinding i ? i.getFunctionName() : name;
                dispatcher.addOverload(function, b.getOverloadId(), b.getArgTypes(), b.isStrict(), b.getDefinition());
            }
        }
        return dispatcher.build();
    }

    private Collection<CelFunctionBinding> bindings(String name) {
        if (name.equals("matches")) {
            return RegexMatch.bindings();
        }
        CelStandardFunction function = standard.named(name);
        if (function == null) {
            return List.of();
        }
        Set<CelFunctionBinding> theirs = function.newFunctionBindings(options, equality);
        List<CelFunctionBinding> ours = ours(name);
        return ours.isEmpty() ? theirs : joined(name, theirs, ours);
    }

    private static List<CelFunctionBinding> ours(String name) {
        return name.equals("string")
                ? List.of(CelFunctionBinding.from("double_to_string", Double.class, PlainText::number))
                : NumberOperators.bindings(name);
    }

    private static Collection<CelFunctionBinding> joined(String name, Set<CelFunctionBinding> theirs,
            List<CelFunctionBinding> ours) {
        Map<String, CelFunctionBinding> byId = new LinkedHashMap<>();
        theirs.forEach(b -> byId.put(b.getOverloadId(), b));
        ours.forEach(b -> byId.put(b.getOverloadId(), b));
        if (name.equals("_==_") || name.equals("_!=_")) {
            return byId.values(); // theirs take any two values already, where the checker cannot tell the types
        }
        byId.remove(name); // the one that chooses among theirs; a new one has to choose among all
        return CelFunctionBinding.fromOverloads(name, byId.values());
    }
}
