package dev.evtool.ptp;

import dev.evtool.ptp.ProxyClient.Subscribed;
import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the doctor makes of the answers to its subscribe calls: whether the proxy can reach us, fast enough, and takes
/// what we want.
record SubscribeVerdict(PtpApi api, DoctorSubscribing calls, DoctorInbox inbox, int wanted, Diagnosis doctor,
        DoctorAdvice advice) {

    /// The proxy waits no longer for an answer (`ptp.md`, sections 3.1 and 3.3).
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /// An answer that took this long has to do with a limit, not with a refused connection.
    private static final Duration TIMED_OUT = Duration.ofMillis(1900);

    /// @param late whether the first post came only after the proxy had given up
    void say(boolean late) {
        reach();
        limit(late);
        subscribe();
    }

    private boolean allRefused() {
        return calls.refusal() != null && calls.idByAddress().isEmpty() && calls.foreign().isEmpty();
    }

    private boolean refusedForUs() {
        Subscribed refusal = calls.refusal();
        return allRefused() && refusal != null && refusal.status() == 400;
    }

    private void reach() {
        String url = PtpInbound.masked(calls.url());
        if (api == PtpApi.V1_TRANSPORT) {
            doctor.skip("reach", "a publisher does not try the endpoint: an event will show it");
        } else if (inbox.unreadable() != null && refusedForUs()) {
            doctor.say("reach", Verdict.FAIL,
                    "it reaches " + url + ", but what it posts is no event that evtool reads: "
                            + inbox.unreadable(),
                    "report this as a bug of evtool, with the proxy's release");
        } else if (inbox.posts() > 0) {
            doctor.ok("reach", "its " + (api == PtpApi.V1 ? "trial post" : "first event") + " came to " + url);
        } else if (refusedForUs()) {
            String how = calls.slowest().compareTo(TIMED_OUT) >= 0
                    ? "it gave up after " + calls.slowest().toMillis()
                            + " ms: a firewall drops it, or the way is too slow"
                    : "it gave up at once: connection refused, or no way there";
            doctor.say("reach", Verdict.FAIL, "the proxy cannot post to " + url + ": nothing came; " + how + reason(),
                    unreachable());
        } else if (!calls.idByAddress().isEmpty()) {
            doctor.say("reach", Verdict.FAIL,
                    "it took " + DoctorAdvice.count(calls.idByAddress().size(), "subscription")
                            + " and posted nothing before, as no cloud-event-proxy does",
                    "is it the proxy itself, or something that plays one? " + DoctorAdvice.curl(advice.proxy() + "/"));
        } else {
            doctor.skip("reach", "no subscription was taken, so nothing was to come");
        }
    }

    private String reason() {
        Subscribed refusal = calls.refusal();
        return refusal == null || refusal.reason().isEmpty() ? "" : "; it says: " + refusal.reason();
    }

    private String unreachable() {
        boolean local = new ConsumerEndpoint(calls.url()).isLocal();
        if (advice.settings().advertise() != null) {
            return "from the proxy's host try: " + DoctorAdvice.curl(advice.settings().advertise().toString());
        }
        if (local && !advice.proxyIsHere()) {
            return "listen where it can reach you: " + advice.again("--listen 0.0.0.0:9143");
        }
        return local ? "through kubectl port-forward nothing can come back; ask instead: " + advice.poll()
                : "open the way from the proxy to this port, or name another address: "
                        + advice.again("--advertise http://HOST:PORT") + "; or ask instead: " + advice.poll();
    }

    private void limit(boolean late) {
        if (api == PtpApi.V1_TRANSPORT || inbox.posts() == 0) {
            doctor.skip("limit", "nothing was posted that could have been late");
            return;
        }
        String figures = "slowest subscribe call " + calls.slowest().toMillis() + " ms, slowest answer of ours "
                + inbox.slowest().toMillis() + " ms";
        String slowWay = "look for what delays between proxy and this machine (mesh, gateway, name service); ask instead: "
                + advice.poll();
        if (late || (refusedForUs() && inbox.unreadable() == null)) {
            doctor.say("limit", Verdict.FAIL, figures + (late ? ", and its post came after that" : "")
                    + ": our answer did not get back within the 2 s that the proxy waits", slowWay);
        } else if (calls.slowest().compareTo(LIMIT.dividedBy(2)) > 0) {
            doctor.say("limit", Verdict.WARN, figures + ": near or above the 2 s that the proxy waits for an event",
                    slowWay);
        } else {
            doctor.ok("limit", figures + ", of 2 s that the proxy waits");
        }
    }

    private void subscribe() {
        int made = calls.idByAddress().size();
        String taken = made + " of " + wanted + " taken";
        Subscribed refusal = calls.refusal();
        if (!calls.foreign().isEmpty()) {
            String first = calls.foreign().keySet().iterator().next();
            doctor.say("subscribe", made == 0 ? Verdict.FAIL : Verdict.WARN, taken + "; "
                    + DoctorAdvice.count(calls.foreign().size(), "resource") + " already another consumer's, such as "
                    + first + " of " + calls.foreign().get(first)
                    + ": a v1 sidecar answers 201 all the same, and tells only the first",
                    "stop that consumer, or ask instead: " + advice.poll());
        } else if (refusal == null) {
            doctor.ok("subscribe", taken);
        } else if (made > 0) {
            doctor.say("subscribe", Verdict.WARN, taken + "; refused (HTTP " + refusal.status() + "): "
                    + DoctorAdvice.few(calls.refused(), 3) + reason(),
                    "see what it publishes: " + advice.run(
                            "publishers"));
        } else {
            refused(taken, refusal);
        }
    }

    private void refused(String taken, Subscribed refusal) {
        String what = taken + ": HTTP " + refusal.status();
        switch (refusal.status()) {
            case 400 -> doctor.say("subscribe", Verdict.FAIL, what + reason() + ", because of the above", null);
            case 404 -> doctor.say("subscribe", Verdict.FAIL, what + ": it knows none of "
                    + DoctorAdvice.few(calls.refused(), 3), "see what it publishes: " + advice.run("publishers"));
            default -> doctor.say("subscribe", Verdict.FAIL,
                    what + reason() + ": no answer of a cloud-event-proxy to that",
                    "look at the proxy's log: " + DoctorAdvice.log());
        }
    }

    /// Resources to ask the state of.
    List<String> known() {
        List<String> known = new ArrayList<>(calls.idByAddress().keySet());
        known.addAll(calls.foreign().keySet());
        return known;
    }
}
