package dev.evtool.schema.input;

import dev.evtool.schema.UnreadInput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a folder and the folders in it that are likely to hold records, each folder's sorted by name. Hidden ones are
/// left alone. A link to a file in the folder is followed; one to a folder in it is not, since what it leads to is found
/// anyway; one out of the folder is said to be not read.
final class FolderWalk {

    private final Path top;
    private final List<Input> inputs;

    private FolderWalk(Path top, List<Input> inputs) {
        this.top = top;
        this.inputs = inputs;
    }

    /// Adds them, or that there are none.
    static void add(Path folder, List<Input> inputs) {
        int before = inputs.size();
        new FolderWalk(folder, inputs).walk(folder);
        if (inputs.size() == before) {
            inputs.add(unread(folder, "holds no *.json, *.ndjson or *.jsonl",
                    "name other files one by one, or by a glob"));
        }
    }

    /// What is in a folder, sorted by name.
    static List<Path> list(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path entry : stream) {
                entries.add(entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(entries);
        return entries;
    }

    static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private void walk(Path folder) {
        try {
            for (Path entry : list(folder)) {
                if (!isHidden(entry)) {
                    entry(entry);
                }
            }
        } catch (IOException e) {
            inputs.add(unreadable(folder, e));
        }
    }

    static Input unreadable(Path folder, IOException e) {
        return unread(folder,
                e instanceof AccessDeniedException ? "may not be read" : "cannot be read: " + e.getMessage(),
                null);
    }

    private void entry(Path entry) throws IOException {
        boolean folder = Files.isDirectory(entry);
        if (Files.isSymbolicLink(entry) && Files.exists(entry) && (folder || holdsRecords(entry))
                && !entry.toRealPath().startsWith(top.toRealPath())) {
            inputs.add(unread(entry, "is a link out of " + top, "name it by itself"));
        } else if (folder && !Files.isSymbolicLink(entry)) {
            walk(entry);
        } else if (!folder && holdsRecords(entry)) {
            inputs.add(Opened.isPipe(entry) ? noFile(entry)
                    : new Input.File(entry.toString(), entry, top));
        }
    }

    /// A pipe or the like, which nobody meant who named a folder or a pattern: to open it may take for ever.
    static Input noFile(Path entry) {
        return unread(entry, "is no file", "name it by itself");
    }

    private static boolean holdsRecords(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".jsonl");
    }

    private static Input unread(Path path, String what, @Nullable String next) {
        return new Input.Missing(new UnreadInput(path.toString(), path + " " + what, null, next));
    }
}
