package dev.evtool.cli;

import dev.evtool.event.StreamItem;
import dev.evtool.report.EventPrinter;
import dev.evtool.stream.Output;
import java.io.IOException;

/// A printer at the end of the pipeline.
record PrinterOutput(EventPrinter printer) implements Output {

    @Override
    public void accept(StreamItem item) throws IOException {
        printer.item(item);
    }

    @Override
    public boolean flush() throws IOException {
        printer.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        printer.end();
    }
}
