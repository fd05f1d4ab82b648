package dev.evtool.filter;

/// What a condition says of a row: not only yes or no, since a "no" for want of an answer is counted.
enum Verdict {
    NO, FAILED, MISSING, YES;

    static Verdict of(Object value) {
        return switch (value) {
            case Boolean holds -> holds ? YES : NO;
            case Expression.Absent absent -> absent == Expression.Absent.MISSING ? MISSING : FAILED;
            default -> FAILED;
        };
    }

    /// As `&&` does it: a plain no outweighs what could not be answered.
    Verdict and(Verdict other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /// As `||` does it: a yes outweighs all.
    Verdict or(Verdict other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : other == NO ? this : and(other);
    }
}
