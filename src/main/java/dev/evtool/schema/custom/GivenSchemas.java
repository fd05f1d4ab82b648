package dev.evtool.schema.custom;

import dev.evtool.schema.Catalog;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.UserSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user has given to judge by: JSON Schemas, catalogs, or both.
///
/// @param catalog the shipped one, behind the catalogs given
/// @param schemas the JSON Schemas; null if none were given
/// @param single whether all that was given is one JSON Schema in a file: then each record is held against it as a whole,
///        and the catalog is not asked
public record GivenSchemas(Catalog catalog, @Nullable UserSchemas schemas, boolean single) {

    /// Reads files, and all `*.json` of folders at any depth.
    ///
    /// @throws SchemaException for the first that cannot be used, with its place
    public static GivenSchemas load(List<Path> paths) throws SchemaException {
        Folders folders = new Folders(paths);
        Catalog catalog = Catalog.withFiles(folders.catalogs());
        boolean none = folders.files().isEmpty();
        boolean single = !none && paths.size() == 1 && !Files.isDirectory(paths.getFirst());
        return new GivenSchemas(catalog, none ? null : new SchemaSet(folders, single), single);
    }
}
