package dev.evtool.ptp;

import dev.evtool.event.Notice.Kind;
import dev.evtool.stream.Backoff;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// Events of one cloud-event-proxy by API v2: subscribes, keeps its subscriptions alive, and deletes them on every way
/// out. The events themselves come in by the [PtpReceiver].
final class PtpSource implements Source {

    /// How often to ask whether the proxy is alive.
    private static final Duration HEALTH_INTERVAL = Duration.ofSeconds(5);
    /// How often to check that the subscriptions are still there; so does upstream's sample consumer (section 3.2).
    private static final Duration VERIFY_INTERVAL = Duration.ofSeconds(30);

    private final String name;
    private final PtpSettings settings;
    private final PtpReceiver receiver;
    private final Duration healthInterval;
    private final Duration verifyInterval;

    PtpSource(PtpSettings settings, PtpReceiver receiver) {
        this(settings.uri(), settings, receiver, HEALTH_INTERVAL, VERIFY_INTERVAL);
    }

    /// With another name than the proxy's URI, and intervals of a test's choice.
    PtpSource(String name, PtpSettings settings, PtpReceiver receiver, Duration healthInterval,
            Duration verifyInterval) {
        this.name = name;
        this.settings = settings;
        this.receiver = receiver;
        this.healthInterval = healthInterval;
        this.verifyInterval = verifyInterval;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        PtpInbound inbound = new PtpInbound(name(), sink);
        ProxyClient client = new ProxyClient(settings.proxy(), settings.connecting().timeout());
        try (PtpReceiver.Endpoint endpoint = receiver.open(inbound)) {
            if (subscription.since() != null && subscription.since().isBefore(Instant.now())) {
                inbound.gap(subscription.since(), "a proxy keeps no history: nothing before now can be had");
            }
            PtpSubscriptions mine = new PtpSubscriptions(client, advertised(endpoint), inbound);
            Watch watch = new Watch(client, mine, inbound, subscription.until());
            try {
                watch.run();
            } finally {
                inbound.end();
                if (watch.connected) {
                    giveBack(client, mine, inbound);
                }
            }
        } finally {
            client.close();
        }
    }

    private String advertised(PtpReceiver.Endpoint endpoint) {
        HttpUrl given = settings.advertise();
        if (given != null) {
            return given.toString().replaceAll("/$", "") + endpoint.path();
        }
        InetAddress bound = endpoint.bound().getAddress();
        String host = (bound.isAnyLocalAddress() ? addressTowards() : bound).getHostAddress().replaceAll("%.*$", "");
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + endpoint.bound().getPort()
                + endpoint.path();
    }

    /// The address of ours that the way to the proxy begins with; no packet is sent for it.
    private InetAddress addressTowards() {
        try (DatagramSocket way = new DatagramSocket()) {
            way.connect(new InetSocketAddress(settings.proxy().host(), settings.proxy().port()));
            return way.getLocalAddress();
        } catch (IOException | java.io.UncheckedIOException unknown) {
            // no route or no such name: the first call to the proxy will say so better than we could here
            return InetAddress.getLoopbackAddress();
        }
    }

    /// Deletes our subscriptions with the interrupt set aside: it has told us to stop, not to leave things behind.
    private static void giveBack(ProxyClient client, PtpSubscriptions mine, PtpInbound inbound)
            throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            inbound.reportRefused();
            client.hurry();
            int deleted = mine.deleteAll();
            if (deleted > 0) {
                inbound.notice(Kind.UNSUBSCRIBED, "deleted " + deleted + " subscriptions");
            }
        } catch (ProxyException e) {
            inbound.notice(Kind.UNSUBSCRIBED, (mine.size() == 0 ? "could not ask which subscriptions are left: "
                    : "could not delete " + mine.size() + " subscriptions: ")
                    + e.problem().what() + "; the proxy drops them after ten deliveries in a row have failed");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// One run: connect, subscribe, then look after the subscriptions until the end.
    private final class Watch {

        private final ProxyClient client;
        private final PtpSubscriptions mine;
        private final PtpInbound inbound;
        private final @Nullable Instant until;
        private final RandomGenerator random = RandomGenerator.getDefault();
        private boolean connected;
        private List<String> wanted = List.of();
        private boolean toldNothingPublished;
        private Instant lastContact = Instant.now();
        private long nextVerify = System.nanoTime() + verifyInterval.toNanos();

        Watch(ProxyClient client, PtpSubscriptions mine, PtpInbound inbound, @Nullable Instant until) {
            this.client = client;
            this.mine = mine;
            this.inbound = inbound;
            this.until = until;
        }

        void run() throws StreamException, InterruptedException {
            if (isOver() || !connect()) {
                return;
            }
            while (!isOver()) {
                pause(healthInterval);
                inbound.reportRefused();
                try {
                    check();
                } catch (ProxyException e) {
                    reconnect(e.problem());
                }
            }
        }

        private boolean isOver() {
            return until != null && !Instant.now().isBefore(until);
        }

        private boolean connect() throws StreamException, InterruptedException {
            for (int attempt = 1; !isOver(); attempt++) {
                try {
                    client.health();
                    connected = true;
                    inbound.notice(Kind.CONNECTED, "connected");
                    Problem refusal = subscribe();
                    if (refusal != null && mine.size() == 0) {
                        throw new ProxyException(refusal);
                    }
                    return true;
                } catch (ProxyException e) {
                    if (!settings.connecting().retry()) {
                        throw e.asUnreachable();
                    }
                    waitFor(attempt, e.problem());
                }
            }
            return false;
        }

        private @Nullable Problem subscribe() throws ProxyException, InterruptedException {
            List<String> published = client.publishers().stream().map(ProxySubscription::address).toList();
            WantedResources now = WantedResources.of(settings.nodes(), settings.resources(), published);
            if (!now.addresses().equals(wanted)) {
                for (String warning : now.warnings()) {
                    inbound.notice(Kind.WARNING, warning);
                }
            }
            wanted = now.addresses();
            if (wanted.isEmpty() && !toldNothingPublished) {
                toldNothingPublished = true;
                inbound.notice(Kind.WARNING, published.isEmpty()
                        ? "the proxy publishes nothing yet: waiting until it does"
                        : "the proxy publishes none of what was asked for, only " + String.join(", ", published));
            }
            Problem refusal = mine.subscribe(wanted);
            contact();
            return refusal;
        }

        private void check() throws ProxyException, InterruptedException {
            client.health();
            if (System.nanoTime() >= nextVerify || mine.size() == 0) {
                List<String> gone = mine.verify();
                if (!gone.isEmpty()) {
                    inbound.gap(lastContact,
                            gone.size() + " of our subscriptions were gone at the proxy (it lost them, "
                                    + "another consumer deleted all, or ten deliveries failed); renewed");
                }
                subscribe();
            }
            // only a contact that proves the subscriptions moves the begin of the next gap
        }

        private void contact() {
            lastContact = Instant.now();
            nextVerify = System.nanoTime() + verifyInterval.toNanos();
        }

        /// Tries until the proxy is back. The gap is told on every way out: also if the stream ends before.
        private void reconnect(Problem cause) throws InterruptedException {
            Instant from = inbound.lastDelivery().isAfter(lastContact) ? inbound.lastDelivery() : lastContact;
            Problem problem = cause;
            boolean told = false;
            try {
                for (int attempt = 1; !isOver(); attempt++) {
                    waitFor(attempt, problem);
                    try {
                        client.health();
                        mine.reset();
                        inbound.gap(from, cause.what() + "; connected again, subscribing anew");
                        told = true;
                        subscribe();
                        return;
                    } catch (ProxyException e) {
                        problem = e.problem();
                        from = told ? Instant.now() : from;
                        told = false;
                    }
                }
            } finally {
                if (!told) {
                    boolean interrupted = Thread.interrupted();
                    inbound.gap(from, cause.what() + "; not connected again until the end");
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        }

        private void waitFor(int attempt, Problem problem) throws InterruptedException {
            Duration delay = Backoff.RECONNECT.delay(attempt, random);
            if (Integer.bitCount(attempt) == 1) { // the 1st, 2nd, 4th, 8th: enough to know, too few to flood
                inbound.notice(Kind.RECONNECTING, problem.what() + ": trying again (attempt " + attempt + ")");
            }
            pause(delay);
        }

        private void pause(Duration most) throws InterruptedException {
            Duration left = until == null ? most : Duration.between(Instant.now(), until);
            Thread.sleep(left.compareTo(most) < 0 ? left.isNegative() ? Duration.ZERO : left : most);
        }
    }
}
