package dev.evtool.container;

import dev.evtool.stream.Connecting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One engine, and what is wanted of it.
///
/// @param uri what messages and events call it, such as `docker:///run/docker.sock`; it holds no secret
/// @param parameters what else its URI says: `api` for Podman (`compat` or `native`), `namespace` for containerd
/// @param history whether to begin with everything that the engine remembers
/// @param selection which events
public record EngineSettings(String uri, EngineKind kind, EngineAddress address, Map<String, String> parameters,
        Connecting connecting, boolean history, EventSelection selection) {

    /// What the URI says of this.
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }
}
