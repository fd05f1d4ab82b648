package dev.evtool.filter;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelContainer;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.DefaultTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.planner.ProgramPlanner;
import dev.evtool.event.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The one place that says what the language of filters and templates is.
///
/// The runtime is put together here from CEL's planner instead of by its builder: the builder loads protobuf's
/// descriptors and all functions (0.3 s of a cold start, and warnings about `sun.misc.Unsafe` on stderr) for messages
/// that events do not have.
final class Language {

    /// Payloads are hostile: a loop in a loop over a large list must end.
    private static final int MAX_ITERATIONS = 100_000;

    private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MAX_ITERATIONS).build();

    private final Set<String> facts = new HashSet<>();
    private final Map<String, CelType> variables;
    private final CelCompiler compiler;
    private final PlainValues values = new PlainValues();
    private final Functions functions = new Functions(OPTIONS, values);

    Language(List<Field> fields) {
        variables = EventVariables.attributes();
        for (Field field : fields) {
            facts.add(field.name());
            // families that give one name two meanings leave the type to each event
            variables.merge(field.name(), type(field.kind()), (a, b) -> a.equals(b) ? a : SimpleType.DYN);
        }
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder().setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS.stream().filter(m -> m != CelStandardMacro.HAS)
                        .toList())
                .addMacros(HasMacro.over(ImmutableSet.copyOf(variables.keySet())))
                .addFunctionDeclarations(NumberOperators.declarations())
                .addVar(EventVariables.ALL, EventVariables.allType());
        variables.forEach(builder::addVar);
        compiler = builder.build();
    }

    /// A condition: what it gives is true or false, as far as can be told before there is an event.
    Expression condition(SourceText source) throws FilterException {
        CelAbstractSyntaxTree ast = checked(source);
        CelKind kind = ast.getResultType().kind();
        if (kind != CelKind.BOOL && kind != CelKind.DYN) {
            throw source.mistake(0, "a filter needs true or false, and this gives " + Diagnosis.typeName(
                    ast.getResultType().name()));
        }
        return planned(ast, source);
    }

    /// An expression for any value.
    Expression value(SourceText source) throws FilterException {
        return planned(checked(source), source);
    }

    private CelAbstractSyntaxTree checked(SourceText source) throws FilterException {
        CelValidationResult result = compiler.compile(source.expression());
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new Diagnosis(source, variables.keySet()).of(e.getErrors());
        }
    }

    private Expression planned(CelAbstractSyntaxTree ast, SourceText source) throws FilterException {
        Survey survey = Survey.of(ast, source);
        ProgramPlanner planner = ProgramPlanner.newPlanner(DefaultTypeProvider.getInstance(), values,
                functions.dispatcher(survey.functions()), values, CelContainer.ofName(""), OPTIONS, ImmutableSet.of());
        try {
            boolean readsFacts = survey.names().stream().anyMatch(facts::contains);
            return new Expression(planner.plan(ast), readsFacts, survey.loops());
        } catch (CelEvaluationException e) {
            throw source.mistake(0, String.valueOf(e.getMessage()));
        }
    }

    /// Numbers are left to each event, so that they meet integers and floating point alike.
    private static CelType type(Field.Kind kind) {
        return switch (kind) {
            case TEXT -> SimpleType.STRING;
            case NUMBER -> SimpleType.DYN;
            case BOOLEAN -> SimpleType.BOOL;
            case TIME -> SimpleType.TIMESTAMP;
            case MAP -> MapType.create(SimpleType.STRING, SimpleType.STRING);
        };
    }
}
