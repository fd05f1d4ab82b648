package dev.evtool.cli;

import dev.evtool.ptp.PtpSettings;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// Which of the clocks that the proxies know.
@OptionGroup(value = "Which clocks", order = 12)
final class ClockOptions {

    @Option(names = "--node", paramLabel = "N", split = ",", description = "Full names of nodes, separated by commas or repeated. Default: what the proxy publishes; a v1 "
            + "proxy does not say, so there give it, unless other consumers' subscriptions do.")
    List<String> nodes = new ArrayList<>();

    @Option(names = "--resource", paramLabel = "R", split = ",", description = "sync-state, lock-state, os-clock, clock-class, gnss, synce, or a path from / on; separated "
            + "by commas or repeated. Default: every resource that the proxy publishes.")
    List<String> resources = new ArrayList<>();

    /// The resources as paths.
    ///
    /// @throws StreamException.Usage if a word means nothing
    List<String> paths() throws StreamException.Usage {
        return PtpSettings.resources(resources);
    }

    /// Whether a row of a list is of these.
    ///
    /// @param paths of [#paths]
    boolean include(Map<String, Object> row, List<String> paths) {
        String address = String.valueOf(row.get("address"));
        boolean node = nodes.isEmpty() || nodes.contains(String.valueOf(row.get("node")));
        boolean resource = paths.isEmpty() || resources.contains(String.valueOf(row.get("resource")))
                || paths.stream().anyMatch(address::endsWith);
        return node && resource;
    }
}
