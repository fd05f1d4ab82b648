package dev.evtool.cli;

import picocli.CommandLine.Option;

/// What follows if the first connection of a stream fails.
@OptionGroup(value = "Connection", order = 30)
final class RetryOptions {

    @Option(names = "--retry", description = "Try the first connection for ever; later ones are always.")
    boolean retry;
}
