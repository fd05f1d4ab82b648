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
        String endpoint = client.idleEndpoint(client.publishers());
        Subscribed answer = client.subscribe(address, endpoint);
        ProxySubscription made = answer.made();
        if (answer.status() != 201 || made == null || made.id().isEmpty()) {
            return Pulled.none(Outcome.REFUSED, refusal(client, answer));
        }
        if (made.endpoint().equals(endpoint)) { // else another consumer of a v1 sidecar was a moment faster: it is theirs
            idByAddress.put(address, made.id());
        }
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

    /// Deletes what was made.
    ///
    /// @return how many were deleted
    /// @throws ProxyException if some are left
    int deleteAll(ProxyClient client) throws ProxyException, InterruptedException {
        return new GivingBack(client).all(idByAddress);
    }
}
