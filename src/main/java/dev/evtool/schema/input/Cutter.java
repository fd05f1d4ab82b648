package dev.evtool.schema.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Cuts an input into pieces.
interface Cutter {

    /// The next piece, made of what has arrived: waits for the first whole record at most. Null at the end of the input.
    @Nullable
    Piece next() throws IOException;
}
