package dev.evtool.ptp;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a run does with its proxy while that is there: [PushSession] is told of changes, [PollSession] asks for them.
/// The [ProxyWatch] around it finds the proxy, loses it, and finds it again.
sealed interface ProxySession permits PushSession, PollSession {

    /// How often [#tend] wants to be called.
    Duration interval();

    /// The proxy is there, for the first time or again.
    ///
    /// @param again whether something may be left of the time before
    /// @return why nothing at all can be had of it, or `null`
    /// @throws StreamException.Usage if it cannot be known what to ask for
    @Nullable
    Problem begin(ProxyClient client, boolean again)
            throws ProxyException, StreamException.Usage, InterruptedException;

    /// Looks after what was begun.
    ///
    /// @return whether the contact proved that nothing was lost up to now
    boolean tend(ProxyClient client) throws ProxyException, InterruptedException;

    /// Gives back what is held at the proxy.
    ///
    /// @return how many subscriptions were deleted
    int end(ProxyClient client) throws ProxyException, InterruptedException;

    /// How many subscriptions are held.
    int held();
}
