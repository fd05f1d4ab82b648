package dev.evtool.ptp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Who is subscribed to what. All subscriptions with one endpoint are one client (`ptp.md`, section 3.2).
final class ProxySubscriptions {

    /// Real proxies have no limit; a consumer that subscribes in a loop shall not fill our memory.
    static final int MOST = 1000;

    private final Map<String, ProxySubscription> byId = new LinkedHashMap<>();
    private final ProxyState state;

    ProxySubscriptions(ProxyState state) {
        this.state = state;
        state.subscriptions().forEach(s -> byId.put(s.id(), s));
    }

    synchronized boolean isTaken(String address, String endpoint) {
        return byId.values().stream().anyMatch(s -> s.address().equals(address) && s.endpoint().equals(endpoint));
    }

    synchronized boolean isFull() {
        return byId.size() >= MOST;
    }

    /// Stores a subscription under a new id; empty if there is such a one already, or no room.
    synchronized Optional<ProxySubscription> add(String address, String endpoint) {
        if (isFull() || isTaken(address, endpoint)) {
            return Optional.empty();
        }
        return Optional.of(store(address, endpoint, PtpApi.V2));
    }

    /// Stores a subscription unless there is one of this address, whose endpoint stays as it is: a sidecar has one for
    /// each resource (section 7). Empty if there is no room.
    synchronized Optional<ProxySubscription> addIfFirst(String address, String endpoint, PtpApi names) {
        Optional<ProxySubscription> first = of(address).stream().findFirst();
        return first.isPresent() || isFull() ? first : Optional.of(store(address, endpoint, names));
    }

    private ProxySubscription store(String address, String endpoint, PtpApi names) {
        ProxySubscription made = new ProxySubscription(address, endpoint, UUID.randomUUID().toString(), names);
        byId.put(made.id(), made);
        keep(endpoint);
        return made;
    }

    synchronized Optional<ProxySubscription> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized List<ProxySubscription> all() {
        return List.copyOf(byId.values());
    }

    /// Those of exactly this address: there are no wildcards and no parent addresses (section 3.1).
    synchronized List<ProxySubscription> of(String address) {
        return byId.values().stream().filter(s -> s.address().equals(address)).toList();
    }

    synchronized boolean remove(String id) {
        ProxySubscription removed = byId.remove(id);
        if (removed != null) {
            keep(removed.endpoint());
        }
        return removed != null;
    }

    /// Deletes those of all consumers.
    synchronized void clear() {
        List<ProxySubscription> all = all();
        byId.clear();
        all.forEach(s -> keep(s.endpoint()));
    }

    /// Forgets a client that cannot be reached any more. What is kept for a restart stays: real proxies clear the wrong
    /// ConfigMap entry there, so that the dropped subscription is back after the next start (section 3.3).
    synchronized void dropClient(String endpoint) {
        byId.values().removeIf(s -> s.endpoint().equals(endpoint));
    }

    private void keep(String endpoint) {
        state.keep(endpoint, byId.values().stream().filter(s -> s.endpoint().equals(endpoint)).toList());
    }
}
