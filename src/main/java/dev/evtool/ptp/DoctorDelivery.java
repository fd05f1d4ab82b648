package dev.evtool.ptp;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.event.StreamItem;
import dev.evtool.ptp.Finding.Verdict;
import dev.evtool.ptp.ProxyClient.Pulled;
import dev.evtool.ptp.ProxyClient.Subscribed;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The doctor's third part: the way back, from the proxy to us, tried by subscribing as a consumer does.
final class DoctorDelivery {

    /// The proxy waits no longer for an answer (`ptp.md`, section 3.3).
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final PtpSettings settings;
    private final ProxyClient client;
    private final List<String> addresses;
    private final DoctorInbox inbox;
    private final Duration patience;
    private final PtpDoctor doctor;
    private final Map<String, String> idByAddress = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private Duration slowestCall = Duration.ZERO;

    DoctorDelivery(PtpSettings settings, ProxyClient client, List<String> addresses, DoctorInbox inbox,
            Duration patience, PtpDoctor doctor) {
        this.settings = settings;
        this.client = client;
        this.addresses = addresses;
        this.inbox = inbox;
        this.patience = patience;
        this.doctor = doctor;
    }

    /// @throws StreamException if the receiver cannot listen
    void look(PtpReceiver receiver) throws StreamException, InterruptedException {
        inbox.speaks(client.api());
        try (PtpReceiver.Endpoint endpoint = receiver.open(inbox)) {
            String url = Advertised.url(settings, endpoint);
            listening(endpoint, url);
            try {
                subscribeAll(url);
                limit();
                event();
                state();
            } catch (ProxyException e) {
                doctor.say("subscribe", Verdict.FAIL, e.problem());
            } finally {
                inbox.news().forEach(news -> doctor.say("receiver", Verdict.WARN, news, null));
                cleanUp(url);
            }
        }
    }

    private void listening(PtpReceiver.Endpoint endpoint, String url) {
        boolean proxyIsHere = new ConsumerEndpoint(settings.proxy().toString()).isLocal();
        String where = "listens on " + endpoint.bound().getAddress().getHostAddress() + ":" + endpoint.bound().getPort()
                + ", and gives the proxy " + PtpInbound.masked(url);
        if (new ConsumerEndpoint(url).isLocal() && !proxyIsHere) {
            doctor.say("receiver", Verdict.WARN, where + ": that is the proxy's own host, seen from there",
                    "unless it runs in the same pod, use --listen 0.0.0.0:9143, and --advertise http://HOST:PORT if the "
                            + "proxy sees this machine by another address");
        } else {
            doctor.ok("receiver", where);
        }
    }

    private void subscribeAll(String url) throws ProxyException, InterruptedException {
        Subscribed last = null;
        for (String address : addresses) {
            long start = System.nanoTime();
            Subscribed answer = client.subscribe(address, url);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            slowestCall = took.compareTo(slowestCall) > 0 ? took : slowestCall;
            ProxySubscription made = answer.made();
            if (made != null && !made.endpoint().isEmpty() && !made.endpoint().equals(url)) {
                foreign.add(address + " belongs to " + made.endpoint());
            } else if (answer.status() == 201 && made != null) {
                idByAddress.put(address, made.id());
            } else {
                refused.add(address);
                last = answer;
            }
        }
        new SubscribeVerdict(client.api(), settings, url, addresses.size(), idByAddress.size(), foreign, refused, last,
                inbox).say(doctor);
    }

    private void limit() {
        if (inbox.deliveries() == 0) {
            return;
        }
        String figures = "slowest subscribe call " + slowestCall.toMillis() + " ms, slowest answer of ours "
                + inbox.slowest().toMillis() + " ms";
        if (slowestCall.compareTo(LIMIT) >= 0) {
            doctor.say("limit", Verdict.FAIL, figures + ": the proxy waits no longer than 2 s",
                    "look for a slow name service or a slow network "
                            + "between proxy and this machine");
        } else if (slowestCall.compareTo(LIMIT.dividedBy(2)) > 0) {
            doctor.say("limit", Verdict.WARN, figures + ": near the 2 s after which the proxy gives up", null);
        } else {
            doctor.ok("limit", figures + ", of 2 s that the proxy waits");
        }
    }

    private void event() throws InterruptedException {
        if (idByAddress.isEmpty()) {
            return;
        }
        if (client.api() == PtpApi.V2) {
            if (inbox.deliveries() > 0) {
                doctor.ok("event", inbox.deliveries() + " events came with the subscriptions");
            } else {
                doctor.say("event", Verdict.UNPROVEN,
                        "it took " + idByAddress.size() + " subscriptions and posted nothing, as no "
                                + "cloud-event-proxy does",
                        "is this the proxy itself, or something that plays one?");
            }
            return;
        }
        int before = inbox.deliveries();
        boolean came = inbox.await(before, patience);
        if (came) {
            doctor.ok("event", "an event came");
        } else if (client.api() == PtpApi.V1) {
            doctor.say("event", Verdict.WARN, "none within " + patience.toSeconds()
                    + " s: proxies tell of changes only; that it can reach us was shown when it tried the endpoint",
                    "wait for a change with --wait 10m");
        } else {
            doctor.say("event", Verdict.UNPROVEN, "none within " + patience.toSeconds()
                    + " s: a publisher tells of changes only, and does not try the endpoint before",
                    "wait for a change with --wait 10m");
        }
    }

    private void state() throws ProxyException, InterruptedException {
        List<String> real = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String address : addresses) {
            Pulled pulled = client.currentState(address);
            String word = PtpResource.ofAddress(address).map(PtpResource::word).orElse(address);
            String told = pulled.outcome() == Pulled.Outcome.STATE ? told(pulled.body()) : null;
            if (told == null) {
                unknown.add(word
                        + (pulled.reason().isEmpty() || client.api() == PtpApi.V2 ? "" : " (" + pulled.reason() + ")"));
            } else {
                real.add(word + " " + told);
            }
        }
        if (unknown.isEmpty()) {
            doctor.ok("state", String.join(", ", real));
        } else {
            doctor.say("state", Verdict.WARN, (real.isEmpty() ? "no real state at all" : String.join(", ", real))
                    + "; no data yet of " + String.join(", ", unknown),
                    client.api() == PtpApi.V2
                            ? "a resource without hardware behind it (GNSS, SyncE) stays without; else look whether ptp4l runs"
                            : "check the node's name, and whether ptp4l runs");
        }
    }

    private @Nullable String told(byte[] body) {
        try {
            for (StreamItem item : inbox.inbound().events().readPulled(body, Instant.now())) {
                if (item instanceof Event event) {
                    return event.facts().rows().stream().map(DoctorDelivery::word).distinct()
                            .collect(Collectors.joining("/"));
                }
                if (item instanceof Notice) {
                    return null;
                }
            }
            return null;
        } catch (PtpFormatException e) {
            return "unreadable (" + e.getMessage() + ")";
        }
    }

    private static String word(Map<String, Object> row) {
        Object state = row.get("state");
        return state != null ? state.toString()
                : row.containsKey("clock_class") ? "class " + row.get("clock_class") : "QL " + row.get("ql");
    }

    private void cleanUp(String url) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            for (String id : idByAddress.values()) {
                client.delete(id);
            }
            long left = client.subscriptions().stream().filter(s -> s.endpoint().equals(url)).count();
            doctor.say("cleanup", left == 0 ? Verdict.OK : Verdict.WARN,
                    "deleted " + idByAddress.size() + " subscriptions, " + (left == 0 ? "none" : left) + " left",
                    left == 0 ? null : "evtool ptp subscriptions shows them");
        } catch (ProxyException e) {
            doctor.say("cleanup", Verdict.WARN, e.problem());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
