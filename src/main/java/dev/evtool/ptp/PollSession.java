package dev.evtool.ptp;

import dev.evtool.event.Notice.Kind;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for changes, where the proxy cannot reach us: a round of pulls at a time.
final class PollSession implements ProxySession {

    /// How many rounds until the list of publishers is read again.
    private static final int ROUNDS_A_LOOK = 6;

    private final Duration interval;
    private final PtpInbound inbound;
    private final Wanted wanted;
    private final PullRound pulls;
    private List<String> addresses = List.of();
    private int rounds;

    PollSession(PtpSettings settings, Duration interval, PtpInbound inbound) {
        this.interval = interval;
        this.inbound = inbound;
        this.wanted = new Wanted(settings, inbound);
        this.pulls = new PullRound(inbound, true);
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public @Nullable Problem begin(ProxyClient client, boolean again)
            throws ProxyException, StreamException.Usage, InterruptedException {
        addresses = wanted.first(client);
        if (again) {
            // nobody knows what was meanwhile, so that also an unchanged state is news
            pulls.forget(addresses);
        }
        Problem problem = pulls.run(client, addresses);
        if (problem == null) {
            inbound.notice(Kind.SUBSCRIBED, "asks for " + addresses.size() + " resources every "
                    + DurationText.of(interval) + ": what changes and changes back in between is not seen");
        }
        return problem;
    }

    @Override
    public boolean tend(ProxyClient client) throws ProxyException, InterruptedException {
        if (++rounds % ROUNDS_A_LOOK == 0 || addresses.isEmpty()) {
            addresses = wanted.now(client);
        }
        pulls.run(client, addresses);
        return true;
    }

    @Override
    public int end(ProxyClient client) throws ProxyException, InterruptedException {
        return pulls.release(client);
    }

    @Override
    public int held() {
        return pulls.held();
    }
}
