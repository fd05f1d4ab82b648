package dev.evtool.notify;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stream.Backoff;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One run of a source at its broker: connects, reads the queue, and after each break comes back.
final class NotifySession implements Bindings.Listener {

    /// How long an exchange can be gone and back without being noticed.
    private static final Duration CHECK = Duration.ofSeconds(1);
    /// What was refused is given back; a full disk does not become empty at once.
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);
    /// What happened until the end may arrive a little later.
    private static final Duration GRACE = Duration.ofMillis(500);

    private final TapSettings settings;
    private final Subscription bounds;
    private final NotifyIntake intake;
    private final Bindings bindings;
    private Instant heard = Instant.now();
    /// Whether the broker has let us in once: from then on it is tried for ever.
    private boolean wasIn;
    private boolean wasSubscribed;
    /// Whether it broke, and we are not back yet.
    private boolean away;
    private int attempts;

    NotifySession(TapSettings settings, Subscription bounds, NotifyIntake intake) {
        this.settings = settings;
        this.bounds = bounds;
        this.intake = intake;
        this.bindings = new Bindings(settings.wish(), this);
    }

    void run() throws StreamException, InterruptedException {
        try {
            while (!isOver()) {
                @Nullable
                BrokerException broken = attempt();
                if (broken != null) {
                    pause(broken.problem());
                }
            }
        } catch (InterruptedException | StreamException theEnd) {
            end();
            throw theEnd;
        }
        end();
    }

    private void end() throws InterruptedException {
        Instant from = away ? heard : bindings.owedSince();
        intake.lastWords(from == null ? null
                : Gap.possible(settings.broker().name(), from, Instant.now(),
                        (away ? "the broker" : "an exchange") + " was away until the end of the stream"));
    }

    /// @return why it ended, if the broker is to be tried again
    private @Nullable BrokerException attempt() throws StreamException, InterruptedException {
        try (BrokerConnection connection = BrokerConnection.open(settings.broker(), "notify watch", intake::news)) {
            intake.tellNews();
            intake.notice(Notice.Kind.CONNECTED, connection.product());
            Tap tap = Tap.open(connection, queue());
            subscribe(connection, tap);
            follow(connection, tap);
            return null;
        } catch (StreamException.Unreadable e) { // a file that is just being replaced will be good again
            if (!wasSubscribed) {
                throw e;
            }
            return new BrokerException(e.problem(), 0, e);
        } catch (BrokerException e) {
            if (Thread.interrupted()) { // an interrupt closes the socket that is waited for
                throw new InterruptedException("told to stop while connecting");
            }
            if (!wasSubscribed && (e.isRefusal() || !(wasIn || settings.broker().connecting().retry()))) {
                throw e.asUnreachable();
            }
            away |= wasSubscribed;
            bindings.lost();
            return e;
        }
    }

    private TapQueue queue() {
        return settings.wish().queue();
    }

    private void subscribe(BrokerConnection connection, Tap tap)
            throws BrokerException, StreamException, InterruptedException {
        wasIn = true;
        if (!wasSubscribed && bounds.since() != null && bounds.since().isBefore(Instant.now()) && tap.found().made()) {
            gap(bounds.since(), "the broker keeps nothing for a queue that is not there yet");
        }
        boolean shared = queue() instanceof TapQueue.Shared;
        if (!wasSubscribed && queue() instanceof TapQueue.Durable && tap.found().consumers() > 0) {
            throw new StreamException.Usage(new Problem("the queue " + tap.queue() + " has readers already ("
                    + tap.found().consumers() + "): what evtool takes they do not get",
                    "a queue of somebody else, or another evtool reads it",
                    "choose another --durable-queue; to take messages away from its readers, --consume "
                            + tap.queue()));
        }
        for (String words : QueueWords.of(queue(), tap.found(), settings.broker().vhost(), !wasSubscribed)) {
            intake.notice(shared ? Notice.Kind.SUBSCRIBED : Notice.Kind.WARNING, words);
        }
        // read first: what is bound has a reader then
        tap.consume(settings.wish().prefetch());
        if (!shared) {
            bindings.check(connection, tap.queue());
        } else if (wasSubscribed) {
            gap(heard, "what was in the queue " + tap.queue() + " is gone if the queue was");
        }
        wasSubscribed = true;
        away = false;
        attempts = 0;
    }

    private void follow(BrokerConnection connection, Tap tap) throws BrokerException, InterruptedException {
        AckWindow window = new AckWindow(tap, settings.wish().prefetch());
        try {
            read(connection, tap, window);
            window.settleAll();
        } catch (BrokerException e) {
            away = true;
            rescue(tap, window);
            throw e;
        } catch (InterruptedException toldToStop) {
            try {
                window.settleAll();
            } catch (BrokerException e) {
                toldToStop.addSuppressed(e); // it delivers them again to who comes next
            }
            throw toldToStop;
        }
    }

    private void read(BrokerConnection connection, Tap tap, AckWindow window)
            throws BrokerException, InterruptedException {
        boolean binds = !(queue() instanceof TapQueue.Shared);
        long checked = System.nanoTime();
        while (!isOver()) {
            Arrival arrival = tap.next(window.isEmpty() ? CHECK : Duration.ZERO);
            if (arrival == null) {
                window.settleAll();
                intake.tellNews();
            } else {
                window.add(arrival, intake.take(arrival));
            }
            if (window.wasRefused()) {
                Thread.sleep(AFTER_REFUSAL);
            }
            if (System.nanoTime() - checked >= CHECK.toNanos()) {
                if (binds && connection.gate().isCalm()) {
                    bindings.check(connection, tap.queue());
                }
                heard = Instant.now();
                checked = System.nanoTime();
            }
        }
    }

    /// The connection broke. A queue of our own is gone, so what it has delivered exists here only; others deliver again
    /// what was not acknowledged.
    private void rescue(Tap tap, AckWindow window) throws InterruptedException {
        boolean own = queue() instanceof TapQueue.Own;
        if (own) {
            for (Arrival arrival : tap.rest()) {
                window.hold(arrival, intake.take(arrival));
            }
        }
        int refused = window.abandon();
        if (own && refused > 0) {
            intake.gap(Gap.certain(settings.broker().name(), heard, Instant.now(),
                    "they could not be written, and the queue that held them is gone", refused));
        }
    }

    private void gap(Instant from, String reason) throws InterruptedException {
        intake.gap(Gap.possible(settings.broker().name(), from, Instant.now(), reason));
    }

    @Override
    public void bound(String exchange, @Nullable Instant sure) throws InterruptedException {
        if (sure != null) {
            gap(sure, queue() instanceof TapQueue.Durable durable
                    ? "the queue " + durable.name() + " may not have been bound: what is not durable does not outlive "
                            + "a restart of the broker"
                    : "no queue of ours was bound to the exchange " + exchange);
        }
        intake.notice(Notice.Kind.SUBSCRIBED,
                "exchange " + exchange + ": " + String.join(", ", settings.wish().bindingKeys()));
    }

    @Override
    public void missing(String exchange, boolean was) throws InterruptedException {
        intake.notice(Notice.Kind.WARNING, was
                ? "the exchange " + exchange + " was deleted: nothing comes until it is made again"
                : "there is no exchange " + exchange + " yet: its service makes it when it first publishes; waiting");
    }

    private boolean isOver() {
        return bounds.until() != null && Instant.now().isAfter(bounds.until().plus(GRACE));
    }

    private void pause(Problem problem) throws InterruptedException {
        Duration delay = Backoff.RECONNECT.delay(++attempts, ThreadLocalRandom.current());
        String name = settings.broker().name();
        // the notice has the broker's name already
        String what = problem.what().startsWith(name) ? "the broker" + problem.what().substring(name.length())
                : problem.what();
        intake.notice(Notice.Kind.RECONNECTING, what + "; trying again");
        Instant end = bounds.until() == null ? null : bounds.until().plus(GRACE);
        Duration left = end == null ? delay : Duration.between(Instant.now(), end);
        Thread.sleep(left.compareTo(delay) < 0 ? left.isNegative() ? Duration.ZERO : left : delay);
    }
}
