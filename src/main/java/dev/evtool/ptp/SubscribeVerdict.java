package dev.evtool.ptp;

import dev.evtool.ptp.Finding.Verdict;
import dev.evtool.ptp.ProxyClient.Subscribed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the doctor makes of the answers to its subscribe calls: above all, whether the proxy can reach us.
///
/// @param foreign resources whose one subscription at a v1 sidecar is somebody else's
/// @param refusal the last one; `null` if there was none
record SubscribeVerdict(PtpApi api, PtpSettings settings, String endpoint, int wanted, int made, List<String> foreign,
        List<String> refused, @Nullable Subscribed refusal, DoctorInbox inbox) {

    void say(PtpDoctor doctor) {
        String evidence = made + " of " + wanted + " subscriptions taken";
        if (refusal != null && made == 0 && foreign.isEmpty()) {
            refused(doctor, evidence, refusal);
        } else if (!foreign.isEmpty()) {
            doctor.say("subscribe", made == 0 ? Verdict.FAIL : Verdict.WARN, evidence + "; " + foreign.getFirst()
                    + (foreign.size() > 1 ? ", and " + (foreign.size() - 1) + " more" : "")
                    + ": a v1 sidecar has one consumer per resource, and its events go there",
                    "stop that consumer, ask instead (--poll 5s), or take a sidecar's place: --api v1-transport");
        } else if (refusal != null) {
            doctor.say("subscribe", Verdict.WARN, evidence + "; refused (HTTP " + refusal.status() + "): "
                    + String.join(", ", refused), "see what it publishes: evtool ptp publishers");
        } else {
            doctor.ok("subscribe", evidence + switch (api) {
                case V2 -> ", each after its first event had arrived here";
                case V1 -> ", each after the proxy had reached " + PtpInbound.masked(endpoint);
                case V1_TRANSPORT -> " (a publisher does not try the endpoint)";
            });
        }
    }

    private void refused(PtpDoctor doctor, String evidence, Subscribed answer) {
        String what = evidence + ", refused with HTTP " + answer.status()
                + (answer.reason().isEmpty() ? "" : " (" + answer.reason() + ")");
        if (answer.status() == 404) {
            doctor.say("subscribe", Verdict.FAIL, what + ": it knows no such resource",
                    "see what it publishes: evtool ptp publishers");
        } else if (answer.status() != 400) {
            doctor.say("subscribe", Verdict.FAIL, what + ": unexpected of a cloud-event-proxy", "look at its log");
        } else if (inbox.deliveries() > 0) {
            doctor.say("subscribe", Verdict.FAIL,
                    what + " although its post arrived here: our answer did not get back to it within 2 s",
                    "look at what is between proxy and this machine: a gateway, a mesh, a slow network");
        } else {
            doctor.say("subscribe", Verdict.FAIL, what + ": it could not post to " + PtpInbound.masked(endpoint)
                    + (inbox.broken() == null ? ", nothing arrived here" : "; " + inbox.broken()), unreachable());
        }
    }

    private String unreachable() {
        boolean proxyIsHere = new ConsumerEndpoint(settings.proxy().toString()).isLocal();
        if (settings.advertise() != null) {
            return "is " + settings.advertise() + " the address by which the proxy can reach the receiver? Try from "
                    + "there: curl -i " + settings.advertise();
        }
        return new ConsumerEndpoint(endpoint).isLocal() && !proxyIsHere
                ? "listen where the proxy can reach it: --listen 0.0.0.0:9143, behind NAT also --advertise http://HOST:PORT; "
                        + "or ask instead: evtool ptp watch --poll 5s"
                : "a firewall or network policy is between them, or --advertise must name another address (through "
                        + "kubectl port-forward nothing can come back); or ask instead: evtool ptp watch --poll 5s";
    }
}
