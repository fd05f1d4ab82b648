package dev.evtool.cli;

import dev.evtool.schema.Catalog;
import dev.evtool.schema.EventCheck;
import dev.evtool.schema.RecordJudge;
import dev.evtool.schema.Strictness;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether the events of a stream are held against their schemas on the way.
@OptionGroup(value = "Validation", order = 25)
final class ValidateOptions {

    @Option(names = "--validate", description = "Hold each event against its schema; the verdict stands behind the line, and is an attribute and a variable in filters.")
    boolean validate;

    @Option(names = "--fail-on-invalid", description = "Exit 1 at the end if an event was invalid or incompatible; with --validate.")
    boolean failOnInvalid;

    /// The check; null where none was asked for.
    @Nullable
    EventCheck check() {
        if (!validate && !failOnInvalid) {
            return null;
        }
        return new EventCheck(RecordJudge.of(Catalog.shipped(), null, false).get(),
                new Strictness(false, false)::fails);
    }
}
