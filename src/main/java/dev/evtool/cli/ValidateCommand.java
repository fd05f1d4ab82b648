package dev.evtool.cli;

import dev.evtool.filter.FilterException;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `evtool validate`.
@Command(name = "validate", description = {
        "Check versioned payloads against the schema of the version that each claims", "",
        "Takes JSON, JSON arrays, NDJSON and captures: notifications with or without their envelope, bare payloads, clock and "
                + "container events, CloudEvents. Exit 1 if a record breaks its contract, 5 if an input cannot be read. See: "
                + "evtool help validation",
        "", "Examples:", "  evtool validate samples/ --strict                    every file, also by a glob in quotes",
        "  evtool validate night.ndjson --summary               which versions are about",
        "  kcat ... | evtool validate - --pass-valid | next     only the good ones go on",
        "  evtool validate amqp://localhost --limit 1000        what a bus carries, from a queue of our own",
        "  evtool validate orders.ndjson --schemas contracts/   by JSON Schemas of your own",
        "  evtool validate samples/ --report github --report junit=report.xml --report sarif=report.sarif"})
final class ValidateCommand implements Callable<ExitCode> {

    private final Console console;

    @Mixin
    ValidationOptions validation = new ValidationOptions();
    @Mixin
    final LiveOptions live;
    @Mixin
    CommonOptions common = new CommonOptions();

    ValidateCommand(Console console) {
        this.console = console;
        this.live = new LiveOptions(console);
    }

    @Override
    public ExitCode call() throws StreamException, FilterException, SchemaException, IOException {
        return validation.run(console, common, live);
    }
}
