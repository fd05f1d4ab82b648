package dev.evtool.stream;

/// Where items come from: one peer, or a set of files.
public interface Source {

    /// What messages call the source: its URI, or the file's name.
    String name();

    /// Whether it begins with what happened before now, and says [Sink#caughtUp] when that is over.
    default boolean hasPast(Subscription subscription) {
        return false;
    }

    /// Delivers until done, interrupted or failed, blocking the (virtual) thread it runs on. Whatever it holds open at
    /// the peer - a subscription, a queue - is given back before it returns, on every way out, within a few seconds.
    ///
    /// @throws StreamException if the source cannot deliver, or no longer
    /// @throws InterruptedException if it was told to stop; the only stop signal there is
    void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException;
}
