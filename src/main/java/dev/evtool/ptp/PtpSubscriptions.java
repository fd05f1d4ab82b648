package dev.evtool.ptp;

import dev.evtool.event.Notice;
import dev.evtool.stream.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Our subscriptions at one proxy: made, found again, renewed and deleted, each by its id and never all at once, because
/// a proxy's delete-all takes those of every consumer (`ptp.md`, section 2).
final class PtpSubscriptions {

    /// The proxy answers within its own 2 s for the initial notification.
    private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(3);

    private final ProxyClient client;
    private final String endpoint;
    private final PtpInbound inbound;
    private final Map<String, String> idByAddress = new LinkedHashMap<>();
    private final Set<String> toldOf = new HashSet<>();

    PtpSubscriptions(ProxyClient client, String endpoint, PtpInbound inbound) {
        this.client = client;
        this.endpoint = endpoint;
        this.inbound = inbound;
    }

    int size() {
        return idByAddress.size();
    }

    /// Subscribes to those addresses that we have no subscription for.
    ///
    /// @return why the last refused one was refused, or `null` if none was
    @Nullable
    Problem subscribe(List<String> addresses) throws ProxyException, InterruptedException {
        Problem refusal = null;
        int before = size();
        for (String address : addresses) {
            Problem refused = idByAddress.containsKey(address) ? null : subscribe(address);
            if (refused != null) {
                refusal = refused;
                if (toldOf.add(address)) {
                    inbound.notice(Notice.Kind.WARNING,
                            refused.what() + ": " + refused.cause() + "; " + refused.next());
                }
            }
        }
        if (size() > before) {
            inbound.notice(Notice.Kind.SUBSCRIBED, "subscribed to " + size() + " of " + addresses.size()
                    + " resources; events come to " + PtpInbound.masked(endpoint));
        }
        return refusal;
    }

    private @Nullable Problem subscribe(String address) throws ProxyException, InterruptedException {
        long deliveriesBefore = inbound.deliveries();
        ProxyClient.Subscribed answer = subscribeWhole(address);
        String id = answer.status() == 409 ? ours().get(address) : answer.id().orElse(null);
        if (id == null && answer.status() == 201) {
            id = ours().get(address);
        }
        if (id != null) {
            idByAddress.put(address, id);
            toldOf.remove(address);
            return null;
        }
        String what = "the proxy refused " + address + " (HTTP " + answer.status() + ")";
        return switch (answer.status()) {
            case 404 ->
                new Problem(what, "it knows no such resource", "see what it publishes: " + "leave out --resource");
            case 400 -> inbound.deliveries() > deliveriesBefore
                    ? new Problem(what, "its initial notification arrived here, but too late or not to be kept",
                            "look for an output that blocks")
                    : new Problem(what,
                            "it must post to " + PtpInbound.masked(endpoint) + " first, and nothing arrived there",
                            "make that address reachable from the proxy: --listen HOST:PORT, --advertise URL");
            default -> new Problem(what, "unexpected of a cloud-event-proxy", "look at the proxy's log");
        };
    }

    /// A subscribe call, not cut short by an interrupt: the proxy would go on with it, and store a subscription after we
    /// have looked for what is to be deleted.
    private ProxyClient.Subscribed subscribeWhole(String address) throws ProxyException, InterruptedException {
        FutureTask<ProxyClient.Subscribed> call = new FutureTask<>(() -> client.subscribe(address, endpoint));
        Thread caller = Thread.ofVirtual().start(call);
        try {
            return call.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProxyException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException stopping) {
            caller.join(SUBSCRIBE_LIMIT);
            throw stopping;
        }
    }

    /// What the proxy has of ours: those that post to our endpoint, whose path nobody else knows.
    private Map<String, String> ours() throws ProxyException, InterruptedException {
        Map<String, String> ours = new LinkedHashMap<>();
        for (ProxySubscription s : client.subscriptions()) {
            if (s.endpoint().equals(endpoint) && !s.id().isBlank()) {
                ours.put(s.address(), s.id());
            }
        }
        return ours;
    }

    /// Compares with the proxy's list and forgets those that are gone there.
    ///
    /// @return the addresses that are gone
    List<String> verify() throws ProxyException, InterruptedException {
        Map<String, String> listed = ours();
        List<String> gone = new ArrayList<>(idByAddress.keySet());
        gone.removeIf(address -> Objects.equals(idByAddress.get(address), listed.get(address)));
        gone.forEach(idByAddress::remove);
        return gone;
    }

    /// Deletes what the proxy still has of ours, so that subscribing anew brings the present state of everything: a
    /// proxy that kept our subscriptions over its restart sends no initial notification (section 3.2).
    void reset() throws ProxyException, InterruptedException {
        for (String id : ours().values()) {
            client.delete(id);
        }
        idByAddress.clear();
    }

    /// Deletes ours on the way out, those included whose making was cut short.
    ///
    /// @return how many
    int deleteAll() throws ProxyException, InterruptedException {
        Set<String> ids = new HashSet<>(idByAddress.values());
        ids.addAll(ours().values());
        for (String id : ids) {
            client.delete(id);
        }
        idByAddress.clear();
        return ids.size();
    }
}
