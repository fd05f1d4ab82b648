package dev.evtool.cli;

import dev.evtool.schema.RegistryFormatException;
import dev.evtool.schema.RegistryImport;
import dev.evtool.schema.SchemaException;
import dev.evtool.stream.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evtool schema import`.
@OptionGroup(value = "From what, to where", order = 10)
@Command(name = "import", description = {"Make a catalog of the dump of a registry of versioned objects", "",
        "A dump says what an installed service knows of its own payloads: classes, versions, fields. See: evtool help schemas",
        "", "Examples:", "  evtool schema import registry.json -w nova-27.json",
        "  evtool schema diff shipped nova-27.json"})
final class SchemaImportCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(arity = "1", paramLabel = "REGISTRY", description = "The dump, or - for standard input.")
    String dump = "";

    @Option(names = {"-w",
            "--write"}, paramLabel = "FILE", description = "The catalog; a file that is there is never overwritten. Default: stdout.")
    @Nullable
    Path file;

    @Mixin
    CommonOptions common = new CommonOptions();

    SchemaImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public ExitCode call() throws IOException, SchemaException {
        String catalog = read();
        if (file == null) {
            TextOrJson.print(catalog, console, common);
            return ExitCode.OK;
        }
        try {
            Files.writeString(file, catalog, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(new Problem(file + " is there already", null, "choose another --write FILE"));
        }
        return ExitCode.OK;
    }

    private String read() throws SchemaException {
        try (InputStream in = dump.equals("-") ? console.in() : Files.newInputStream(Path.of(dump))) {
            return RegistryImport.catalog(in);
        } catch (RegistryFormatException e) {
            throw new SchemaException(dump + " is no dump of a registry: " + e.getMessage(), null,
                    "see: evtool help schemas");
        } catch (IOException | InvalidPathException e) {
            throw new SchemaException("cannot read " + dump + ": " + e.getMessage(), null, "check the name");
        }
    }
}
