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
    private boolean wasSubscribed;
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
        } catch (InterruptedException toldToStop) {
            intake.lastWords(attempts == 0 ? null
                    : Gap.possible(settings.broker().name(), heard, Instant.now(),
                            "the broker was away until the end of the stream"));
            throw toldToStop;
        }
        intake.lastWords(null);
    }

    /// @return why it ended, if the broker is to be tried again
    private @Nullable BrokerException attempt() throws StreamException, InterruptedException {
        try (BrokerConnection connection = BrokerConnection.open(settings.broker(), "notify watch", intake::news)) {
            intake.tellNews();
            intake.notice(Notice.Kind.CONNECTED, connection.product());
            Tap tap = Tap.open(connection, settings.wish().queue());
            subscribe(connection, tap);
            attempts = 0;
            follow(connection, tap);
            return null;
        } catch (BrokerException e) {
            if (!wasSubscribed && (e.isRefusal() || !settings.broker().connecting().retry())) {
                throw e.asUnreachable();
            }
            bindings.lost();
            return e;
        }
    }

    private void subscribe(BrokerConnection connection, Tap tap) throws BrokerException, InterruptedException {
        if (!wasSubscribed && bounds.since() != null && bounds.since().isBefore(Instant.now()) && tap.isNew()) {
            intake.gap(Gap.possible(settings.broker().name(), bounds.since(), Instant.now(),
                    "the broker keeps nothing for a queue that is not there yet"));
        }
        switch (settings.wish().queue()) {
            case TapQueue.Shared shared -> intake.notice(Notice.Kind.SUBSCRIBED,
                    "takes messages from " + shared.name() + ": its other consumers do not get them");
            case TapQueue.Own own -> bindings.check(connection, tap.queue());
            case TapQueue.Durable durable -> bindings.check(connection, tap.queue());
        }
        tap.consume(settings.wish().prefetch());
        wasSubscribed = true;
    }

    private void follow(BrokerConnection connection, Tap tap) throws BrokerException, InterruptedException {
        AckWindow window = new AckWindow(tap, settings.wish().prefetch());
        boolean binds = !(settings.wish().queue() instanceof TapQueue.Shared);
        long checked = System.nanoTime();
        while (!isOver()) {
            Arrival arrival = tap.next(window.isEmpty() ? CHECK : Duration.ZERO);
            if (arrival == null) {
                window.settleAll();
                intake.tellNews();
            } else {
                NotifyIntake.Taken taken = intake.take(arrival);
                window.add(arrival.tag(), taken.promise(), taken.forget());
            }
            if (window.wasRefused()) {
                Thread.sleep(AFTER_REFUSAL);
            }
            if (System.nanoTime() - checked >= CHECK.toNanos()) {
                if (binds) {
                    bindings.check(connection, tap.queue());
                }
                heard = Instant.now();
                checked = System.nanoTime();
            }
        }
        window.settleAll();
    }

    @Override
    public void bound(String exchange, @Nullable Instant sure) throws InterruptedException {
        if (sure != null) {
            intake.gap(Gap.possible(settings.broker().name(), sure, Instant.now(),
                    "no queue of ours was bound to the exchange " + exchange));
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
        Thread.sleep(delay);
    }
}
