package dev.evtool.cli;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A text file of proxies: an address a line, empty lines and what follows a `#` left out.
record ProxyFile(Path file) {

    /// More than these are a wrong file.
    private static final int MOST_PROXIES = 10_000;
    private static final long MOST_BYTES = 4 << 20;

    /// What becomes of an address.
    interface Reader<T> {
        T read(String address) throws StreamException.Usage;
    }

    /// What the reader makes of each address, in order.
    ///
    /// @throws StreamException.Usage if a line is no address; it names the line
    /// @throws StreamException.Unreadable if there is no such file
    <T> List<T> read(Reader<T> reader) throws StreamException {
        List<T> proxies = new ArrayList<>();
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("(^|\\s)#.*$", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            try {
                proxies.add(reader.read(line));
            } catch (StreamException.Usage e) {
                throw new StreamException.Usage(new Problem(file + ":" + (i + 1) + ": " + e.problem().what(),
                        e.problem().cause(), e.problem().next()));
            }
        }
        if (proxies.isEmpty() || proxies.size() > MOST_PROXIES) {
            throw new StreamException.Usage(new Problem(file + " lists " + proxies.size() + " proxies", null,
                    "give 1 to " + MOST_PROXIES + ", one a line"));
        }
        return proxies;
    }

    private List<String> lines() throws StreamException.Unreadable {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("it has more than " + MOST_BYTES + " bytes");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StreamException.Unreadable(new Problem("cannot read the list of proxies " + file, cause(e),
                    "give a text file with one proxy a line, such as http://node1:9043"), e);
        }
    }

    private static String cause(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "no permission to read it";
            case CharacterCodingException binary -> "it is not text in UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }
}
