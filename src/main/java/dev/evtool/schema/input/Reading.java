package dev.evtool.schema.input;

import dev.evtool.schema.UnreadInput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes through the inputs, piece by piece. Not for several threads at a time.
final class Reading {

    private final List<Input> inputs;
    private final BufferPool pool;
    private final int longest;
    private int begun;
    private @Nullable Input current;
    private @Nullable Bytes open;
    private @Nullable Cutter cutter;

    /// @param longest in bytes that a record may be
    Reading(List<Input> inputs, BufferPool pool, int longest) {
        this.inputs = inputs;
        this.pool = pool;
        this.longest = longest;
    }

    /// Whether the next step may keep one waiting for a stream.
    boolean mayWait() {
        return current != null && Opened.mayWait(current);
    }

    /// The next step; null when all inputs have been read.
    ///
    /// @throws InterruptedException if the thread was interrupted while it waited for a stream
    @Nullable
    Step next() throws InterruptedException {
        Input input = current;
        if (input == null) {
            return begun < inputs.size() ? begin() : null;
        }
        try {
            Piece piece = cutter(input).next();
            if (piece != null) {
                return new Records(input, piece);
            }
            close();
        } catch (ClosedByInterruptException | InterruptedIOException stopped) {
            throw new InterruptedException();
        } catch (IOException e) {
            return new Step.Unread(abandon(input, e));
        }
        return next();
    }

    private Step begin() {
        Input input = inputs.get(begun++);
        current = input;
        return new Step.Begin(input);
    }

    private Cutter cutter(Input input) throws IOException {
        Cutter known = cutter;
        if (known != null) {
            return known;
        }
        Bytes bytes = Opened.of(input);
        open = bytes;
        Cutter made = Opening.cutter(input, new Feed(bytes, pool), longest);
        cutter = made;
        return made;
    }

    private UnreadInput abandon(Input input, IOException reason) {
        try {
            close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
        return UnreadException.failed(input, reason);
    }

    /// Ends the input at hand, if there is one.
    void close() throws IOException {
        Bytes bytes = open;
        current = null;
        cutter = null;
        open = null;
        if (bytes != null) {
            bytes.close();
        }
    }
}
