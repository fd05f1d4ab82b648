package dev.evtool.schema.input;

import dev.evtool.schema.UnreadInput;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From the words of a command line to inputs, in their order: a file, a folder, a glob that the shell left alone, or `-` for
/// standard input. A word that leads nowhere is an input as well, which cannot be read.
public final class InputWords {

    private static final String STANDARD_INPUT = "standard input";

    private final List<Input> inputs = new ArrayList<>();
    private final InputStream standardInput;
    private boolean taken;

    private InputWords(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /// The inputs that these words name.
    public static List<Input> inputs(List<String> words, InputStream standardInput) {
        InputWords found = new InputWords(standardInput);
        for (String word : words) {
            found.add(word);
        }
        return found.inputs;
    }

    private void add(String word) {
        Path path = word.equals("-") || word.isEmpty() ? null : path(word);
        if (word.equals("-")) {
            standardInput();
        } else if (path == null) {
            missing(word, word.isEmpty() ? "an empty word is no file name" : word + " is no file name",
                    word.isEmpty() ? "a variable of the script is not set" : null);
        } else if (Files.isDirectory(path)) {
            FolderWalk.add(path, inputs);
        } else if (Files.exists(path) || !Glob.isGlob(word)) {
            Path folder = path.getParent();
            inputs.add(new Input.File(word, path, folder == null ? Path.of("") : folder));
        } else if (!Glob.add(word, inputs)) {
            missing(word, "no file matches " + word, "`**` stands for any folders, `*` for any name in one");
        }
    }

    private static @Nullable Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private void standardInput() {
        if (taken) {
            missing(STANDARD_INPUT, STANDARD_INPUT + " is named twice", null);
        } else {
            inputs.add(new Input.Stream(STANDARD_INPUT, standardInput));
        }
        taken = true;
    }

    private void missing(String name, String what, @Nullable String next) {
        inputs.add(new Input.Missing(new UnreadInput(name, what, null, next)));
    }
}
