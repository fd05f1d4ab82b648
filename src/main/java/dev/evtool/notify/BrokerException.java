package dev.evtool.notify;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import org.jspecify.annotations.Nullable;

/// A broker that cannot be reached, refuses, or broke off.
final class BrokerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final int code;

    /// @param code the reply code of AMQP 0-9-1, such as 404; 0 if the broker gave none
    BrokerException(Problem problem, int code, @Nullable Throwable cause) {
        super(problem.what(), cause);
        this.problem = problem;
        this.code = code;
    }

    Problem problem() {
        return problem;
    }

    /// The reply code of AMQP 0-9-1; 0 if the broker gave none.
    int code() {
        return code;
    }

    /// Whether what was asked for is not there.
    boolean isNotFound() {
        return code == BrokerFailure.NOT_FOUND;
    }

    /// Whether asking again is of no use: it is forbidden, or there under other flags.
    boolean isRefusal() {
        return code == BrokerFailure.ACCESS_REFUSED || code == BrokerFailure.PRECONDITION_FAILED
                || code == BrokerFailure.RESOURCE_LOCKED || code == BrokerFailure.NOT_ALLOWED;
    }

    StreamException asUnreachable() {
        return new StreamException.Unreachable(problem, this);
    }
}
