package dev.evtool.cli;

import dev.evtool.stream.Overflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// When a stream ends, and with which verdict.
@OptionGroup(value = "When to stop, and the verdict", order = 40)
final class StopOptions {

    @Option(names = "--limit", paramLabel = "N", description = "Stop after N events.")
    @Nullable
    Long limit;

    @Option(names = "--timeout", paramLabel = "D", description = "Stop after this long (30s, 10m, 1h30m); exit 124.")
    @Nullable
    Duration timeout;

    @Option(names = "--idle-timeout", paramLabel = "D", description = "Stop when no event came for this long; exit 0.")
    @Nullable
    Duration idleTimeout;

    @Option(names = "--until-match", paramLabel = "EXPR", description = "Stop at the first event for which EXPR holds; exit 1 if none came.")
    @Nullable
    String untilMatch;

    @Option(names = "--fail-on", paramLabel = "EXPR", description = "Stop at the first event for which EXPR holds, with exit 1.")
    @Nullable
    String failOn;

    @Option(names = "--fail-on-gap", description = "Exit 4 at the end if the stream had a gap.")
    boolean failOnGap;

    @Option(names = "--on-overflow", paramLabel = "POLICY", description = "What a slow output does to the stream: block, drop-oldest or fail. Default: block into files "
            + "and pipes, drop-oldest on a terminal.")
    @Nullable
    Overflow onOverflow;
}
