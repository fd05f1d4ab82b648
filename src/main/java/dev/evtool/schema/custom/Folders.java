package dev.evtool.schema.custom;

import dev.evtool.schema.SchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The files that schemas come from: those given, those below the folders given, and those that references of these lead
/// to, as long as they are in the same folders. Catalogs, which may stand between them, are put aside.
final class Folders {

    private final List<Path> roots = new ArrayList<>();
    private final Map<Path, SchemaFile> files = new LinkedHashMap<>();
    private final Set<Path> catalogs = new LinkedHashSet<>();

    /// @param paths files and folders; of a folder all `*.json` are read, at any depth, except hidden ones
    Folders(List<Path> paths) throws SchemaException {
        for (Path path : paths) {
            try {
                Path real = path.toRealPath();
                if (Files.isDirectory(real)) {
                    roots.add(real);
                    addAll(path);
                } else {
                    roots.add(real.resolveSibling(""));
                    sort(path);
                }
            } catch (IOException e) {
                throw SchemaFile.unreadable(path, e);
            }
        }
    }

    private void addAll(Path folder) throws IOException, SchemaException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder)) {
            found = walk.filter(Files::isRegularFile).filter(p -> p.toString().endsWith(".json"))
                    .filter(p -> !hidden(folder.relativize(p))).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (found.isEmpty()) {
            throw new SchemaException("no *.json in " + folder, "the schemas are in another folder", null);
        }
        for (Path file : found) {
            sort(file);
        }
    }

    private static boolean hidden(Path path) {
        for (Path step : path) {
            if (step.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private void sort(Path path) throws SchemaException {
        SchemaFile file = SchemaFile.read(path);
        if (file.isCatalog()) {
            catalogs.add(path);
        } else {
            add(file);
        }
    }

    private SchemaFile add(SchemaFile file) {
        SchemaFile before = files.putIfAbsent(file.real(), file);
        return before == null ? file : before;
    }

    /// The catalogs.
    List<Path> catalogs() {
        return List.copyOf(catalogs);
    }

    /// All schemas that have been read.
    List<SchemaFile> files() {
        return List.copyOf(files.values());
    }

    /// Where in the folders a file URI leads; null if that is nowhere within them, or no file.
    @Nullable
    Path inside(String uri) {
        if (!uri.startsWith("file:")) {
            return null;
        }
        try {
            Path real = Path.of(URI.create(uri)).toRealPath();
            return roots.stream().anyMatch(real::startsWith) ? real : null;
        } catch (IllegalArgumentException | IOException e) {
            return null; // the caller says what does not resolve
        }
    }

    /// The file at a place that [#inside] has given, read now if it has not been.
    SchemaFile file(Path real) throws SchemaException {
        SchemaFile known = files.get(real);
        return known == null ? add(SchemaFile.read(real)) : known;
    }
}
