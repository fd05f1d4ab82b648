package dev.evtool.cli;

import dev.evtool.report.SchemaText;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.JsonSchemaExport;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.SchemaPage;
import dev.evtool.stream.Problem;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evtool schema show`.
@OptionGroup(value = "What", order = 20)
@Command(name = "show", description = {"Show a payload's fields, or give its JSON Schema to other validators", "",
        "-o json is JSON Schema 2020-12 that accepts what evtool validate finds no error in: of a NAME any version that is "
                + "known, of an event type or a kind of record the whole message, of the word payload any versioned payload. See: "
                + "evtool help schemas",
        "", "Examples:", "  evtool schema show InstancePayload", "  evtool schema show InstancePayload@1.8 -o json",
        "  evtool schema show instance.create.end -o json > create-end.schema.json",
        "  evtool schema show InstancePayload --message -o json"})
final class SchemaShowCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(arity = "1", paramLabel = "NAME[@VERSION]", description = "An object of the catalog; or an event type such as instance.create.end, or a kind of record such as docker.")
    String name = "";

    @Option(names = "--message", description = "The message that brings the object, not only the object.")
    boolean message;

    @Mixin
    TextOrJson output = new TextOrJson();
    @Mixin
    CommonOptions common = new CommonOptions();

    SchemaShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException {
        Catalog catalog = Catalog.shipped();
        try {
            show(catalog);
            return ExitCode.OK;
        } catch (SchemaException e) {
            throw new UsageException(new Problem(e.what(), e.likelyCause(), e.next()));
        }
    }

    private void show(Catalog catalog) throws IOException, SchemaException {
        switch (output.format) {
            case TEXT -> new SchemaText(console.out(), console.outTheme(common.color))
                    .page(SchemaPage.of(catalog, name, message));
            case JSON -> TextOrJson.print(JsonSchemaExport.of(catalog, name, message), console, common);
        }
    }
}
