package dev.evtool.ptp;

import dev.evtool.stream.Diagnosis;
import dev.evtool.stream.Finding.Verdict;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The doctor's fourth part: the way back, from the proxy to us, tried by subscribing as a consumer does.
final class DoctorDelivery {

    /// How long to wait for a post that the proxy has given up.
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final Duration GAVE_UP = Duration.ofMillis(1900);

    private final PtpSettings settings;
    private final ProxyClient client;
    private final ProxyCalls calls;
    private final List<String> addresses;
    private final @Nullable Duration wait;
    private final Diagnosis doctor;
    private final DoctorAdvice advice;
    private final DoctorInbox inbox;

    DoctorDelivery(PtpSettings settings, ProxyClient client, ProxyCalls calls, List<String> addresses,
            @Nullable Duration wait, Diagnosis doctor) {
        this.settings = settings;
        this.client = client;
        this.calls = calls;
        this.addresses = addresses;
        this.wait = wait;
        this.doctor = doctor;
        this.advice = new DoctorAdvice(settings);
        this.inbox = new DoctorInbox(settings.uri());
    }

    /// @throws StreamException if the receiver cannot listen
    void look(PtpReceiver receiver) throws StreamException, InterruptedException {
        inbox.speaks(client.api());
        try (PtpReceiver.Endpoint endpoint = receiver.open(inbox)) {
            String url = Advertised.url(settings, endpoint);
            DoctorSubscribing mine = new DoctorSubscribing(client, url);
            try {
                listening(endpoint, url);
                walk(mine);
                doctor.skipBefore("cleanup");
            } catch (ProxyException e) {
                String step = doctor.firstUntold(List.of("subscribe", "kept", "state"));
                doctor.skipBefore(step);
                doctor.say(step, Verdict.FAIL, e.problem());
                doctor.skipBefore("cleanup");
            } finally {
                cleanUp(mine);
            }
        }
    }

    private void walk(DoctorSubscribing mine) throws ProxyException, InterruptedException {
        mine.run(addresses);
        inbox.news().forEach(news -> doctor.say("receiver", Verdict.WARN, news, null));
        SubscribeVerdict verdict = new SubscribeVerdict(client.api(), mine, inbox, addresses.size(), doctor, advice);
        boolean gaveUp = mine.idByAddress().isEmpty() && inbox.posts() == 0 && mine.slowest().compareTo(GAVE_UP) >= 0;
        verdict.say(gaveUp && inbox.awaitPost(LATE));
        if (!mine.idByAddress().isEmpty()) {
            event(mine.idByAddress().size());
            if (!kept(mine)) {
                return;
            }
        }
        if (!verdict.known().isEmpty()) {
            doctor.skipBefore("state");
            new DoctorState(client, inbox.reader(), doctor, advice).look(verdict.known());
        }
    }

    private void listening(PtpReceiver.Endpoint endpoint, String url) {
        String where = "listens on " + endpoint.bound().getAddress().getHostAddress() + ":" + endpoint.bound().getPort()
                + "; the proxy is told " + PtpInbound.masked(url);
        if (new ConsumerEndpoint(url).isLocal() && !advice.proxyIsHere()) {
            doctor.say("receiver", Verdict.WARN, where + ", which is the proxy's own host, seen from there",
                    "unless evtool runs in its pod: " + advice.again("--listen 0.0.0.0:9143"));
        } else {
            doctor.ok("receiver", where);
        }
    }

    /// v2 tells the present state with each subscription, the others tell of changes only.
    private void event(int subscriptions) throws InterruptedException {
        if (client.api() != PtpApi.V2) {
            change(0, PtpDoctor.patience(wait));
        } else if (wait != null) {
            change(subscriptions, wait);
        } else if (inbox.posts() == 0) {
            doctor.say("event", Verdict.FAIL, "none came", "ask instead: " + advice.poll());
        } else {
            boolean real = inbox.events() > 0;
            doctor.say("event", real ? Verdict.OK : Verdict.WARN, came(" with the subscriptions"), null);
        }
    }

    private void change(int before, Duration patience) throws InterruptedException {
        if (inbox.awaitEvent(before, patience)) {
            doctor.ok("event", came(before > 0 ? ", of them a change" : ""));
            return;
        }
        boolean proven = inbox.posts() > 0;
        doctor.say("event", proven ? Verdict.WARN : Verdict.UNPROVEN, "none within " + patience.toMillis() / 1000.0
                + " s, as proxies tell of changes only" + (proven ? "; that it reaches us was seen above" : ""),
                "wait for a change: " + advice.again("--wait 10m"));
    }

    private String came(String how) {
        int none = inbox.placeholders();
        return inbox.events() + " came" + how
                + (none == 0 ? "" : "; besides, " + DoctorAdvice.count(none, "placeholder")
                        + " for what has no data");
    }

    /// Whether our subscriptions are still there: upstream's sample consumer deletes those of all consumers when it starts
    /// (`ptp.md`, section 3.2).
    private boolean kept(DoctorSubscribing mine) throws ProxyException, InterruptedException {
        int all = mine.idByAddress().size();
        int lost = mine.lost();
        if (lost == 0) {
            doctor.ok("kept", "the proxy still has " + (all == 1 ? "it" : "all " + all));
            return true;
        }
        doctor.say("kept", Verdict.FAIL, lost + " of our " + DoctorAdvice.count(all, "subscription")
                + " gone already: another consumer deletes them all, or the proxy restarted without its store",
                "see who is there: " + advice.run("subscriptions"));
        return lost < all;
    }

    private void cleaned() {
        if (calls.leftover().isEmpty()) {
            doctor.ok("cleanup", "nothing of this is left at the proxy");
        } else {
            doctor.say("cleanup", Verdict.WARN, calls.leftover(), "evtool ptp subscriptions --proxy " + settings.url());
        }
    }

    private void cleanUp(DoctorSubscribing mine) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        calls.hurry();
        try {
            int left = mine.deleteAll();
            if (left == 0) {
                cleaned();
            } else {
                doctor.say("cleanup", Verdict.WARN, DoctorAdvice.count(left, "subscription") + " of ours left",
                        "see its id: " + advice.run("subscriptions"));
            }
        } catch (ProxyException e) {
            doctor.say("cleanup", Verdict.WARN, e.problem());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
