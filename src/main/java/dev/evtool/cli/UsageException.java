package dev.evtool.cli;

import dev.evtool.stream.Problem;

/// Options that contradict each other or that cannot be carried out; unchecked, since only [RootCommand] has an answer.
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    UsageException(Problem problem) {
        super(problem.what());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
