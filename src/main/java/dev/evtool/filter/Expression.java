package dev.evtool.filter;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.Program;
import dev.evtool.event.Event;
import java.util.Map;
import java.util.Optional;

/// One compiled CEL expression. Safe for threads.
final class Expression {

    /// Why there is no value.
    enum Absent {
        /// It asked for something that the event does not have.
        MISSING,
        /// It could not be computed from what the event has: wrong kind of value, division by zero, too much work.
        FAILED
    }

    private static final Optional<Object> UNKNOWN = Optional.of(CelUnknownSet.create(0L));

    private final Program program;
    private final boolean readsFacts;
    private final Optional<Object> missing;

    /// @param loops CEL treats an unknown value like an error in `&&`, `||` and `?:`, and is twenty times as fast with
    ///     it since no exception is made; but it ends a loop over a list, where an error lets a later element decide
    Expression(Program program, boolean readsFacts, boolean loops) {
        this.program = program;
        this.readsFacts = readsFacts;
        this.missing = loops ? Optional.empty() : UNKNOWN;
    }

    /// Whether the value can differ between the rows of one event; if not, the facts need not even be decoded.
    boolean readsFacts() {
        return readsFacts;
    }

    /// The value for one row of an event, or an [Absent].
    Object evaluate(Event event, Map<String, Object> row) {
        try {
            Object value = program.eval(new EventVariables(event, row, missing));
            return value instanceof CelUnknownSet ? Absent.MISSING : value;
        } catch (CelEvaluationException e) {
            return switch (e.getErrorCode()) {
                case ATTRIBUTE_NOT_FOUND, INDEX_OUT_OF_BOUNDS -> Absent.MISSING;
                case INTERNAL_ERROR, DIVIDE_BY_ZERO, DUPLICATE_ATTRIBUTE, INVALID_ARGUMENT, OVERLOAD_NOT_FOUND,
                        AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND, NUMERIC_OVERFLOW, ITERATION_BUDGET_EXCEEDED, BAD_FORMAT ->
                    Absent.FAILED;
            };
        }
    }
}
