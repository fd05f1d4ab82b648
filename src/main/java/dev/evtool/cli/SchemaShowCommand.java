package dev.evtool.cli;

import dev.evtool.schema.Catalog;
import dev.evtool.schema.JsonSchemaExport;
import dev.evtool.schema.SchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evtool schema show`.
@OptionGroup(value = "What and how", order = 10)
@Command(name = "show", description = {"Show the fields of a payload, or the JSON Schema of it", "",
        "Examples:", "  evtool schema show InstancePayload"})
final class SchemaShowCommand implements Callable<ExitCode> {

    enum Format {
        TEXT, JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Console console;

    @Parameters(arity = "1", paramLabel = "NAME[@VERSION]", description = "An object of the catalog, an event type, or a kind of record.")
    String name = "";

    @Option(names = "--message", description = "The whole message that brings the object.")
    boolean message;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
    Format format = Format.TEXT;

    @Mixin
    CommonOptions common = new CommonOptions();

    SchemaShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException, SchemaException {
        String schema = JsonSchemaExport.of(Catalog.shipped(), name, message);
        console.out().write(schema.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return ExitCode.OK;
    }
}
