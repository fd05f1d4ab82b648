package dev.evtool.cli;

import dev.evtool.report.Messages;
import dev.evtool.schema.Catalog;
import dev.evtool.schema.Inference;
import dev.evtool.schema.SchemaException;
import dev.evtool.schema.SchemaSide;
import dev.evtool.schema.input.InputWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From a word of the command line to what is to be compared.
final class SchemaSides {

    /// Catalogs and dumps are smaller by far.
    private static final long LARGEST = 16 << 20;
    /// So many different values tell that a string has values which a closed list does not.
    private static final int MOST_VALUES = 200;

    private final Catalog catalog;
    private final InputStream standardInput;
    private final Messages messages;
    private ExitCode code = ExitCode.OK;

    SchemaSides(Catalog catalog, InputStream standardInput, Messages messages) {
        this.catalog = catalog;
        this.standardInput = standardInput;
        this.messages = messages;
    }

    /// What came of reading so far.
    ExitCode code() {
        return code;
    }

    /// The side; empty if its records cannot be read, which has been said then.
    Optional<SchemaSide> of(String word) throws IOException, SchemaException {
        if (word.equals("shipped")) {
            return Optional.of(SchemaSide.all(word, catalog));
        }
        Path path = path(word);
        if (path == null || !Files.exists(path)) {
            return word.equals("-") ? seen(word) : Optional.of(SchemaSide.named(catalog, word));
        }
        if (Files.isRegularFile(path) && Files.size(path) <= LARGEST) {
            Optional<SchemaSide> known = SchemaSide.file(word, Files.readAllBytes(path));
            if (known.isPresent()) {
                return known;
            }
        }
        return seen(word);
    }

    private static @Nullable Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private Optional<SchemaSide> seen(String word) throws SchemaException {
        Inference inference = new Inference(catalog, MOST_VALUES, 0);
        ExitCode read = new InferenceRun(inference, messages).run(InputWords.inputs(List.of(word), standardInput));
        code = code.or(read);
        if (inference.isEmpty()) {
            if (read == ExitCode.OK) {
                throw new SchemaException("there is nothing to compare in " + word + ": no JSON object", null, null);
            }
            return Optional.empty();
        }
        return Optional.of(SchemaSide.seen(word, inference.draft("seen", word)));
    }
}
