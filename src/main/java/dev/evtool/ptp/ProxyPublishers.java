package dev.evtool.ptp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The resources a proxy says it publishes. Their ids survive a restart (`ptp.md`, section 3.2).
final class ProxyPublishers {

    /// Real proxies have no limit; their list of publishers can be written by anybody.
    static final int MOST = 1000;

    private final Map<String, ProxySubscription> byAddress = new LinkedHashMap<>();
    private final ProxyState state;

    ProxyPublishers(ProxyState state) {
        this.state = state;
        state.publishers().forEach(p -> byAddress.put(p.address(), p));
    }

    /// The publisher of this address, made if there is none yet; empty if there is no room.
    synchronized Optional<ProxySubscription> add(String address, String endpoint) {
        ProxySubscription known = byAddress.get(address);
        if (known != null || byAddress.size() >= MOST) {
            return Optional.ofNullable(known);
        }
        ProxySubscription made = new ProxySubscription(address, endpoint, UUID.randomUUID().toString());
        byAddress.put(address, made);
        state.keepPublishers(all());
        return Optional.of(made);
    }

    synchronized Optional<ProxySubscription> find(String id) {
        return byAddress.values().stream().filter(p -> p.id().equals(id)).findFirst();
    }

    synchronized boolean remove(String id) {
        boolean removed = byAddress.values().removeIf(p -> p.id().equals(id));
        state.keepPublishers(all());
        return removed;
    }

    synchronized void clear() {
        byAddress.clear();
        state.keepPublishers(List.of());
    }

    synchronized List<ProxySubscription> all() {
        return List.copyOf(byAddress.values());
    }

    /// Whether some publisher's address has this text in it: that loosely do proxies look before a pull (section 4).
    synchronized boolean anyContains(String text) {
        return byAddress.keySet().stream().anyMatch(address -> address.contains(text));
    }

    synchronized boolean has(String address) {
        return byAddress.containsKey(address);
    }
}
