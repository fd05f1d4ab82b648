package dev.evtool.ptp;

import dev.evtool.event.Notice.Kind;
import dev.evtool.stream.Backoff;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One run at one proxy: connects, lets the session do its work, reconnects for ever, and tells what may have been lost
/// meanwhile.
final class ProxyWatch {

    private final ProxyCalls calls;
    private final PtpSettings settings;
    private final ProxySession session;
    private final PtpInbound inbound;
    private final @Nullable Instant until;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final ClockSkew skew;
    private @Nullable ProxyClient client;
    private Instant lastContact = Instant.now();

    ProxyWatch(ProxyCalls calls, PtpSettings settings, ProxySession session, PtpInbound inbound,
            @Nullable Instant until) {
        this.calls = calls;
        this.settings = settings;
        this.session = session;
        this.inbound = inbound;
        this.until = until;
        this.skew = new ClockSkew(inbound);
    }

    void run() throws StreamException, InterruptedException {
        try {
            if (isOver() || !connect()) {
                return;
            }
            // many proxies that are met at once are not to be asked at the same instants ever after
            Duration pause = session.interval().multipliedBy(random.nextInt(100)).dividedBy(100);
            while (!isOver()) {
                pause(pause);
                pause = session.interval();
                inbound.report();
                try {
                    tend();
                } catch (ProxyException e) {
                    reconnect(e.problem());
                }
            }
        } finally {
            inbound.end();
            giveBack();
        }
    }

    private boolean isOver() {
        return until != null && !Instant.now().isBefore(until);
    }

    private boolean connect() throws StreamException, InterruptedException {
        for (int attempt = 1; !isOver(); attempt++) {
            try {
                ProxyClient found = find();
                boolean again = attempt > 1;
                Problem refusal = Crowd.BEGINNING
                        .<@Nullable Problem, StreamException>in(() -> session.begin(found, again));
                if (refusal != null) {
                    throw new ProxyException(refusal);
                }
                lastContact = Instant.now();
                return true;
            } catch (ProxyException e) {
                if (session.held() > 0) {
                    // it was there and took what we asked for: this is a loss, not a proxy that cannot be reached
                    reconnect(e.problem());
                    return true;
                }
                if (!settings.connecting().retry()) {
                    throw e.asUnreachable();
                }
                waitFor(attempt, e.problem());
            }
        }
        return false;
    }

    private ProxyClient find() throws ProxyException, InterruptedException {
        ProxyClient found = Crowd.LOOKING
                .<ProxyClient, RuntimeException>in(() -> new ProxyProbe(calls).find(settings.api()));
        ProxyClient before = client;
        if (before != null && before.api() == found.api()) {
            // it knows what it has left at the proxy
            return before;
        }
        inbound.speaks(found.api());
        inbound.notice(Kind.CONNECTED, "connected (API " + found.api().word() + ")");
        client = found;
        return found;
    }

    private void tend() throws ProxyException, InterruptedException {
        ProxyClient there = client;
        if (there == null) {
            throw new IllegalStateException("not connected");
        }
        skew.see(there.health());
        if (session.tend(there)) {
            // only a contact that proves that nothing was lost moves the begin of the next gap
            lastContact = Instant.now();
        }
    }

    /// Tries until the proxy is back. The gap is told on every way out: also if the stream ends before.
    private void reconnect(Problem cause) throws StreamException.Usage, InterruptedException {
        Instant from = inbound.lastDelivery().isAfter(lastContact) ? inbound.lastDelivery() : lastContact;
        Problem problem = cause;
        boolean told = false;
        try {
            for (int attempt = 1; !isOver(); attempt++) {
                waitFor(attempt, problem);
                try {
                    ProxyClient found = find();
                    inbound.gap(from, cause.what() + "; connected again");
                    told = true;
                    Crowd.BEGINNING.<@Nullable Problem, StreamException.Usage>in(() -> session.begin(found, true));
                    lastContact = Instant.now();
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
        inbound.report();
        if (Integer.bitCount(attempt) == 1) { // the 1st, 2nd, 4th, 8th: enough to know, too few to flood
            inbound.notice(Kind.RECONNECTING, problem.what() + ": trying again (attempt " + attempt + ")");
        }
        pause(delay);
    }

    private void pause(Duration most) throws InterruptedException {
        Duration left = until == null ? most : Duration.between(Instant.now(), until);
        Thread.sleep(left.compareTo(most) < 0 ? left.isNegative() ? Duration.ZERO : left : most);
    }

    /// Deletes our subscriptions with the interrupt set aside: it has told us to stop, not to leave things behind.
    private void giveBack() throws InterruptedException {
        ProxyClient there = client;
        if (there == null) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            inbound.report();
            calls.hurry();
            int deleted = Crowd.LOOKING.<Integer, RuntimeException>in(() -> session.end(there));
            if (deleted > 0) {
                inbound.notice(Kind.UNSUBSCRIBED, "deleted " + deleted + " subscriptions");
            }
            if (!calls.leftover().isEmpty()) {
                inbound.notice(Kind.WARNING, calls.leftover());
            }
        } catch (ProxyException e) {
            inbound.notice(Kind.WARNING, (session.held() == 0 ? "could not ask which subscriptions are left: "
                    : "could not delete " + session.held() + " subscriptions: ")
                    + e.problem().what()
                    + (there.api() == PtpApi.V1 ? "; they stay, and keep other consumers from events: see "
                            + "evtool ptp subscriptions"
                            : "; the proxy drops them after ten deliveries in a row have failed"));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
