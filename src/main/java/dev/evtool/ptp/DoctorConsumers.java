package dev.evtool.ptp;

import dev.evtool.ptp.EndpointProbe.Life;
import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/// Who else listens at the proxy: dead and slow consumers delay the events of all, since proxies post to one after the
/// other and wait 2 s for each (`ptp.md`, section 3.3).
///
/// @param proxy its base URL
record DoctorConsumers(PtpApi api, HttpUrl proxy, Diagnosis doctor, DoctorAdvice advice) {

    private static final Duration SLOW = Duration.ofMillis(500);

    void look(List<ProxySubscription> all) throws InterruptedException {
        boolean here = new ConsumerEndpoint(proxy.toString()).isLocal();
        Map<String, Life> lives = new TreeMap<>(
                new EndpointProbe().all(all.stream().map(ProxySubscription::endpoint).toList(), here));
        List<String> dead = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        lives.forEach((endpoint, life) -> {
            if (!life.alive()) {
                dead.add(PtpInbound.masked(endpoint) + " (" + life.evidence().replaceFirst("^dead: ", "") + ")");
            } else if (life.took().compareTo(SLOW) > 0) {
                slow.add(PtpInbound.masked(endpoint) + " (" + life.took().toMillis() + " ms)");
            }
        });
        if (!dead.isEmpty() || !slow.isEmpty()) {
            atRisk(lives.size(), dead, slow);
        } else if (api == PtpApi.V1_TRANSPORT) {
            doctor.ok("consumers", "not told by API v1-transport");
        } else {
            long unknown = lives.values().stream().filter(life -> !life.known()).count();
            doctor.ok("consumers", lives.isEmpty() ? "no other consumer"
                    : DoctorAdvice.count(lives.size(), "other consumer") + ", none found dead or slow"
                            + (unknown == 0 ? "" : " (" + unknown + " cannot be tried from here)") + warningOfV1());
        }
    }

    private void atRisk(int total, List<String> dead, List<String> slow) {
        List<String> evidence = new ArrayList<>();
        if (!dead.isEmpty()) {
            evidence.add(dead.size() + " of " + total + " dead: " + DoctorAdvice.few(dead, 3)
                    + "; each can delay every event by 2 s for all, until ten posts in a row have failed");
        }
        if (!slow.isEmpty()) {
            evidence.add(slow.size() + " of " + total + " slow: " + DoctorAdvice.few(slow, 3)
                    + "; events wait that long behind each");
        }
        doctor.say("consumers", Verdict.WARN, String.join("; ", evidence) + warningOfV1(),
                "see their ids: " + advice.run("subscriptions") + "; then delete what is dead: "
                        + advice.run("subscriptions delete ID"));
    }

    /// One subscription for each resource (`ptp.md`, section 7).
    private String warningOfV1() {
        return api == PtpApi.V1
                ? "; a v1 sidecar tells one consumer per resource: while evtool is that one, no other can be"
                : "";
    }
}
