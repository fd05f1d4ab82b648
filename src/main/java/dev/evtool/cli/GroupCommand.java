package dev.evtool.cli;

import dev.evtool.stream.Problem;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A noun that only holds commands, such as `evtool ptp`.
@Command
final class GroupCommand implements Callable<ExitCode> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    CommonOptions common = new CommonOptions();

    private final String name;
    private final String description;

    GroupCommand(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /// The group as picocli knows it.
    CommandLine commandLine() {
        CommandLine line = new CommandLine(Specs.of(this));
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    @Override
    public ExitCode call() {
        String commands = spec == null ? "" : String.join(", ", spec.subcommands().keySet());
        throw new UsageException(new Problem(name + " needs a command: " + commands, null,
                "see: evtool " + name + " --help"));
    }
}
