package dev.evtool.schema.input;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/// A pattern of file names: `*`, `?`, `[abc]` and `{a,b}` within a name, `**` for any folders in between, none too. Whatever
/// the files are called, it takes them; hidden ones only if the pattern's name begins with a dot. Links to folders are
/// not followed by `**`, so that there are no circles.
final class Glob {

    private final List<String> names;
    private final TreeSet<Path> found = new TreeSet<>();

    private final List<Input> unread = new ArrayList<>();

    private Glob(List<String> names) {
        this.names = names;
    }

    static boolean isGlob(String word) {
        return word.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    /// Adds the files that match, sorted by name; `false` if none does.
    static boolean add(String word, List<Input> inputs) {
        List<String> names = new ArrayList<>(List.of(word.split("/+", -1)));
        Path top = Path.of(names.getFirst().isEmpty() ? "/" : "");
        while (names.size() > 1 && !isGlob(names.getFirst())) {
            top = top.resolve(names.removeFirst());
        }
        Glob glob = new Glob(names);
        try {
            glob.match(top, 0);
        } catch (PatternSyntaxException noPattern) {
            return false;
        }
        for (Path file : glob.found) {
            inputs.add(Opened.isPipe(file) ? FolderWalk.noFile(file) : new Input.File(file.toString(), file, top));
        }
        inputs.addAll(glob.unread);
        return !glob.found.isEmpty() || !glob.unread.isEmpty();
    }

    private void match(Path folder, int at) {
        boolean last = at == names.size() - 1;
        boolean deep = names.get(at).equals("**");
        if (deep && !last) {
            match(folder, at + 1);
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + names.get(at));
        for (Path entry : list(folder)) {
            boolean isFolder = Files.isDirectory(entry);
            if (FolderWalk.isHidden(entry) && !names.get(at).startsWith(".")) {
                continue;
            }
            if (isFolder && deep && !Files.isSymbolicLink(entry)) {
                match(entry, at);
            } else if (!isFolder && last && matcher.matches(entry.getFileName())) {
                found.add(entry);
            } else if (isFolder && !last && !deep && matcher.matches(entry.getFileName())) {
                match(entry, at + 1);
            }
        }
    }

    private List<Path> list(Path folder) {
        try {
            return Files.isDirectory(folder) ? FolderWalk.list(folder) : List.of();
        } catch (IOException e) {
            unread.add(FolderWalk.unreadable(folder, e));
            return List.of();
        }
    }
}
