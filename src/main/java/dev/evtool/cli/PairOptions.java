package dev.evtool.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How operations are shown that tell of their start and of their end.
@OptionGroup(value = "Operations", order = 22)
final class PairOptions {

    @Option(names = "--pairs", description = "Show an operation as one line when it ends, with its duration: a start is joined with its end, or "
            + "told of when none comes.")
    boolean pairs;

    @Option(names = "--pair-limit", paramLabel = "D", defaultValue = "10m", description = "How long to wait for an end. Default: ${DEFAULT-VALUE}.")
    Duration limit = Duration.ofMinutes(10);

    /// How long to wait for an end; `null` to show each message by itself.
    @Nullable
    Duration limit() {
        return pairs ? limit : null;
    }
}
