package dev.evtool.ptp;

import dev.evtool.event.Notice.Kind;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import org.jspecify.annotations.Nullable;

/// The present state of everything at one proxy, asked for once. Where the proxy wants a subscription before it answers,
/// one is made that leads to the proxy itself, and deleted before the end.
public record PtpStateSource(PtpSettings settings) implements Source {

    @Override
    public String name() {
        return settings.uri();
    }

    @Override
    public void run(Subscription subscription, Sink sink) throws StreamException, InterruptedException {
        PtpInbound inbound = new PtpInbound(name(), sink);
        ProxyCalls calls = new ProxyCalls(settings.proxy(), settings.connecting(), inbound::news);
        inbound.report();
        PullRound pulls = new PullRound(inbound, true);
        ProxyClient client = null;
        try {
            ProxyClient found = Crowd.LOOKING
                    .<ProxyClient, RuntimeException>in(() -> new ProxyProbe(calls).find(settings.api()));
            client = found;
            Problem problem = Crowd.BEGINNING.<@Nullable Problem, StreamException.Usage>in(() -> {
                new ClockSkew(inbound).see(found.health());
                return pulls.run(found, new Wanted(settings, inbound).first(found));
            });
            if (problem != null) {
                throw new StreamException.Unreachable(problem, null);
            }
            if (!pulls.knowsAny()) {
                throw new StreamException.Unreachable(new Problem("no state of anything is known at " + calls.name(),
                        "there is no data yet, or a node's name is wrong",
                        "evtool ptp doctor --proxy " + calls.name()), null);
            }
        } catch (ProxyException e) {
            throw e.asUnreachable();
        } finally {
            if (client != null) {
                release(client, pulls, calls, inbound);
            }
        }
    }

    /// With the interrupt set aside: it has told us to stop, not to leave things behind.
    private static void release(ProxyClient client, PullRound pulls, ProxyCalls calls, PtpInbound inbound)
            throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            calls.hurry();
            pulls.release(client);
            if (!calls.leftover().isEmpty()) {
                inbound.notice(Kind.WARNING, calls.leftover());
            }
        } catch (ProxyException e) {
            inbound.notice(Kind.WARNING, "could not delete " + pulls.held() + " subscriptions made for asking: "
                    + e.problem().what() + "; see: evtool ptp subscriptions");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
