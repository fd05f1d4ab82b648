package dev.evtool.cli;

import dev.evtool.terminal.ColorWish;
import picocli.CommandLine.Option;

/// Options of every command.
@OptionGroup(value = "Always", order = 90)
final class CommonOptions {

    @Option(names = {"-q", "--quiet"}, description = "Say nothing on stderr but errors.")
    boolean quiet;

    @Option(names = {"-v", "--verbose"}, description = "-vv: stack traces with errors.")
    boolean[] verbose = {};

    @Option(names = "--color", paramLabel = "WHEN", description = "auto, always or never.")
    ColorWish color = ColorWish.AUTO;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    boolean stackTraces() {
        return verbose.length > 1;
    }
}
