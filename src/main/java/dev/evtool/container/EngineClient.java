package dev.evtool.container;

import dev.evtool.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One engine as evtool speaks with it: one call at a time, each blocking the virtual thread that makes it until it is
/// done, fails, or the thread is interrupted. What the engines call inclusive or exclusive is made alike here: bounds
/// are inclusive, in nanoseconds.
interface EngineClient extends AutoCloseable {

    /// Takes what an engine tells, on the thread that made the call. A taker that waits holds up the reading.
    interface Taker {

        /// The engine has accepted: from now on nothing is missed. Where an engine does not say so, as soon as it has
        /// been asked.
        void subscribed() throws InterruptedException;

        void event(Event event) throws InterruptedException;

        /// Something that is no event; its neighbours come all the same.
        ///
        /// @param what what is wrong with it
        /// @param wire the beginning of it, at least
        void malformed(String what, byte[] wire) throws InterruptedException;
    }

    /// Asks who is there; gives up after the time that [dev.evtool.stream.Connecting] allows.
    EngineInfo hello() throws EngineException, InterruptedException;

    /// Tells what the engine remembers from `since` on, up to now, and returns. Never called where it remembers nothing.
    void recall(Instant since, Taker taker) throws EngineException, InterruptedException;

    /// Tells what happens, and before that what the engine remembers from `since` on; returns when `until` is over, when
    /// the engine ends the stream, or after [#hangUp].
    ///
    /// @param since `null` for nothing of the past (iSulad tells what it remembers all the same)
    /// @throws EngineException if the connection breaks, or the engine refuses
    void follow(@Nullable Instant since, @Nullable Instant until, Taker taker)
            throws EngineException, InterruptedException;

    /// Ends a [#follow] from another thread.
    void hangUp();

    /// The containers there are, running or not.
    ///
    /// @param wanted tells by id, name and labels of which all has to be found out that is not in the engine's list; the
    ///        others are left out
    List<ContainerNow> containers(Predicate<ContainerNow> wanted) throws EngineException, InterruptedException;

    @Override
    void close();
}
