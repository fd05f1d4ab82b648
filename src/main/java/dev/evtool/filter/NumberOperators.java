package dev.evtool.filter;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.Arrays;
import java.util.List;

/// Arithmetic and equality across integer and floating point, which CEL leaves out: whether a wire says `7` or `7.0` is
/// no concern of whoever writes `offset + 1`. Two integers stay with CEL's own integer arithmetic.
enum NumberOperators {
    ADD("_+_"), SUBTRACT("_-_"), MULTIPLY("_*_"), DIVIDE("_/_"), MODULO("_%_"), EQUAL("_==_"), UNEQUAL("_!=_");

    private final String function;

    NumberOperators(String function) {
        this.function = function;
    }

    static List<CelFunctionDecl> declarations() {
        return Arrays.stream(values()).map(NumberOperators::declaration).toList();
    }

    /// What CEL's own operator of that name lacks; nothing for any other function.
    static List<CelFunctionBinding> bindings(String function) {
        return Arrays.stream(values()).filter(o -> o.function.equals(function)).flatMap(o -> o.bindings().stream())
                .toList();
    }

    private CelFunctionDecl declaration() {
        CelOverloadDecl doubleInt = overload("double_int", SimpleType.DOUBLE, SimpleType.INT);
        CelOverloadDecl intDouble = overload("int_double", SimpleType.INT, SimpleType.DOUBLE);
        return this != MODULO
                ? CelFunctionDecl.newFunctionDeclaration(function, doubleInt, intDouble)
                : CelFunctionDecl.newFunctionDeclaration(function, doubleInt, intDouble,
                        overload("double_double", SimpleType.DOUBLE, SimpleType.DOUBLE));
    }

    private CelOverloadDecl overload(String operands, CelType a, CelType b) {
        CelType result = this == EQUAL || this == UNEQUAL ? SimpleType.BOOL : SimpleType.DOUBLE;
        return CelOverloadDecl.newGlobalOverload(id(operands), result, a, b);
    }

    private List<CelFunctionBinding> bindings() {
        CelFunctionBinding doubleInt = binding("double_int", Double.class, Long.class);
        CelFunctionBinding intDouble = binding("int_double", Long.class, Double.class);
        return this != MODULO
                ? List.of(doubleInt, intDouble)
                : List.of(doubleInt, intDouble, binding("double_double", Double.class, Double.class));
    }

    private <A extends Number, B extends Number> CelFunctionBinding binding(String operands, Class<A> a, Class<B> b) {
        NumberOperators operator = this;
        return CelFunctionBinding.from(id(operands), a, b,
                (x, y) -> result(operator, x.doubleValue(), y.doubleValue()));
    }

    private static Object result(NumberOperators operator, double a, double b) {
        return switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MODULO -> a % b;
            case EQUAL -> a == b;
            case UNEQUAL -> a != b;
        };
    }

    private String id(String operands) {
        return "evtool_" + name() + "_" + operands;
    }
}
