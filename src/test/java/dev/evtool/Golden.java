package dev.evtool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Expected texts under `src/test/resources/golden`, in which `␛` stands for the escape character.
/// `mvn test -Dgolden=write` writes them anew; the difference is then to be read before it is committed.
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /// Compares a text with the file of this name, such as `cli/help-evtool`.
    public static void check(String name, String actual) {
        Path file = FOLDER.resolve(name + ".txt");
        String visible = actual.replace('\u001b', '␛');
        try {
            if ("write".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, visible);
            }
            assertEquals(Files.exists(file) ? Files.readString(file) : "(no file " + file + ")", visible, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
