package dev.evtool.ptp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a proxy finds again when it is started anew: its publishers, and the subscriptions that real proxies keep in a
/// Kubernetes ConfigMap, one entry for each client (`ptp.md`, section 3.2). Values of clocks are not among it.
///
/// Hand the same object to two proxies one after the other, not at once.
public final class ProxyState {

    private final Map<String, List<ProxySubscription>> clients = new LinkedHashMap<>();
    private final Map<String, ProxySubscription> publishers = new LinkedHashMap<>();

    /// Writes the entry of one client; an empty list removes it.
    ///
    /// @param client what the API tells clients apart by
    synchronized void keep(String client, List<ProxySubscription> subscriptions) {
        if (subscriptions.isEmpty()) {
            clients.remove(client);
        } else {
            clients.put(client, List.copyOf(subscriptions));
        }
    }

    synchronized Map<String, List<ProxySubscription>> clients() {
        return new LinkedHashMap<>(clients);
    }

    synchronized List<ProxySubscription> subscriptions() {
        return clients.values().stream().flatMap(List::stream).toList();
    }

    synchronized void keepPublishers(List<ProxySubscription> all) {
        publishers.clear();
        all.forEach(p -> publishers.put(p.address(), p));
    }

    synchronized List<ProxySubscription> publishers() {
        return new ArrayList<>(publishers.values());
    }
}
