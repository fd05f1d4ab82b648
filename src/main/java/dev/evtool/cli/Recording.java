package dev.evtool.cli;

import dev.evtool.capture.CaptureWriter;
import dev.evtool.event.StreamItem;
import dev.evtool.report.Messages;
import dev.evtool.stream.Output;
import java.io.IOException;
import java.nio.file.Path;

/// A capture file at the end of the pipeline. A full disk does not end the recording: nobody is told that a record was
/// kept when it was not, the loss is said at once and stands in the capture as a gap as soon as there is room again.
final class Recording implements Output {

    private final Path file;
    private final CaptureWriter writer;
    private final Messages messages;
    private boolean kept = true;
    private boolean failing;
    private boolean any;

    Recording(Path file, CaptureWriter writer, Messages messages) {
        this.file = file;
        this.writer = writer;
        this.messages = messages;
    }

    @Override
    public void accept(StreamItem item) {
        any = true;
        try {
            writer.accept(item);
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public boolean flush() {
        try {
            writer.flush();
            if (kept && failing && any) {
                failing = false;
                messages.line("writing " + file + " again; the capture has a gap");
            }
        } catch (IOException e) {
            failed(e);
        }
        boolean all = kept;
        kept = true;
        any = false;
        return all;
    }

    private void failed(IOException e) {
        kept = false;
        if (!failing) {
            failing = true;
            messages.problem("cannot write " + file + ": " + e.getMessage(), null,
                    "make room; the recording goes on, and what is lost meanwhile will be a gap in it");
        }
    }

    /// How many records could not be kept.
    long lost() {
        return writer.lost();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
