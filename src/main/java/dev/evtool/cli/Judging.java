package dev.evtool.cli;

import dev.evtool.schema.Catalog;
import dev.evtool.schema.RecordCheck;
import dev.evtool.schema.RecordJudge;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.custom.GivenSchemas;
import dev.evtool.stream.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// By what records are judged.
///
/// @param paths files and folders with schemas of the user's; empty for the catalog alone
record Judging(List<Path> paths) {

    /// Makes checks, one for each worker.
    ///
    /// @param kind what every record is taken for; null to tell it by its members
    /// @throws SchemaException if a schema cannot be used
    Supplier<RecordCheck> checks(@Nullable String kind, boolean strict) throws SchemaException {
        if (paths.isEmpty()) { // the library for JSON Schema stays unloaded
            requireKnown(kind, Catalog.shipped());
            return RecordJudge.of(Catalog.shipped(), kind, strict);
        }
        GivenSchemas given = GivenSchemas.load(paths);
        requireKnown(kind, given.catalog());
        if (given.single() && kind != null) {
            throw new UsageException(new Problem("--as " + kind + " says nothing to a single JSON Schema",
                    "each record is held against " + paths.getFirst() + " as it is, whatever kind it is of",
                    "leave --as out, or give the folder of the schema: then its payloads are looked for"));
        }
        return RecordJudge.of(given.catalog(), given.schemas(), kind, strict);
    }

    private static void requireKnown(@Nullable String kind, Catalog catalog) {
        if (kind != null && !RecordJudge.kinds(catalog).contains(kind)) {
            throw new UsageException(new Problem("--as " + kind + " is no kind of record", null,
                    "kinds are " + String.join(", ", RecordJudge.kinds(catalog))));
        }
    }
}
