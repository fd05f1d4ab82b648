package dev.evtool.cli;

import dev.evtool.schema.EventCheck;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.Strictness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether the events of a stream are held against their schemas on the way.
@OptionGroup(value = "Validation", order = 25)
final class ValidateOptions {

    @Option(names = "--validate", description = "Hold each event against its schema; the verdict stands behind the line, and is an attribute and a variable in filters.")
    boolean validate;

    @Option(names = "--fail-on-invalid", description = "Exit 1 at the end if an event was invalid or incompatible; with --validate.")
    boolean failOnInvalid;

    @Option(names = "--schemas", paramLabel = "PATH", description = "Validate by JSON Schemas and catalogs of your own, files or folders (repeatable), before the catalog.")
    List<Path> schemas = new ArrayList<>();

    /// The check; null where none was asked for.
    @Nullable
    EventCheck check() throws SchemaException {
        if (!validate && !failOnInvalid && schemas.isEmpty()) {
            return null;
        }
        return new EventCheck(new Judging(schemas).checks(null, false).get(), new Strictness(false, false)::fails);
    }
}
