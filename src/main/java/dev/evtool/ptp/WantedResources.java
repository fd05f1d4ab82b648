package dev.evtool.ptp;

import dev.evtool.event.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which addresses to subscribe to, worked out from what the user asked for and what the proxy publishes.
///
/// @param addresses in a stable order; empty while the proxy publishes nothing
/// @param warnings what the user should know: a proxy takes a subscription for a node that is not its own, and then
///        never sends (`ptp.md`, section 3.1)
record WantedResources(List<String> addresses, List<String> warnings) {

    /// What the proxies of most releases publish; asked for by name where the proxy does not say.
    private static final List<PtpResource> USUAL = List.of(PtpResource.SYNC_STATE, PtpResource.LOCK_STATE,
            PtpResource.OS_CLOCK, PtpResource.CLOCK_CLASS, PtpResource.GNSS);

    /// Real proxies have seven for each node; what a list has beyond this is not asked for.
    private static final int MOST = 500;
    private static final int FEW = 8;

    /// @param nodes full names; must be there where the proxy publishes nothing it could be learned from
    /// @param resources paths as v2 has them, or whole addresses
    /// @param published addresses
    static WantedResources of(List<String> nodes, List<String> resources, List<String> published, PtpApi api) {
        List<String> warnings = new ArrayList<>();
        List<String> addresses = addresses(nodes, resources, published, api, warnings);
        if (addresses.size() > MOST) {
            warnings.add("of " + addresses.size() + " resources only " + MOST + " are asked for: give some with "
                    + "--resource or --node");
        }
        return new WantedResources(List.copyOf(addresses.subList(0, Math.min(MOST, addresses.size()))), warnings);
    }

    private static List<String> addresses(List<String> nodes, List<String> resources, List<String> published,
            PtpApi api, List<String> warnings) {
        Set<String> publishedNodes = new TreeSet<>();
        Set<String> publishedPaths = new TreeSet<>();
        for (String address : published) {
            publishedNodes.add(node(address));
            publishedPaths.add(path(address));
        }
        Set<String> addresses = new LinkedHashSet<>();
        resources.stream().filter(r -> r.startsWith("/cluster/")).forEach(addresses::add);
        List<String> paths = resources.stream().filter(r -> !r.startsWith("/cluster/")).map(path -> spelled(path, api))
                .toList();
        if (!resources.isEmpty() && paths.isEmpty()) {
            return List.copyOf(addresses);
        }
        if (nodes.isEmpty()) {
            ofPublished(paths, published, addresses, warnings);
        } else {
            List<String> wanted = !paths.isEmpty() ? paths : !publishedPaths.isEmpty() ? List.copyOf(publishedPaths)
                    : USUAL.stream().map(resource -> resource.path(api)).toList();
            for (String node : nodes) {
                wanted.forEach(path -> addresses.add("/cluster/node/" + node + path));
                if (!published.isEmpty() && !publishedNodes.contains(node)) {
                    warnings.add("the proxy publishes for node " + few(publishedNodes) + ", not for "
                            + node + ": it takes the subscription, but will never send an event for it"
                            + NearestName.of(node, publishedNodes).map(n -> "; did you mean " + n + "?").orElse(""));
                }
            }
        }
        return List.copyOf(addresses);
    }

    /// The first of many names: a hostile list can have thousands.
    static String few(Collection<String> names) {
        String first = names.stream().limit(FEW).collect(Collectors.joining(", "));
        return names.size() > FEW ? first + " and " + (names.size() - FEW) + " more" : first;
    }

    private static void ofPublished(List<String> paths, List<String> published, Set<String> addresses,
            List<String> warnings) {
        if (paths.isEmpty()) {
            addresses.addAll(new TreeSet<>(published));
            return;
        }
        for (String path : paths) {
            List<String> matching = published.stream().filter(a -> a.endsWith(path)).sorted().toList();
            addresses.addAll(matching);
            if (matching.isEmpty() && !published.isEmpty()) {
                warnings.add("the proxy does not publish " + path);
            }
        }
    }

    /// The path as this version of the API spells it.
    private static String spelled(String path, PtpApi api) {
        return PtpResource.ofAddress(path).filter(r -> path.equals(r.path()) || path.equals(r.path(PtpApi.V1)))
                .map(r -> r.path(api)).orElse(path);
    }

    /// The node of an address, `?` where it names none.
    static String node(String address) {
        String[] parts = address.split("/", 5);
        return address.startsWith("/cluster/node/") && parts.length > 3 ? parts[3] : "?";
    }

    /// What of an address comes behind the node.
    static String path(String address) {
        String[] parts = address.split("/", 5);
        return address.startsWith("/cluster/node/") && parts.length > 4 ? "/" + parts[4] : address;
    }
}
