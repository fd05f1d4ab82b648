package dev.evtool.schema.input;

import dev.evtool.schema.UnreadInput;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/// An input that cannot be read, with what to do about it.
final class UnreadException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient UnreadInput unread;

    UnreadException(Input input, String what, @Nullable String cause, @Nullable String next) {
        this(new UnreadInput(input.name(), input.name() + ' ' + what, cause, next));
    }

    UnreadException(UnreadInput unread) {
        super(unread.what());
        this.unread = unread;
    }

    UnreadInput unread() {
        return unread;
    }

    /// That reading failed, in the system's own words where nothing better is known.
    static UnreadInput failed(Input input, IOException e) {
        return e instanceof UnreadException known ? known.unread : new UnreadException(input,
                "cannot be read: " + e.getMessage(), null, null).unread;
    }

    /// Says better than the system would why a file cannot be opened, where that is so.
    static void hindrance(Input.File file) throws UnreadException {
        if (!Files.exists(file.path())) {
            boolean link = Files.isSymbolicLink(file.path());
            throw new UnreadException(file, link ? "is a link that leads nowhere" : "does not exist", null,
                    link ? null : "check the name");
        }
        if (Files.isDirectory(file.path())) {
            throw new UnreadException(file, "is a folder", null, null);
        }
        if (!Files.isReadable(file.path())) {
            throw new UnreadException(file, "may not be read", "its mode or its owner forbids it", null);
        }
    }
}
