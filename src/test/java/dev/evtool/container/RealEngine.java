package dev.evtool.container;

import dev.evtool.Launched;
import dev.evtool.RealFolder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A real engine with an image `localhost/bb:1` in a folder of its own, spoken to by its own client.
abstract class RealEngine implements AutoCloseable {

    static final String IMAGE = "localhost/bb:1";

    /// The labels of the container in the story: one that cannot be told from others in a line of text, one empty.
    static final Map<String, String> LABELS = new TreeMap<>(Map.of("app", "shop", "note", "a, b=c (d)", "empty", ""));

    /// An event as both the engine's own client and evtool tell it.
    ///
    /// @param word the engine's own, whole
    record Told(Instant time, String object, String word, String id, Map<String, String> attributes) {}

    final RealFolder folder;

    RealEngine(RealFolder folder) {
        this.folder = folder;
    }

    /// What evtool calls it.
    abstract String uri();

    /// The command line of its own client, without what it shall do.
    abstract List<String> client();

    /// What the daemon said last.
    abstract String log();

    /// Makes one event that says `name`.
    abstract void mark(String name) throws Exception;

    /// Starts its own client's watching.
    abstract Launched watch() throws Exception;

    /// Reads a line of its own client's watching.
    abstract Told told(String line);

    /// Lets a container live, from its creation to its removal, and then images and volumes.
    abstract void story() throws Exception;

    /// Starts a container that goes on.
    abstract void linger(String name) throws Exception;

    /// Starts a client command that goes on.
    final Launched start(List<String> words) throws IOException {
        return Launched.start(java.util.stream.Stream.concat(client().stream(), words.stream()).toList());
    }

    /// Has its own client do something.
    ///
    /// @return its exit code
    final int attempt(String... words) throws IOException, InterruptedException {
        try (Launched run = start(List.of(words))) {
            return run.exit();
        }
    }

    /// Has its own client do something that must succeed.
    ///
    /// @return what it printed
    final List<String> ask(String... words) throws Exception {
        return expect(0, words);
    }

    /// Has its own client do something that must end with a certain code.
    final List<String> expect(int exit, String... words) throws Exception {
        try (Launched run = start(List.of(words))) {
            int code = run.exit();
            if (code != exit) {
                throw new AssertionError("exit %d of %s: %s%nThe daemon said:%n%s".formatted(code,
                        String.join(" ", words), run.err(), log()));
            }
            return List.copyOf(run.out());
        }
    }

    @Override
    public abstract void close() throws IOException;
}
