package dev.evtool.ptp;

import dev.evtool.event.NearestName;
import dev.evtool.ptp.EndpointProbe.Life;
import dev.evtool.ptp.Finding.Verdict;
import dev.evtool.stream.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The doctor's second part: what the proxy has to offer, for which node, and who else listens.
final class DoctorOffer {

    private final PtpSettings settings;
    private final ProxyClient client;
    private final ProxyCalls calls;
    private final PtpDoctor doctor;

    DoctorOffer(PtpSettings settings, ProxyClient client, ProxyCalls calls, PtpDoctor doctor) {
        this.settings = settings;
        this.client = client;
        this.calls = calls;
        this.doctor = doctor;
    }

    /// Looks at what is offered.
    ///
    /// @return the addresses to try; empty if there are none
    List<String> look() throws InterruptedException {
        String step = "publishers";
        try {
            List<String> published = client.publishers().stream().map(ProxySubscription::address).toList();
            publishers(published);
            step = "consumers";
            List<ProxySubscription> all = client.subscriptions();
            List<String> nodes = nodes(published, all);
            consumers(all);
            return nodes.isEmpty() && settings.resources().stream().noneMatch(r -> r.startsWith("/cluster/"))
                    ? List.of()
                    : WantedResources.of(settings.nodes().isEmpty() && published.isEmpty() ? nodes : settings.nodes(),
                            settings.resources(), published, client.api()).addresses();
        } catch (ProxyException e) {
            doctor.say(step, Verdict.FAIL, e.problem());
            return List.of();
        }
    }

    private void publishers(List<String> published) {
        if (!published.isEmpty() && client.api() == PtpApi.V1) {
            doctor.say("publishers", Verdict.WARN,
                    "it has a list of " + published.size() + " publishers: this is the REST "
                            + "API of a publisher's proxy, whose events go to sidecars by another port",
                    "subscribe at the sidecar "
                            + "(usually port 8089), or take its place: --proxy HOST:9043 --api v1-transport");
        } else if (!published.isEmpty()) {
            doctor.ok("publishers", published.size() + " resources are published");
        } else if (client.api() == PtpApi.V2) {
            doctor.say("publishers", Verdict.FAIL, "nothing is published",
                    "is the PTP plugin on (PTP_PLUGIN=true), and does ptp4l run? Just after a start, wait a minute");
        } else {
            doctor.ok("publishers", "a " + client.api().word() + " proxy does not say what is published");
        }
    }

    private List<String> nodes(List<String> published, List<ProxySubscription> all) {
        Set<String> known = new TreeSet<>(published.stream().map(WantedResources::node).toList());
        if (known.isEmpty()) {
            return unpublishedNodes(all);
        }
        List<String> unknown = settings.nodes().stream().filter(node -> !known.contains(node)).toList();
        if (unknown.isEmpty()) {
            doctor.ok("node", "it publishes for " + String.join(", ", known));
            return List.copyOf(known);
        }
        String meant = NearestName.of(unknown.getFirst(), known).orElse(known.iterator().next());
        doctor.say("node", Verdict.FAIL, "it publishes for " + String.join(", ", known) + ", not for "
                + String.join(", ", unknown) + ": it would take such a subscription (201) and never send an event",
                "use the name as Kubernetes has it: --node " + meant);
        return List.of();
    }

    private List<String> unpublishedNodes(List<ProxySubscription> all) {
        if (client.api() == PtpApi.V2) {
            return List.of();
        }
        if (!settings.nodes().isEmpty()) {
            doctor.ok("node",
                    String.join(", ", settings.nodes()) + ", as given; whether that is right shows with a state");
            return settings.nodes();
        }
        List<String> others = all.stream().map(s -> WantedResources.node(s.address())).filter(n -> !n.equals("?"))
                .distinct().toList();
        if (others.isEmpty()) {
            doctor.say("node", Verdict.FAIL, "a " + client.api().word() + " proxy does not say its node's name",
                    "give it: --node NODE (kubectl get nodes)");
        } else {
            doctor.ok("node", String.join(", ", others) + ", by the subscriptions of others");
        }
        return others;
    }

    private void consumers(List<ProxySubscription> all) throws InterruptedException {
        boolean here = new ConsumerEndpoint(calls.base().toString()).isLocal();
        Map<String, Life> lives = new EndpointProbe().all(all.stream().map(ProxySubscription::endpoint).toList(), here);
        List<String> dead = new ArrayList<>();
        lives.forEach((endpoint, life) -> {
            if (!life.alive()) {
                dead.add(endpoint + " (" + life.evidence() + ")");
            }
        });
        if (!dead.isEmpty()) {
            doctor.say("consumers", Verdict.WARN, dead.size() + " of " + lives.size() + " consumers do not answer: "
                    + String.join(", ", dead.subList(0, Math.min(3, dead.size())))
                    + "; each can delay every event by 2 s for all consumers, until ten deliveries have failed",
                    "evtool ptp subscriptions shows their ids, … delete ID removes them");
        } else {
            doctor.ok("consumers",
                    lives.isEmpty() ? "no other consumer" : lives.size() + " other consumers, none found dead");
        }
        if (client.api() == PtpApi.V1) {
            Problem risk = new Problem(
                    "a v1 sidecar has one consumer per resource: while evtool is subscribed, another "
                            + "consumer that starts gets 201 and no events",
                    null, "watch the publisher instead: --api v1-transport");
            doctor.say("consumers", Verdict.WARN, risk);
        }
    }
}
