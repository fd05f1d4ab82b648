package dev.evtool.cli;

import dev.evtool.filter.FilterException;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `evtool validate` where all words name files: the same without the options of live sources, whose defaults alone take
/// longer than a small file. [RootCommand] chooses it.
@Command(name = "validate")
final class ValidateFilesCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    ValidationOptions validation = new ValidationOptions();
    @Mixin
    CommonOptions common = new CommonOptions();

    ValidateFilesCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws StreamException, FilterException, SchemaException, IOException {
        return validation.run(console, common, null);
    }
}
