package dev.evtool.ptp;

import dev.evtool.event.NearestName;
import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The doctor's third part: what the proxy has to offer, for which node, and who else listens.
final class DoctorOffer {

    private final PtpSettings settings;
    private final ProxyClient client;
    private final ProxyCalls calls;
    private final Diagnosis doctor;
    private final DoctorAdvice advice;

    DoctorOffer(PtpSettings settings, ProxyClient client, ProxyCalls calls, Diagnosis doctor) {
        this.settings = settings;
        this.client = client;
        this.calls = calls;
        this.doctor = doctor;
        this.advice = new DoctorAdvice(settings);
    }

    /// Looks at what is offered.
    ///
    /// @return the addresses to try; empty if there are none
    List<String> look() throws InterruptedException {
        String step = "publishers";
        try {
            List<String> published = client.publishers().stream().map(ProxySubscription::address).toList();
            boolean offered = publishers(published);
            step = "consumers";
            List<ProxySubscription> all = client.subscriptions();
            List<String> nodes = offered ? nodes(published, all) : List.of();
            new DoctorConsumers(client.api(), calls.base(), doctor, advice).look(all);
            return nodes.isEmpty() ? List.of() : addresses(nodes, published);
        } catch (ProxyException e) {
            doctor.say(step, Verdict.FAIL, e.problem());
            return List.of();
        }
    }

    private List<String> addresses(List<String> nodes, List<String> published) {
        return WantedResources.of(published.isEmpty() ? nodes : settings.nodes(), settings.resources(), published,
                client.api()).addresses();
    }

    private boolean publishers(List<String> published) {
        if (client.api() == PtpApi.V1 && !published.isEmpty()) {
            doctor.say("publishers", Verdict.UNPROVEN, "a list of " + DoctorAdvice.count(published.size(), "publisher")
                    + ": that is the REST API of a v1 publisher's proxy; its events go to sidecars, by another port",
                    "subscribe at the consumer's sidecar: " + advice.at("http", PtpApi.V1.port(), "--api v1")
                            + ", or take a sidecar's place: "
                            + advice.at("http", PtpApi.V1_TRANSPORT.port(), "--api v1-transport"));
        } else if (client.api() != PtpApi.V2) {
            doctor.ok("publishers", "not told by API " + client.api().word());
        } else if (published.isEmpty()) {
            doctor.say("publishers", Verdict.FAIL, "nothing is published: the proxy has no PTP plugin, or just started",
                    "again in a minute: " + advice.run("publishers")
                            + "; then look for PTP_PLUGIN=true in: `kubectl -n openshift-ptp describe ds/linuxptp-daemon`");
            return false;
        } else {
            return wanted(published);
        }
        return true;
    }

    /// What is published of what the user wants, whatever its node.
    private boolean wanted(List<String> published) {
        List<String> missing = settings.resources().stream().filter(r -> published.stream().noneMatch(a -> a.endsWith(
                WantedResources.path(r)))).map(DoctorOffer::word).toList();
        String all = DoctorAdvice.count(published.size(), "resource");
        if (missing.isEmpty()) {
            doctor.ok("publishers", all + (published.size() == 1 ? " is published" : " are published"));
            return true;
        }
        boolean none = missing.size() == settings.resources().size();
        doctor.say("publishers", none ? Verdict.FAIL : Verdict.WARN, "not published: " + String.join(", ", missing)
                + "; published: " + DoctorAdvice.few(published.stream().map(DoctorOffer::word).distinct().toList(), 10),
                "see all: " + advice.run("publishers"));
        return !none;
    }

    private static String word(String address) {
        return PtpResource.ofAddress(address).map(PtpResource::word).orElse(WantedResources.path(address));
    }

    private List<String> nodes(List<String> published, List<ProxySubscription> all) {
        Set<String> known = new TreeSet<>(published.stream().map(WantedResources::node).toList());
        if (known.isEmpty()) {
            return unpublishedNodes(all);
        }
        List<String> asked = new ArrayList<>(settings.nodes());
        settings.resources().stream().filter(r -> r.startsWith("/cluster/")).map(WantedResources::node)
                .forEach(asked::add);
        List<String> unknown = asked.stream().filter(node -> !known.contains(node)).distinct().toList();
        String names = DoctorAdvice.few(List.copyOf(known), 5);
        if (unknown.isEmpty()) {
            doctor.ok("node", "it publishes for " + names);
            return List.copyOf(known);
        }
        doctor.say("node", Verdict.FAIL, "it publishes for " + names + ", not for " + String.join(", ", unknown)
                + ": it would take such a subscription (201) and never send an event",
                "give the name as Kubernetes has it: " + advice.again("--node " + meant(unknown.getFirst(), known)));
        return List.of();
    }

    /// A name from the proxy gets into a command that people paste only if it is one that Kubernetes could have given.
    /// The service's name has the node's cut at the first dot (`ptp.md`, section 1), the address has it in full.
    private static String meant(String typed, Set<String> known) {
        String label = typed.replaceFirst("\\..*$", "");
        return known.stream().filter(n -> n.replaceFirst("\\..*$", "").equals(label)).findFirst()
                .or(() -> NearestName.of(typed, known)).or(() -> known.stream().findFirst())
                .filter(n -> n.matches("[A-Za-z0-9.-]{1,253}")).orElse("NODE");
    }

    private List<String> unpublishedNodes(List<ProxySubscription> all) {
        if (!settings.nodes().isEmpty()) {
            doctor.skip("node",
                    String.join(", ", settings.nodes()) + " as given, cannot be looked up: the states below show "
                            + "whether it is right");
            return settings.nodes();
        }
        List<String> whole = settings.resources().stream().filter(r -> r.startsWith("/cluster/"))
                .map(WantedResources::node).distinct().toList();
        List<String> nodes = !whole.isEmpty() ? whole : all.stream().map(s -> WantedResources.node(s.address()))
                .filter(n -> !n.equals("?")).distinct().toList();
        if (nodes.isEmpty()) {
            doctor.say("node", Verdict.FAIL,
                    "API " + client.api().word() + " does not say for which node it publishes, and none was given",
                    "see its name with kubectl get nodes, and give it: " + advice.again("--node NODE"));
        } else {
            doctor.ok("node", String.join(", ", nodes)
                    + (whole.isEmpty() ? ", by the subscriptions of other consumers" : ", by --resource"));
        }
        return nodes;
    }
}
