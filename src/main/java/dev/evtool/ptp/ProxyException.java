package dev.evtool.ptp;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.InterruptedIOException;

/// A call to a proxy that did not give an answer one can use.
final class ProxyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProxyException(Problem problem, Throwable cause) {
        super(problem.what(), cause);
        this.problem = problem;
    }

    ProxyException(Problem problem) {
        super(problem.what());
        this.problem = problem;
    }

    /// Whether the proxy gave no answer in time, so that each further call may take as long.
    boolean isSilence() {
        return getCause() instanceof InterruptedIOException;
    }

    Problem problem() {
        return problem;
    }

    StreamException.Unreachable asUnreachable() {
        return new StreamException.Unreachable(problem, this);
    }
}
