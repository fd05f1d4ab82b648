package dev.evtool.ptp;

import dev.evtool.event.Notice;
import dev.evtool.ptp.ProxyClient.Subscribed;
import dev.evtool.stream.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Our subscriptions at one proxy: made, found again, renewed and deleted, each by its id and never all at once, because
/// a proxy's delete-all takes those of every consumer (`ptp.md`, section 2).
final class PtpSubscriptions {

    private final String endpoint;
    private final PtpInbound inbound;
    private final Map<String, String> idByAddress = new LinkedHashMap<>();
    /// Resources whose one subscription at a v1 sidecar belongs to another consumer.
    private final Set<String> foreign = new LinkedHashSet<>();
    private final Set<String> toldOf = new HashSet<>();

    PtpSubscriptions(String endpoint, PtpInbound inbound) {
        this.endpoint = endpoint;
        this.inbound = inbound;
    }

    int size() {
        return idByAddress.size();
    }

    List<String> addresses() {
        return List.copyOf(idByAddress.keySet());
    }

    List<String> foreign() {
        return List.copyOf(foreign);
    }

    /// Subscribes to those addresses that we have no subscription for.
    ///
    /// @return why the last refused one was refused, or `null` if none was
    @Nullable
    Problem subscribe(ProxyClient client, List<String> addresses) throws ProxyException, InterruptedException {
        Problem refusal = null;
        Map<String, List<Problem>> news = new LinkedHashMap<>();
        for (String address : addresses) {
            Problem refused = idByAddress.containsKey(address) ? null : subscribe(client, address);
            if (refused != null) {
                refusal = refused;
                if (toldOf.add(address)) {
                    news.computeIfAbsent(refused.what().replace(address, ""), w -> new ArrayList<>()).add(refused);
                }
            }
        }
        for (List<Problem> alike : news.values()) {
            Problem first = alike.getFirst();
            inbound.notice(Notice.Kind.WARNING, first.what()
                    + (alike.size() > 1 ? ", and so with " + (alike.size() - 1) + " more resources" : "") + ": "
                    + first.cause() + "; " + first.next());
        }
        return refusal;
    }

    /// Tells people what we have now.
    ///
    /// @param wanted how many addresses were asked for
    void announce(ProxyClient client, int wanted) throws InterruptedException {
        inbound.notice(Notice.Kind.SUBSCRIBED, "subscribed to " + size() + " of " + wanted
                + " resources; events come to " + PtpInbound.masked(endpoint)
                + (client.api() == PtpApi.V1 ? "; while evtool holds them, another consumer that subscribes at this "
                        + "sidecar gets nothing" : ""));
    }

    private @Nullable Problem subscribe(ProxyClient client, String address)
            throws ProxyException, InterruptedException {
        long deliveriesBefore = inbound.deliveries();
        Subscribed answer = client.subscribe(address, endpoint);
        ProxySubscription made = answer.made();
        if (made != null && isForeign(client, made)) {
            foreign.add(address);
            return taken(address, made);
        }
        foreign.remove(address);
        String id = made == null ? "" : made.id();
        if (id.isEmpty() && (answer.status() == 409 || answer.status() == 201)) {
            id = ours(client).getOrDefault(address, "");
        }
        if (!id.isEmpty()) {
            idByAddress.put(address, id);
            toldOf.remove(address);
            return null;
        }
        return refused(address, answer, inbound.deliveries() > deliveriesBefore);
    }

    /// A v1 sidecar names the endpoint of whoever was first, and none where that one gave none (section 7).
    private boolean isForeign(ProxyClient client, ProxySubscription made) {
        return !made.endpoint().equals(endpoint) && (client.api() == PtpApi.V1 || !made.endpoint().isEmpty());
    }

    private Problem refused(String address, Subscribed answer, boolean deliveryArrived) {
        String what = "the proxy refused " + address + " (HTTP " + answer.status()
                + (answer.reason().isEmpty() ? "" : ", " + answer.reason()) + ")";
        return switch (answer.status()) {
            case 404 ->
                new Problem(what, "it knows no such resource", "see what it publishes: evtool ptp publishers");
            case 400 -> deliveryArrived
                    ? new Problem(what, "what it posted to try us arrived here, but too late or not to be kept",
                            "look for an output that blocks")
                    : new Problem(what,
                            "it must post to " + PtpInbound.masked(endpoint) + " first, and nothing arrived there",
                            "make that address reachable from the proxy (--listen HOST:PORT, --advertise URL), or ask "
                                    + "instead of being told: --poll 5s");
            default -> new Problem(what, "unexpected of a cloud-event-proxy", "look at the proxy's log");
        };
    }

    private static Problem taken(String address, ProxySubscription holder) {
        return new Problem("the sidecar's one subscription to " + address + " belongs to "
                + (holder.endpoint().isEmpty() ? "" : PtpInbound.masked(holder.endpoint()) + ": ")
                + new ConsumerEndpoint(holder.endpoint()).owner(),
                "a v1 sidecar has one consumer per resource and said 201 all the same: evtool would get nothing",
                "its state is asked for instead; for events stop that consumer, or watch the publisher's own port "
                        + "(9043, --api v1-transport)");
    }

    /// What the proxy has of ours: those that post to our endpoint, whose path nobody else knows.
    private Map<String, String> ours(ProxyClient client) throws ProxyException, InterruptedException {
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
    List<String> verify(ProxyClient client) throws ProxyException, InterruptedException {
        Map<String, String> listed = ours(client);
        List<String> gone = new ArrayList<>(idByAddress.keySet());
        gone.removeIf(address -> Objects.equals(idByAddress.get(address), listed.get(address)));
        gone.forEach(idByAddress::remove);
        return gone;
    }

    /// Deletes what the proxy still has of ours, so that subscribing anew brings the present state of everything: a
    /// proxy that kept our subscriptions over its restart sends no initial notification (section 3.2).
    void reset(ProxyClient client) throws ProxyException, InterruptedException {
        for (String id : ours(client).values()) {
            client.delete(id);
        }
        idByAddress.clear();
        foreign.clear();
    }

    /// Deletes ours on the way out, those included whose making was cut short. One that cannot be deleted does not keep
    /// the others.
    ///
    /// @return how many
    /// @throws ProxyException if some are left, or may be
    int deleteAll(ProxyClient client) throws ProxyException, InterruptedException {
        int known = size();
        try {
            idByAddress.putAll(ours(client));
        } catch (ProxyException unlisted) {
            if (unlisted.isSilence() || known == 0) {
                throw unlisted;
            }
            new GivingBack(client).all(idByAddress);
            throw unlisted;
        }
        return new GivingBack(client).all(idByAddress);
    }
}
