package dev.evtool.capture;

import dev.evtool.event.Vocabularies;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Sink;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Inputs being played side by side: always the item that was received first comes next; of equals, that of the input
/// named first.
final class CaptureMerge implements AutoCloseable {

    private final List<CaptureTrack> tracks = new ArrayList<>();
    private final PriorityQueue<CaptureTrack> ready = new PriorityQueue<>(
            Comparator.comparing(CaptureTrack::received).thenComparingInt(CaptureTrack::place));

    void open(List<CaptureSource.Input> inputs, Vocabularies vocabularies, Subscription wanted)
            throws StreamException.Unreadable, InterruptedException {
        for (CaptureSource.Input input : inputs) {
            CaptureReader reader = opened(input, vocabularies);
            tracks.add(new CaptureTrack(tracks.size(), reader, wanted));
        }
    }

    private static CaptureReader opened(CaptureSource.Input input, Vocabularies vocabularies)
            throws StreamException.Unreadable, InterruptedException {
        try {
            return switch (input) {
                case CaptureSource.Input.File file -> CaptureReader.open(file.path(), vocabularies);
                case CaptureSource.Input.Stream stream -> CaptureReader.of(stream.in(), stream.name(), vocabularies);
            };
        } catch (StreamException.Unreadable e) {
            if (e.getCause() instanceof ClosedByInterruptException) {
                throw CaptureTrack.interrupted();
            }
            throw e;
        }
    }

    /// Delivers everything.
    ///
    /// @throws StreamException.Unreadable at the end, if part of it could not be read
    void play(Sink sink) throws StreamException.Unreadable, InterruptedException {
        for (CaptureTrack track : tracks) {
            track.begin();
            advance(track);
        }
        CaptureTrack first = ready.poll();
        while (first != null) {
            sink.put(first.head());
            advance(first);
            first = ready.poll();
        }
        List<String> complaints = tracks.stream().flatMap(track -> track.complaint().stream()).toList();
        if (!complaints.isEmpty()) {
            throw new StreamException.Unreadable(new Problem(String.join("; ", complaints), null,
                    "everything else was read; the places are told among the records"), null);
        }
    }

    private void advance(CaptureTrack track) throws InterruptedException {
        if (track.advance()) {
            ready.add(track);
        }
    }

    /// @throws IOException of the first input that could not be closed; the others are closed all the same
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (CaptureTrack track : tracks) {
            try {
                track.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
