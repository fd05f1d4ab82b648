package dev.evtool.container;

import java.util.Map;

/// What exit codes mean: those that shells and engines have agreed on.
final class ExitCodes {

    /// A process that a signal ended has 128 and the signal's number.
    private static final int SIGNALLED = 128;

    private static final Map<Long, String> ENGINES = Map.of(125L, "the engine could not run it", 126L,
            "the command cannot be executed", 127L, "the command was not found");

    private static final Map<Long, String> SIGNALS = Map.ofEntries(Map.entry(1L, "SIGHUP"), Map.entry(2L, "SIGINT"),
            Map.entry(3L, "SIGQUIT"), Map.entry(4L, "SIGILL"), Map.entry(6L, "SIGABRT"), Map.entry(7L, "SIGBUS"),
            Map.entry(8L, "SIGFPE"), Map.entry(9L, "SIGKILL"), Map.entry(11L, "SIGSEGV"), Map.entry(13L, "SIGPIPE"),
            Map.entry(14L, "SIGALRM"), Map.entry(15L, "SIGTERM"));

    private ExitCodes() {}

    /// Such as `exit 137, SIGKILL`; the number alone where it means nothing to others.
    static String spoken(long code) {
        String meaning = ENGINES.getOrDefault(code, SIGNALS.getOrDefault(code - SIGNALLED, ""));
        return "exit " + code + (meaning.isEmpty() ? "" : ", " + meaning);
    }
}
