package dev.evtool.container;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container as its engine lists it.
///
/// @param name without leading slash; the id where it has none
/// @param state `created`, `running`, `paused`, `restarting`, `exited`, or the engine's own word
/// @param since since when it is in that state, where the engine says so
/// @param exitCode of its last end, where it has ended
/// @param health `healthy`, `unhealthy`, `starting`; empty where nobody checks
/// @param restarts how often the engine has restarted it, where it says so
/// @param namespace of containerd; empty elsewhere
record ContainerNow(String id, String name, String image, String state, @Nullable Instant since,
        @Nullable Long exitCode, String health, @Nullable Long restarts, String namespace,
        Map<String, String> labels) {

    /// Whether a user who writes this name means it: its name, its id, or the beginning of that.
    boolean isCalled(String wanted) {
        return wanted.equals(name) || id.startsWith(wanted);
    }
}
