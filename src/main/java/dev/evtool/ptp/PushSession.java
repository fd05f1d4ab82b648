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
    private long nextPull = System.nanoTime();
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
        List<String> mineBefore = mine.addresses();
        List<String> foreignBefore = mine.foreign();
        Problem refusal = mine.subscribe(client, addresses);
        lastProof = Instant.now();
        nextVerify = System.nanoTime() + intervals.verify().toNanos();
        // only v2 tells of the present state with the subscription itself (sections 3.1, 7 and 8)
        if (client.api() != PtpApi.V2) {
            List<String> begun = Stream
                    .concat(mine.addresses().stream().filter(address -> !mineBefore.contains(address)),
                            mine.foreign().stream().filter(address -> !foreignBefore.contains(address)))
                    .toList();
            // what came by events is not known to the pulls; what was pulled until now is
            pulls.forget(begun.stream().filter(address -> !foreignBefore.contains(address)).toList());
            pull(client, begun);
        }
        if (mine.size() > mineBefore.size()) {
            mine.announce(client, addresses.size());
        }
        return refusal;
    }

    /// Where nobody is subscribed any more, it is our turn at once.
    private void pull(ProxyClient client, List<String> addresses) throws ProxyException, InterruptedException {
        pulls.run(client, addresses);
        if (pulls.foundUnsubscribed()) {
            nextVerify = System.nanoTime();
        }
    }

    @Override
    public boolean tend(ProxyClient client) throws ProxyException, InterruptedException {
        boolean proof = false;
        pullForeign(client);
        if (System.nanoTime() - nextVerify >= 0 || mine.size() == 0) {
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
        if (mine.foreign().isEmpty() || System.nanoTime() - nextPull < 0) {
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
        pull(client, mine.foreign());
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
