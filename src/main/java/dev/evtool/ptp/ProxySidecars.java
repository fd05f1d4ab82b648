package dev.evtool.ptp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sidecars of a v1 publisher, and what each is subscribed to (`ptp.md`, section 8).
final class ProxySidecars {

    private final Map<String, List<ProxySubscription>> byClient = new LinkedHashMap<>();
    private final ProxyState state;

    ProxySidecars(ProxyState state) {
        this.state = state;
        byClient.putAll(state.clients());
    }

    /// Adds what is new of a sidecar to what it has; beyond the bound there is no room, and it goes without.
    synchronized void add(ProxyEnrolment enrolment) {
        Map<String, ProxySubscription> byAddress = new LinkedHashMap<>();
        byClient.getOrDefault(enrolment.clientId(), List.of()).forEach(s -> byAddress.put(s.address(), s));
        int others = all().size() - byAddress.size();
        enrolment.resources().forEach((id, address) -> {
            if (others + byAddress.size() < ProxySubscriptions.MOST) {
                byAddress.put(address, new ProxySubscription(address, enrolment.endpoint(), id, PtpApi.V1));
            }
        });
        keep(enrolment.clientId(), List.copyOf(byAddress.values()));
    }

    /// Deletes a sidecar with all it has, whatever it named.
    synchronized void remove(String clientId) {
        keep(clientId, List.of());
    }

    synchronized boolean knows(String clientId) {
        return byClient.containsKey(clientId);
    }

    synchronized boolean has(String clientId, String address) {
        return byClient.getOrDefault(clientId, List.of()).stream().anyMatch(s -> s.address().equals(address));
    }

    synchronized List<ProxySubscription> of(String address) {
        return all().stream().filter(s -> s.address().equals(address)).toList();
    }

    synchronized List<ProxySubscription> all() {
        return byClient.values().stream().flatMap(List::stream).toList();
    }

    synchronized void dropClient(String endpoint) {
        List.copyOf(byClient.entrySet()).stream()
                .filter(e -> e.getValue().stream().anyMatch(s -> s.endpoint().equals(endpoint)))
                .forEach(e -> keep(e.getKey(), List.of()));
    }

    private void keep(String clientId, List<ProxySubscription> subscriptions) {
        if (subscriptions.isEmpty()) {
            byClient.remove(clientId);
        } else {
            byClient.put(clientId, subscriptions);
        }
        state.keep(clientId, subscriptions);
    }
}
