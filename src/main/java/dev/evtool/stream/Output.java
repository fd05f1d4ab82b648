package dev.evtool.stream;

import dev.evtool.event.StreamItem;
import java.io.IOException;

/// Where the pipeline puts items: a printer, a capture file. Used by one thread.
public interface Output extends AutoCloseable {

    /// Takes an item; it need not be written before [#flush].
    ///
    /// @throws IOException if nothing more can be written, such as to a closed pipe; this ends the stream
    void accept(StreamItem item) throws IOException;

    /// Writes what was accepted since the last call.
    ///
    /// @return false if some of that could not be kept, although the output goes on: nobody may then be told that it
    ///         was (a full disk under a recording)
    /// @throws IOException if nothing more can be written; this ends the stream
    boolean flush() throws IOException;

    @Override
    void close() throws IOException;
}
