package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.event.StreamItem;
import dev.evtool.ptp.ProxyClient.Pulled;
import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether the proxy knows real states, or only has placeholders to tell.
record DoctorState(ProxyClient client, PtpEvents reader, Diagnosis doctor, DoctorAdvice advice) {

    /// What many nodes have no hardware for.
    private static final Set<PtpResource> OPTIONAL = Set.of(PtpResource.GNSS, PtpResource.SYNCE,
            PtpResource.SYNCE_QUALITY);

    /// @param addresses that somebody is subscribed to: of others v2 tells nothing (`ptp.md`, section 4)
    void look(List<String> addresses) throws ProxyException, InterruptedException {
        Map<String, String> real = new LinkedHashMap<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        boolean needed = false;
        String reason = "";
        String broken = "";
        for (String address : addresses) {
            Pulled pulled = client.currentState(address);
            String told = null;
            try {
                told = pulled.outcome() == Pulled.Outcome.STATE ? told(pulled.body()) : null;
            } catch (PtpFormatException e) {
                broken = word(address) + ": " + e.getMessage();
            }
            if (told != null) {
                real.merge(WantedResources.node(address), word(address) + " " + told, (a, b) -> a + ", " + b);
            } else {
                unknown.merge(WantedResources.node(address), word(address), (a, b) -> a + ", " + b);
                needed |= PtpResource.ofAddress(address).filter(OPTIONAL::contains).isEmpty();
                reason = client.api() == PtpApi.V2 || pulled.reason().isEmpty() ? reason
                        : " (it says: " + pulled.reason() + ")";
            }
        }
        if (!broken.isEmpty()) {
            doctor.say("state", Verdict.FAIL, "an answer that is no event: " + broken,
                    "the peer is no cloud-event-proxy, or a broken one: look at its log");
        } else if (real.isEmpty()) {
            doctor.say("state", Verdict.FAIL, "no real state, only placeholders: " + text(unknown) + reason
                    + "; no event will come until the proxy has data", noData());
        } else if (needed) {
            doctor.say("state", Verdict.WARN, text(real) + "; no data of " + text(unknown) + reason, noData());
        } else {
            doctor.ok("state", text(real) + (unknown.isEmpty() ? ""
                    : "; no data of " + text(unknown) + " (normal without that hardware)"));
        }
    }

    private String noData() {
        return (client.api() == PtpApi.V2 ? "" : "compare the node's name with kubectl get nodes; ")
                + "look whether ptp4l runs: `kubectl -n openshift-ptp logs ds/linuxptp-daemon -c linuxptp-daemon-container --tail 50`";
    }

    private static String word(String address) {
        return PtpResource.ofAddress(address).map(PtpResource::word).orElse(WantedResources.path(address));
    }

    private static String text(Map<String, String> byNode) {
        return byNode.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining("; "));
    }

    /// The state that an answer tells; `null` where it is a placeholder.
    private @Nullable String told(byte[] body) throws PtpFormatException {
        for (StreamItem item : reader.readPulled(body, Instant.now())) {
            if (item instanceof Event event) {
                return event.facts().rows().stream().map(DoctorState::value).distinct()
                        .collect(Collectors.joining("/"));
            }
        }
        return null;
    }

    private static String value(Map<String, Object> row) {
        Object state = row.get("state");
        return state != null ? state.toString()
                : row.containsKey("clock_class") ? String.valueOf(row.get("clock_class")) : "QL " + row.get("ql");
    }
}
