package dev.evtool.report;

import dev.evtool.event.StreamItem;
import java.io.IOException;

/// Turns the items of a stream into one output format. Used by one thread.
public interface EventPrinter {

    /// What stands before the first item.
    void begin() throws IOException;

    /// Prints an item, or hands it to whoever speaks on stderr where the format has no place for it.
    void item(StreamItem item) throws IOException;

    /// What stands after the last item; called on every way out, so that the output is whole.
    void end() throws IOException;

    /// When it returns, what was printed has been written.
    void flush() throws IOException;
}
