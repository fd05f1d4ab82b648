package dev.evtool.container;

import dev.evtool.stream.Connecting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One engine, and what is wanted of it.
///
/// @param uri what messages and events call it, such as `docker:///run/docker.sock`; it holds no secret
/// @param parameters what else its URI says: `api` for Podman (`compat` or `native`), `namespace` for containerd
/// @param history whether to begin with everything that the engine remembers
/// @param insights whether to say what stands out among the events
/// @param selection which events
public record EngineSettings(String uri, EngineKind kind, EngineAddress address, Map<String, String> parameters,
        Connecting connecting, boolean history, boolean insights, EventSelection selection) {

    /// The same engine with other wishes.
    public EngineSettings with(EventSelection wanted, boolean withHistory, boolean withInsights) {
        return new EngineSettings(uri, kind, address, parameters, connecting, withHistory, withInsights, wanted);
    }

    /// The same under another name.
    EngineSettings named(String name) {
        return new EngineSettings(name, kind, address, parameters, connecting, history, insights, selection);
    }

    /// What the URI says of this.
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }
}
