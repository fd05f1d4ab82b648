package dev.evtool.schema.input;

import dev.evtool.event.JsonFormatException;
import dev.evtool.event.JsonTape;
import dev.evtool.schema.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The files that the references of one document may lead to: those in the folder that the user gave, links out of it
/// excepted.
final class ReferencedFiles {

    private static final int DEEPEST = 32;

    /// A file's text.
    private record Text(JsonTape tape, Places places) {}

    private final Path named;
    private final Path folder;
    private final int longest;
    private final Map<Path, Text> read = new HashMap<>();

    /// @param longest in bytes that a file may be
    ReferencedFiles(Path folder, int longest) throws IOException {
        this.named = folder;
        this.folder = folder.toRealPath();
        this.longest = longest;
    }

    /// The document that a reference leads to.
    ///
    /// @param reference a file's name relative to the document that it stands in, perhaps with a `#` behind it
    Document follow(Document from, String reference) throws ReferenceException {
        Path target = target(from, reference);
        if (from.isOnTheWay(target)) {
            throw new ReferenceException("the references go round in a circle: " + from.way() + " -> " + name(target));
        }
        if (from.depth() == DEEPEST) {
            throw new ReferenceException("more than " + DEEPEST + " references one behind the other: " + from.way());
        }
        try {
            Text text = text(target);
            Path parent = target.getParent();
            return new Document(target, name(target), parent == null ? folder : parent, text.tape(), text.places(),
                    from);
        } catch (JsonFormatException e) {
            throw new ReferenceException(name(target) + " is no JSON: " + e.explanation() + way(from));
        } catch (IOException e) {
            throw new ReferenceException(name(target) + " cannot be read: " + e.getMessage() + way(from));
        }
    }

    private Path target(Document from, String reference) throws ReferenceException {
        int hash = reference.indexOf('#');
        String file = hash < 0 ? reference : reference.substring(0, hash);
        if (hash >= 0 && hash + 1 < reference.length()) {
            throw new ReferenceException("a reference leads to a whole file: nothing may follow the # of " + reference
                    + way(from));
        }
        if (file.isEmpty() || file.contains("://")) {
            throw new ReferenceException(
                    (file.isEmpty() ? "a reference names no file" : "no network is asked for " + file)
                            + way(from));
        }
        try {
            Path target = from.folder().resolve(file).normalize();
            // by its name first, so that nobody learns what there is elsewhere
            Path real = target.startsWith(folder) ? target.toRealPath() : target;
            if (!real.startsWith(folder)) {
                throw new ReferenceException(file + " leads out of the folder " + shown() + way(from));
            }
            if (!Files.isRegularFile(real)) {
                throw new ReferenceException(file + " is no file" + way(from));
            }
            return real;
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new ReferenceException(file + " does not exist" + way(from));
        } catch (IOException e) {
            throw new ReferenceException(file + " cannot be read: " + e.getMessage() + way(from));
        }
    }

    private Text text(Path file) throws IOException, JsonFormatException {
        Text known = read.get(file);
        if (known != null) {
            return known;
        }
        if (Files.size(file) > longest) {
            throw new IOException("it is longer than any record");
        }
        byte[] bytes = Files.readAllBytes(file);
        int begin = Signature.afterMark(bytes);
        JsonTape tape = new JsonTape();
        tape.read(bytes, begin, bytes.length);
        Text text = new Text(tape, Places.counted(bytes, begin, 1, 1));
        read.put(file, text);
        return text;
    }

    private String name(Path file) {
        return named.resolve(folder.relativize(file)).toString();
    }

    private String shown() {
        return named.toString().isEmpty() ? "." : named.toString();
    }

    private static String way(Document from) {
        return from.from() == null ? "" : " (" + from.way() + ")";
    }
}
