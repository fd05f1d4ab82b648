package dev.evtool.ptp;

import dev.evtool.ptp.ProxyClient.Pulled;
import dev.evtool.ptp.ProxyClient.Pulled.Outcome;
import dev.evtool.ptp.ProxyClient.Subscribed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Subscriptions that are only there so that a proxy answers pulls: it tells the state of a resource only while somebody
/// is subscribed to exactly that (`ptp.md`, sections 4 and 7). Their events go to the proxy itself, so that nothing need
/// reach us, and they are made only where nobody else has one.
final class IdleSubscriptions {

    private final Map<String, String> idByAddress = new LinkedHashMap<>();

    int size() {
        return idByAddress.size();
    }

    /// Asks for the state of a resource, and makes a subscription first if that is what it takes.
    Pulled pull(ProxyClient client, String address) throws ProxyException, InterruptedException {
        Pulled pulled = client.currentState(address);
        if (pulled.outcome() != Outcome.NO_SUBSCRIPTION) {
            return pulled;
        }
        List<ProxySubscription> all = client.subscriptions();
        if (all.stream().anyMatch(s -> s.address().equals(address))) {
            // v2 says the same 404 of what is not subscribed to and of what there is no data of
            return Pulled.none(Outcome.NO_DATA, pulled.reason());
        }
        Subscribed made = client.subscribe(address, client.idleEndpoint(client.publishers()));
        String id = made.made() == null ? null : made.made().id();
        if (made.status() != 201 || id == null || id.isEmpty()) {
            return Pulled.none(Outcome.REFUSED, refusal(client, made));
        }
        idByAddress.put(address, id);
        Pulled again = client.currentState(address);
        return again.outcome() == Outcome.NO_SUBSCRIPTION ? Pulled.none(Outcome.NO_DATA, again.reason()) : again;
    }

    private static String refusal(ProxyClient client, Subscribed answer) {
        String status = "HTTP " + answer.status() + (answer.reason().isEmpty() ? "" : ", " + answer.reason());
        return switch (answer.status()) {
            case 404 -> "it knows no such resource (" + status + ")";
            case 400 -> client.api() == PtpApi.V2 ? "nobody is subscribed to it, and a subscription that leads to the "
                    + "proxy itself was refused (" + status + ")" : status;
            default -> status;
        };
    }

    /// Deletes what was made. One that cannot be deleted does not keep the others.
    ///
    /// @return how many were deleted
    /// @throws ProxyException if some are left
    int deleteAll(ProxyClient client) throws ProxyException, InterruptedException {
        int deleted = 0;
        ProxyException failure = null;
        for (String address : List.copyOf(idByAddress.keySet())) {
            try {
                deleted += client.delete(idByAddress.getOrDefault(address, "")) ? 1 : 0;
                idByAddress.remove(address);
            } catch (ProxyException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return deleted;
    }
}
