package dev.evtool.filter;

import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelIdent;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExprVisitor;
import dev.cel.runtime.RuntimeHelpers;
import dev.evtool.event.Rfc3339;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a checked expression uses, and whether its constants are any good: a time or a regex that cannot be read would
/// otherwise fail on each event, with nothing to be seen but a filter that lets nothing through.
final class Survey extends CelExprVisitor {

    /// CEL's timestamps lie in the years 1 to 9999.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final CelAbstractSyntaxTree ast;
    private final SourceText source;
    private final Set<String> functions = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private boolean loops;
    private @Nullable FilterException mistake;

    private Survey(CelAbstractSyntaxTree ast, SourceText source) {
        this.ast = ast;
        this.source = source;
    }

    static Survey of(CelAbstractSyntaxTree ast, SourceText source) throws FilterException {
        Survey survey = new Survey(ast, source);
        survey.visit(ast);
        if (survey.mistake != null) {
            throw survey.mistake;
        }
        return survey;
    }

    /// Functions and operators that are called, by CEL's names.
    Set<String> functions() {
        return functions;
    }

    /// Variables that are read, those of loops among them.
    Set<String> names() {
        return names;
    }

    /// Whether it goes through lists or maps.
    boolean loops() {
        return loops;
    }

    @Override
    protected void visit(CelExpr expr, CelIdent ident) {
        names.add(ident.name());
    }

    @Override
    protected void visit(CelExpr expr, CelSelect select) {
        if (select.operand().identOrDefault().name().equals(EventVariables.ALL)) {
            names.add(select.field()); // `has(NAME)`
        } else {
            super.visit(expr, select);
        }
    }

    @Override
    protected void visit(CelExpr expr, CelComprehension comprehension) {
        loops = true;
        super.visit(expr, comprehension);
    }

    @Override
    protected void visit(CelExpr expr, CelCall call) {
        functions.add(call.function());
        if (!call.args().isEmpty()
                && call.args().getLast().constantOrDefault().getKind() == CelConstant.Kind.STRING_VALUE) {
            CelExpr last = call.args().getLast();
            String wrong = wrong(call.function(), last.constant().stringValue());
            if (wrong != null && mistake == null) {
                Integer position = ast.getSource().getPositionsMap().get(last.id());
                mistake = source.mistake(position == null ? 0 : source.index(position), wrong);
            }
        }
        super.visit(expr, call);
    }

    private static @Nullable String wrong(String function, String constant) {
        try {
            return switch (function) {
                case "timestamp" ->
                    Rfc3339.parse(constant).filter(t -> !t.isBefore(FIRST) && t.isBefore(END)).isPresent()
                            ? null
                            : "no RFC 3339 time with zone, such as timestamp(\"2026-01-31T12:00:00Z\")";
                case "duration" -> {
                    RuntimeHelpers.createJavaDurationFromString(constant);
                    yield null;
                }
                case "matches" -> {
                    RegexMatch.compile(constant);
                    yield null;
                }
                default -> null;
            };
        } catch (PatternSyntaxException e) {
            return "no RE2 regex: " + e.getDescription() + " `" + e.getPattern() + "`";
        } catch (IllegalArgumentException e) {
            return function.equals("duration")
                    ? "no duration, such as duration(\"90s\"), duration(\"1h30m\"), duration(\"250ms\")"
                    : String.valueOf(e.getMessage());
        }
    }
}
