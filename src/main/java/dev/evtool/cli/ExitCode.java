package dev.evtool.cli;

/// The exit codes, in one place. Where several hold, the first in this order is taken.
public enum ExitCode {
    INTERNAL(70, "internal error"),
    USAGE(2, "wrong usage"),
    INPUT(5, "input missing or unreadable"),
    SOURCE(3, "source unreachable or refused"),
    VERDICT(1, "negative verdict: --fail-on hit, --until-match not met at the end"),
    INCOMPLETE(4, "stream incomplete: --fail-on-gap, overflow under `fail`, a recording that lost something"),
    TIMEOUT(124, "--timeout ran out"),
    HANGUP(129, "ended by SIGHUP"),
    INTERRUPTED(130, "ended by SIGINT (Ctrl-C), even when cleanly"),
    TERMINATED(143, "ended by SIGTERM, even when cleanly"),
    OK(0, "done, condition met, closed pipe, --limit or --idle-timeout reached");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }

    /// Whichever of the two counts more.
    ExitCode or(ExitCode other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
