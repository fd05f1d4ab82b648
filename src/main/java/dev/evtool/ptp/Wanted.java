package dev.evtool.ptp;

import dev.evtool.event.Notice.Kind;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What to ask a proxy for, asked anew now and then because proxies begin to publish late.
final class Wanted {

    private final PtpSettings settings;
    private final PtpInbound inbound;
    private List<String> addresses = List.of();
    /// Nodes that other consumers of a v1 sidecar have named; they stay known when those are gone.
    private final Set<String> learnt = new LinkedHashSet<>();
    private boolean toldNothingPublished;
    private boolean toldOfPublisher;

    Wanted(PtpSettings settings, PtpInbound inbound) {
        this.settings = settings;
        this.inbound = inbound;
    }

    /// The addresses at the begin of a contact.
    ///
    /// @throws StreamException.Usage if it cannot be known of which node: v1 sidecars have no list of publishers
    List<String> first(ProxyClient client) throws ProxyException, StreamException.Usage, InterruptedException {
        List<String> found = now(client);
        if (found.isEmpty() && client.api() != PtpApi.V2) {
            throw new StreamException.Usage(new Problem(
                    "a proxy of API " + client.api().word() + " does not say for which node it publishes",
                    "v1 consumers are told the name of their node by its environment",
                    "give it: --node NODE, such as --node \"$NODE_NAME\" (kubectl get nodes shows the names)"));
        }
        return found;
    }

    /// The addresses as of now; empty while nothing of it is published.
    List<String> now(ProxyClient client) throws ProxyException, InterruptedException {
        List<ProxySubscription> published = client.publishers();
        List<String> known = published.stream().map(ProxySubscription::address).toList();
        if (client.api() == PtpApi.V1 && !known.isEmpty() && !toldOfPublisher) {
            toldOfPublisher = true;
            inbound.notice(Kind.WARNING,
                    "it has a list of publishers, which no v1 sidecar has: this seems to be the REST API "
                            + "of a publisher's proxy, whose events go out by another port. If none come: watch a sidecar (port "
                            + "8089), or take one's place at the publisher (port 9043, --api v1-transport)");
        }
        List<String> nodes = settings.nodes();
        if (known.isEmpty() && nodes.isEmpty() && client.api() == PtpApi.V1) {
            // what others have asked the sidecar for names its node
            client.subscriptions().stream().map(s -> WantedResources.node(s.address()))
                    .filter(node -> !node.equals("?") && !node.isBlank()).forEach(learnt::add);
            nodes = List.copyOf(learnt);
        }
        WantedResources found = WantedResources.of(nodes, settings.resources(), known, client.api());
        if (!found.addresses().equals(addresses)) {
            for (String warning : found.warnings()) {
                inbound.notice(Kind.WARNING, warning);
            }
        }
        addresses = found.addresses();
        if (addresses.isEmpty() && client.api() == PtpApi.V2 && !toldNothingPublished) {
            toldNothingPublished = true;
            inbound.notice(Kind.WARNING, known.isEmpty()
                    ? "the proxy publishes nothing yet"
                    : "the proxy publishes none of what was asked for, only " + WantedResources.few(known));
        }
        return addresses;
    }
}
