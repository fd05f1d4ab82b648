package dev.evtool.cli;

import dev.evtool.schema.input.Input;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The file of a report. A report of before is written over, an input never is.
final class ReportFile {

    private ReportFile() {}

    /// Opens it.
    ///
    /// @param others the files of other reports; this one is added
    /// @throws StreamException.Usage if it cannot be written, is an input, or is that of another report
    static OutputStream open(String name, String format, List<Input> inputs, List<Path> others)
            throws StreamException.Usage {
        try {
            Path file = Path.of(name).toAbsolutePath().normalize();
            if (others.contains(file)) {
                throw new StreamException.Usage(new Problem("two reports would go to " + name, null,
                        "give each a file of its own"));
            }
            others.add(file);
            for (Input input : inputs) {
                if (input instanceof Input.File(_, Path path, _) && Files.exists(file)
                        && Files.isSameFile(path, file)) {
                    throw new StreamException.Usage(new Problem("the report " + name + " is an input as well",
                            "it would be written over, or is the report of the last run in a folder that is validated",
                            "write reports elsewhere, and delete this one if it is one"));
                }
            }
            return new BufferedOutputStream(Files.newOutputStream(file));
        } catch (IOException | InvalidPathException e) {
            throw new StreamException.Usage(new Problem("cannot write the report \"" + name + "\": " + why(e), null,
                    "--report " + format + "=FILE needs a file in a folder that is there"));
        }
    }

    private static String why(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such folder";
            case AccessDeniedException _ -> "not allowed";
            default -> String.valueOf(e.getMessage());
        };
    }
}
