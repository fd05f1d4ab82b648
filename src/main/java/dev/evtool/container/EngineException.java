package dev.evtool.container;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import org.jspecify.annotations.Nullable;

/// An engine that cannot be reached, is none, or refuses.
final class EngineException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    EngineException(Problem problem, @Nullable Throwable cause) {
        super(problem.what(), cause);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    StreamException.Unreachable asUnreachable() {
        return new StreamException.Unreachable(problem, this);
    }
}
