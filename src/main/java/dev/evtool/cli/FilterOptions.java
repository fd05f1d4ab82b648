package dev.evtool.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which events of a source.
@OptionGroup(value = "Which events", order = 20)
final class FilterOptions {

    @Option(names = {"-f",
            "--filter"}, paramLabel = "EXPR", description = "Only events for which the CEL expression holds; repeat = and. See: evtool help filters")
    List<String> filters = new ArrayList<>();

    @Option(names = {"-S",
            "--since"}, paramLabel = "TIME", description = "From this time on: RFC 3339, a date, epoch seconds, 10m (ago). What has no history shows a gap.")
    @Nullable
    Instant since;

    @Option(names = {"-U", "--until"}, paramLabel = "TIME", description = "Up to this time, also +10m (ahead).")
    @Nullable
    Instant until;
}
