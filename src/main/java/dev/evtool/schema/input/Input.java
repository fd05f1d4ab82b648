package dev.evtool.schema.input;

import dev.evtool.schema.UnreadInput;
import java.io.InputStream;
import java.nio.file.Path;

/// What there is to validate, as the command line names it.
public sealed interface Input {

    /// What reports call it: the file's name as the user gave it.
    String name();

    /// A file, or something else that has a path, such as a pipe by name.
    ///
    /// @param folder the folder given, which no `$ref` leads out of; for a file given by its name the one that it is in
    record File(String name, Path path, Path folder) implements Input {}

    /// A stream that is taken as it comes, and closed when it has been read.
    record Stream(String name, InputStream in) implements Input {}

    /// One that turned out not to be readable when it was looked for.
    record Missing(UnreadInput unread) implements Input {

        @Override
        public String name() {
            return unread.input();
        }
    }
}
