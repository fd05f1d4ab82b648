package dev.evtool.capture;

import dev.evtool.event.Vocabularies;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Plays captures, and other CloudEvents NDJSON, from beginning to end: several are merged by `received`.
///
/// `since` and `until` select by an event's own time, whereas captures are in order of receipt. An event is received
/// after it happened, so a search for the first event received at `since` misses nothing, unless the sender's clock is
/// ahead; therefore the search goes for an hour before. `until` ends nothing early: messages may have waited in a
/// broker for days.
public final class CaptureSource implements Source {

    /// One file, or one stream.
    public sealed interface Input {

        /// A file by its path.
        record File(Path path) implements Input {}

        /// A stream, closed when the source has run. See [CaptureReader#of].
        record Stream(String name, InputStream in) implements Input {}
    }

    private final List<Input> inputs;
    private final Vocabularies vocabularies;

    public CaptureSource(List<Input> inputs, Vocabularies vocabularies) {
        this.inputs = List.copyOf(inputs);
        this.vocabularies = vocabularies;
    }

    @Override
    public String name() {
        return inputs.stream().map(input -> switch (input) {
            case Input.File file -> file.path().toString();
            case Input.Stream stream -> stream.name();
        }).collect(Collectors.joining(", "));
    }

    /// @throws StreamException.Unreadable if an input cannot be read, which is found out before anything is delivered;
    ///         or at the end, after all that could be read has been delivered, if some of it was damaged
    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        try (CaptureMerge merge = new CaptureMerge()) {
            merge.open(inputs, vocabularies, subscription);
            merge.play(sink);
        } catch (IOException e) {
            throw CaptureInput.failed(name(), e);
        }
    }
}
