package dev.evtool.ptp;

import dev.evtool.event.Notice.Kind;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Is told of changes: subscribes with an endpoint of ours, and keeps the subscriptions alive.
final class PushSession implements ProxySession {

    private final PtpSettings settings;
    private final PtpSource.Intervals intervals;
    private final PtpInbound inbound;
    private final Wanted wanted;
    private final PtpSubscriptions mine;
    private final PullRound pulls;
    private Instant lastProof = Instant.now();
    private long nextVerify;
    private long nextPull;
    private boolean toldOfPolling;

    PushSession(PtpSettings settings, PtpSource.Intervals intervals, String endpoint, PtpInbound inbound) {
        this.settings = settings;
        this.intervals = intervals;
        this.inbound = inbound;
        this.wanted = new Wanted(settings, inbound);
        this.mine = new PtpSubscriptions(endpoint, inbound);
        this.pulls = new PullRound(inbound, false);
    }

    @Override
    public Duration interval() {
        return intervals.health();
    }

    @Override
    public @Nullable Problem begin(ProxyClient client, boolean again)
            throws ProxyException, StreamException.Usage, InterruptedException {
        if (again) {
            mine.reset(client);
        }
        Problem refusal = subscribe(client, wanted.first(client));
        return mine.size() == 0 && mine.foreign().isEmpty() ? refusal : null;
    }

    private @Nullable Problem subscribe(ProxyClient client, List<String> addresses)
            throws ProxyException, InterruptedException {
        List<String> before = mine.addresses();
        Problem refusal = mine.subscribe(client, addresses);
        // only v2 tells of the present state with the subscription itself (sections 3.1, 7 and 8)
        if (client.api() != PtpApi.V2) {
            pulls.run(client, Stream.concat(mine.addresses().stream(), mine.foreign().stream())
                    .filter(address -> !before.contains(address)).toList());
        }
        if (mine.size() > before.size()) {
            mine.announce(client, addresses.size());
        }
        proven();
        return refusal;
    }

    private void proven() {
        lastProof = Instant.now();
        nextVerify = System.nanoTime() + intervals.verify().toNanos();
    }

    @Override
    public boolean tend(ProxyClient client) throws ProxyException, InterruptedException {
        boolean proof = false;
        pullForeign(client);
        if (System.nanoTime() >= nextVerify || mine.size() == 0 || pulls.sawUnsubscribed()) {
            List<String> gone = mine.verify(client);
            if (!gone.isEmpty()) {
                inbound.gap(lastProof, gone.size() + " of our subscriptions were gone at the proxy (it lost them, "
                        + "another consumer deleted all, or ten deliveries failed); renewed");
            }
            subscribe(client, wanted.now(client));
            proof = true;
        }
        return proof;
    }

    /// Where a v1 sidecar sends the events of a resource to another consumer, its state can still be asked for.
    private void pullForeign(ProxyClient client) throws ProxyException, InterruptedException {
        if (mine.foreign().isEmpty() || System.nanoTime() < nextPull) {
            return;
        }
        Duration pollInterval = settings.poll() == null ? intervals.fallbackPoll() : settings.poll();
        if (!toldOfPolling) {
            toldOfPolling = true;
            inbound.notice(Kind.WARNING, "asks every " + DurationText.of(pollInterval) + " for the state of "
                    + mine.foreign().size()
                    + " resources instead: what changes and changes back in between is not seen");
        }
        nextPull = System.nanoTime() + pollInterval.toNanos();
        pulls.run(client, mine.foreign());
    }

    @Override
    public int end(ProxyClient client) throws ProxyException, InterruptedException {
        return mine.deleteAll(client);
    }

    @Override
    public int held() {
        return mine.size();
    }
}
