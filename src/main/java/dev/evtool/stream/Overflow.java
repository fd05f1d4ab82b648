package dev.evtool.stream;

/// What to do with an item when the pipeline has no room for it. Every drop is counted, and a gap in the stream.
public enum Overflow {
    /// The source waits.
    BLOCK,
    /// The oldest waiting item goes.
    DROP_OLDEST,
    /// The stream ends, incomplete.
    FAIL
}
