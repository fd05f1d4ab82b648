package dev.evtool.stream;

import org.jspecify.annotations.Nullable;

/// A failure that ends a stream, told by kind: the command line maps each kind to its exit code, in one place.
public abstract sealed class StreamException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private StreamException(Problem problem, @Nullable Throwable cause) {
        super(problem.what(), cause);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /// A peer that cannot be reached, or that refuses.
    public static final class Unreachable extends StreamException {
        private static final long serialVersionUID = 1L;

        public Unreachable(Problem problem, @Nullable Throwable cause) {
            super(problem, cause);
        }
    }

    /// Input that is missing or cannot be read: a file, a capture.
    public static final class Unreadable extends StreamException {
        private static final long serialVersionUID = 1L;

        public Unreadable(Problem problem, @Nullable Throwable cause) {
            super(problem, cause);
        }
    }

    /// Words on the command line that cannot be carried out: a file that is there already, an address that is none.
    public static final class Usage extends StreamException {
        private static final long serialVersionUID = 1L;

        public Usage(Problem problem) {
            super(problem, null);
        }
    }

    /// A stream that lost something it must not lose: overflow under `fail`, a recording that could not be written.
    public static final class Incomplete extends StreamException {
        private static final long serialVersionUID = 1L;

        public Incomplete(Problem problem, @Nullable Throwable cause) {
            super(problem, cause);
        }
    }
}
