package dev.evtool.filter;

import dev.cel.common.values.CelValueConverter;
import dev.cel.runtime.TypeResolver;
import dev.cel.runtime.standard.AddOperator;
import dev.cel.runtime.standard.BoolFunction;
import dev.cel.runtime.standard.BytesFunction;
import dev.cel.runtime.standard.CelStandardFunction;
import dev.cel.runtime.standard.ContainsFunction;
import dev.cel.runtime.standard.DivideOperator;
import dev.cel.runtime.standard.DoubleFunction;
import dev.cel.runtime.standard.DurationFunction;
import dev.cel.runtime.standard.DynFunction;
import dev.cel.runtime.standard.EndsWithFunction;
import dev.cel.runtime.standard.EqualsOperator;
import dev.cel.runtime.standard.GetDateFunction;
import dev.cel.runtime.standard.GetDayOfMonthFunction;
import dev.cel.runtime.standard.GetDayOfWeekFunction;
import dev.cel.runtime.standard.GetDayOfYearFunction;
import dev.cel.runtime.standard.GetFullYearFunction;
import dev.cel.runtime.standard.GetHoursFunction;
import dev.cel.runtime.standard.GetMillisecondsFunction;
import dev.cel.runtime.standard.GetMinutesFunction;
import dev.cel.runtime.standard.GetMonthFunction;
import dev.cel.runtime.standard.GetSecondsFunction;
import dev.cel.runtime.standard.GreaterEqualsOperator;
import dev.cel.runtime.standard.GreaterOperator;
import dev.cel.runtime.standard.InOperator;
import dev.cel.runtime.standard.IndexOperator;
import dev.cel.runtime.standard.IntFunction;
import dev.cel.runtime.standard.LessEqualsOperator;
import dev.cel.runtime.standard.LessOperator;
import dev.cel.runtime.standard.LogicalNotOperator;
import dev.cel.runtime.standard.ModuloOperator;
import dev.cel.runtime.standard.MultiplyOperator;
import dev.cel.runtime.standard.NegateOperator;
import dev.cel.runtime.standard.NotEqualsOperator;
import dev.cel.runtime.standard.NotStrictlyFalseFunction;
import dev.cel.runtime.standard.SizeFunction;
import dev.cel.runtime.standard.StartsWithFunction;
import dev.cel.runtime.standard.StringFunction;
import dev.cel.runtime.standard.SubtractOperator;
import dev.cel.runtime.standard.TimestampFunction;
import dev.cel.runtime.standard.TypeFunction;
import dev.cel.runtime.standard.UintFunction;
import org.jspecify.annotations.Nullable;

/// CEL's standard functions by the name they have in a syntax tree. A class for each is loaded only when an expression
/// calls it: all together they are some four hundred classes.
final class StandardFunctions {

    private final CelValueConverter values;

    StandardFunctions(CelValueConverter values) {
        this.values = values;
    }

    /// The function; `null` for `&&`, `||` and `?:`, which the planner does itself.
    @Nullable
    CelStandardFunction named(String name) {
        return switch (name) {
            case "_==_" -> EqualsOperator.create();
            case "_!=_" -> NotEqualsOperator.create();
            case "_<_" -> LessOperator.create();
            case "_<=_" -> LessEqualsOperator.create();
            case "_>_" -> GreaterOperator.create();
            case "_>=_" -> GreaterEqualsOperator.create();
            case "_+_" -> AddOperator.create();
            case "_-_" -> SubtractOperator.create();
            case "_*_" -> MultiplyOperator.create();
            case "_/_" -> DivideOperator.create();
            case "_%_" -> ModuloOperator.create();
            case "-_" -> NegateOperator.create();
            case "!_" -> LogicalNotOperator.create();
            case "@not_strictly_false" -> NotStrictlyFalseFunction.create();
            case "@in" -> InOperator.create();
            case "_[_]" -> IndexOperator.create();
            default -> word(name);
        };
    }

    private @Nullable CelStandardFunction word(String name) {
        return switch (name) {
            case "size" -> SizeFunction.create();
            case "contains" -> ContainsFunction.create();
            case "startsWith" -> StartsWithFunction.create();
            case "endsWith" -> EndsWithFunction.create();
            case "int" -> IntFunction.create();
            case "uint" -> UintFunction.create();
            case "double" -> DoubleFunction.create();
            case "string" -> StringFunction.create();
            case "bytes" -> BytesFunction.create();
            case "bool" -> BoolFunction.create();
            case "dyn" -> DynFunction.create();
            case "type" -> TypeFunction.create(new TypeResolver(values) {});
            case "duration" -> DurationFunction.create();
            case "timestamp" -> TimestampFunction.create();
            default -> partOfTime(name);
        };
    }

    private static @Nullable CelStandardFunction partOfTime(String name) {
        return switch (name) {
            case "getFullYear" -> GetFullYearFunction.create();
            case "getMonth" -> GetMonthFunction.create();
            case "getDayOfYear" -> GetDayOfYearFunction.create();
            case "getDayOfMonth" -> GetDayOfMonthFunction.create();
            case "getDate" -> GetDateFunction.create();
            case "getDayOfWeek" -> GetDayOfWeekFunction.create();
            case "getHours" -> GetHoursFunction.create();
            case "getMinutes" -> GetMinutesFunction.create();
            case "getSeconds" -> GetSecondsFunction.create();
            case "getMilliseconds" -> GetMillisecondsFunction.create();
            default -> null;
        };
    }
}
