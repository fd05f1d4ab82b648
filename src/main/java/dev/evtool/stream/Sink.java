package dev.evtool.stream;

import dev.evtool.event.StreamItem;
import java.time.Duration;

/// The bounded hand-over from a source to the pipeline.
public interface Sink {

    /// Hands an item on, waiting while there is no room if the overflow policy is `block`.
    ///
    /// @throws InterruptedException if the source was told to stop while waiting
    void put(StreamItem item) throws InterruptedException;

    /// Hands an item on and waits until it is safe: written by every output. This is what a peer may be told.
    ///
    /// @return false if that did not happen within the limit, or the pipeline is closed: the item then was not, and
    ///         will not be, delivered, unless an output is stuck in the middle of it
    boolean putSafely(StreamItem item, Duration limit) throws InterruptedException;

    /// Hands an item on, waiting while there is no room, and promises to tell whether it became safe: for sources that
    /// acknowledge many items at once, and whose peer can wait.
    ///
    /// @throws InterruptedException if the source was told to stop while waiting
    default Promise promise(StreamItem item) throws InterruptedException {
        boolean kept = putSafely(item, Duration.ofDays(1));
        return () -> kept;
    }

    /// What becomes of an item that was handed on.
    @FunctionalInterface
    interface Promise {

        /// Waits until the item is written by every output, or refused.
        ///
        /// @return false if it was not, and will not be, delivered
        boolean isKept() throws InterruptedException;
    }

    /// Says that everything which the source knows of the past has been put: what follows happens now. Sources that have
    /// no past need not say so ([Source#hasPast]).
    default void caughtUp() {
        // of interest only to who merges several sources
    }

    /// Whether the stream is being ended: what is refused from now on was not lost, but no longer wanted.
    boolean isEnding();
}
