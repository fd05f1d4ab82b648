package dev.evtool.container;

import java.time.Instant;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A container as an embedded engine lists it.
///
/// @param state `created`, `running`, `paused`, `restarting` or `exited`
/// @param started `null` if it never was
/// @param finished `null` if it never was
/// @param health `healthy`, `unhealthy`, `starting`; empty where nobody checks
record EmbeddedContainer(String id, String name, String image, String command, Instant created,
        @Nullable Instant started, @Nullable Instant finished, String state, int exitCode, boolean oomKilled,
        String health, int restarts, int pid, SortedMap<String, String> labels) {

    boolean isRunning() {
        return state.equals("running") || state.equals("paused") || state.equals("restarting");
    }
}
