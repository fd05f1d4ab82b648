package dev.evtool.filter;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.Optional;

/// CEL's `has(data.x)`, which here also takes a variable: `has(offset)`. Without that there would be no way to ask for
/// the events that lack a field.
final class HasMacro {

    private HasMacro() {}

    static CelMacro over(ImmutableSet<String> variables) {
        return CelMacro.newGlobalMacro("has", 1, (factory, target, args) -> expand(factory, args, variables));
    }

    private static Optional<CelExpr> expand(CelMacroExprFactory factory, ImmutableList<CelExpr> args,
            ImmutableSet<String> variables) {
        CelExpr asked = args.getFirst();
        if (asked.getKind() == Kind.SELECT) {
            return Optional.of(factory.newSelect(asked.select().operand(), asked.select().field(), true));
        }
        if (asked.getKind() == Kind.IDENT) {
            String name = asked.ident().name();
            // an unknown name stands as it is, for the checker to complain about
            return Optional.of(variables.contains(name)
                    ? factory.newSelect(factory.newIdentifier(EventVariables.ALL), name, true)
                    : asked);
        }
        return Optional.of(factory.reportError(
                "`has` asks for a variable or a member: has(offset), has(data.values); or \"odd name\" in data"));
    }
}
