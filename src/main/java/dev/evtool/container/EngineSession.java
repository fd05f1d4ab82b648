package dev.evtool.container;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stream.Backoff;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One run of a source at its engine: connects, tells the past, follows, and after each break comes back and goes on
/// where it was.
final class EngineSession {

    /// A stream that held so long was good: the next attempt need not wait longer than the first.
    private static final Duration GOOD = Duration.ofSeconds(10);
    /// Before an engine that dies can no longer tell what happened; over a network, since the last that was heard.
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(5);
    private static final int MOST_STANDSTILLS = 2;
    /// How far clocks may be apart without being known to: over a network an engine tells its time in whole seconds.
    private static final Duration CLOCK_DOUBT = Duration.ofSeconds(3);
    /// What happened until the end may be told a little later.
    private static final Duration GRACE = Duration.ofMillis(500);

    private final EngineSettings settings;
    private final EngineClient client;
    private final Subscription bounds;
    private final EngineIntake intake;
    private final EnginePast past;
    private EngineInfo info;
    private Duration clockAhead = Duration.ZERO;
    private boolean endedInTime;
    private int attempts;
    private int standstills;

    EngineSession(EngineSettings settings, EngineClient client, Subscription bounds, EngineIntake intake) {
        this.settings = settings;
        this.client = client;
        this.bounds = bounds;
        this.intake = intake;
        this.past = new EnginePast(settings, client, intake);
        this.info = new EngineInfo(settings.kind().product(), "", Instant.EPOCH, settings.kind().memory());
    }

    void run(boolean wantsPast) throws StreamException, InterruptedException {
        connect();
        Instant heard = info.now();
        if (!wantsPast) {
            intake.position().beginAt(heard);
        }
        @Nullable
        EngineException broken = begin(wantsPast);
        intake.caughtUp();
        while (broken != null || !isOver()) {
            if (broken == null) {
                broken = follow(heard);
                if (isOver()) {
                    return;
                }
                heard = heardUntil(heard);
            }
            if (!accepted() && !settings.connecting().retry()) {
                throw broken.asUnreachable();
            }
            try {
                reconnect(broken);
            } catch (InterruptedException toldToStop) {
                tellOutage(heard);
                throw toldToStop;
            }
            broken = resume(heard);
            heard = broken == null ? info.now() : heard;
        }
    }

    /// Whether the engine has ever done what it was asked for: one that refuses will refuse again.
    private boolean accepted() {
        return intake.wasSubscribed();
    }

    /// The first connection, which fails for good unless the user wants it tried for ever.
    private void connect() throws StreamException, InterruptedException {
        while (true) {
            try {
                greet();
                return;
            } catch (EngineException e) {
                if (!settings.connecting().retry()) {
                    throw e.asUnreachable();
                }
                pause(e.problem());
            }
        }
    }

    private void greet() throws EngineException, InterruptedException {
        info = client.hello();
        Duration ahead = Duration.between(Instant.now(), info.now());
        clockAhead = ahead.abs().compareTo(CLOCK_DOUBT) < 0 ? Duration.ZERO : ahead;
        intake.tellNews();
        intake.notice(Notice.Kind.CONNECTED,
                info.product() + (info.api().isEmpty() ? "" : ", " + info.api()) + strangers());
    }

    /// A name that no container has is most likely misspelt; or it is gone, or still to come. What lists nothing may
    /// still tell events.
    private String strangers() throws InterruptedException {
        List<String> names = settings.selection().names();
        if (names.isEmpty()) {
            return "";
        }
        try {
            List<ContainerNow> found = client.containers(settings.selection()::isNamed);
            List<String> missing = names.stream()
                    .filter(name -> found.stream().noneMatch(container -> container.isCalled(name))).toList();
            return missing.isEmpty() ? "" : "; no container is called " + String.join(" or ", missing) + " now";
        } catch (EngineException e) {
            return "; what containers it has is not known: " + e.problem().what();
        }
    }

    private @Nullable EngineException begin(boolean wantsPast) throws InterruptedException {
        try {
            past.begin(info, bounds, wantsPast);
            return null;
        } catch (EngineException e) {
            return e;
        }
    }

    private @Nullable EngineException resume(Instant heard) throws InterruptedException {
        try {
            past.resume(info, heard);
            return null;
        } catch (EngineException e) {
            return e;
        }
    }

    /// @return what broke the stream
    private EngineException follow(Instant began) throws InterruptedException {
        Instant started = Instant.now();
        Instant before = intake.position().newest().orElse(Instant.MIN);
        intake.live(true);
        try (UntilTimer _ = UntilTimer.start(client, untilHere())) {
            client.follow(from(began), bounds.until(), intake);
            endedInTime = isNear(untilHere());
            boolean moved = intake.position().newest().orElse(Instant.MIN).isAfter(before);
            standstills = moved || isGood(started) ? 0 : standstills + 1;
            return new EngineException(Problem.of(settings.uri() + " ended the stream"), null);
        } catch (EngineException e) {
            return e;
        } finally {
            intake.live(false);
            attempts = isGood(started) ? 0 : attempts;
        }
    }

    private static boolean isGood(Instant started) {
        return Duration.between(started, Instant.now()).compareTo(GOOD) > 0;
    }

    /// From when on to follow: a little before what was told last, since what came before is known. iSulad over a network
    /// does not say what its clock shows, so that no time of ours means anything to it.
    ///
    /// An engine that ends the stream at once, and again, stands before an event that it cannot send (iSulad does so,
    /// `container-events.md`, 1.3): that one has to be left out.
    private @Nullable Instant from(Instant began) throws InterruptedException {
        if (info.memory().isNone()) {
            return null;
        }
        Optional<Instant> known = intake.position().resumeFrom();
        if (standstills >= MOST_STANDSTILLS) {
            standstills = 0;
            Instant now = info.now();
            intake.gap(new Gap(settings.uri(), Instant.now(), intake.position().newest().orElse(began), now,
                    "the engine ends the stream each time before an event that it cannot send", true, null));
            return now;
        }
        boolean isClockUnknown = settings.kind() == EngineKind.ISULAD
                && settings.address() instanceof EngineAddress.Tcp;
        return known.orElse(isClockUnknown ? null : began);
    }

    private @Nullable Instant untilHere() {
        return bounds.until() == null ? null : bounds.until().minus(clockAhead).plus(GRACE);
    }

    /// Whether an engine that ends the stream now can do so because it is time.
    private boolean isNear(@Nullable Instant until) {
        boolean sameClock = settings.address() instanceof EngineAddress.Socket;
        return until != null && Instant.now().plus(sameClock ? GRACE : CLOCK_DOUBT).isAfter(until);
    }

    private boolean isOver() {
        Instant until = untilHere();
        return endedInTime || (until != null && Instant.now().plus(GRACE).plusMillis(100).isAfter(until));
    }

    private Instant heardUntil(Instant before) {
        Instant known = intake.position().newest().orElse(before);
        Instant local = Instant.now().plus(clockAhead).minus(LAST_MOMENTS);
        boolean atOnce = settings.address() instanceof EngineAddress.Socket;
        return atOnce && local.isAfter(known) ? local : known.isAfter(before) ? known : before;
    }

    private void reconnect(EngineException broken) throws InterruptedException {
        pause(broken.problem());
        while (true) {
            try {
                greet();
                return;
            } catch (EngineException e) {
                pause(e.problem());
            }
        }
    }

    private void pause(Problem problem) throws InterruptedException {
        Duration delay = Backoff.RECONNECT.delay(++attempts, ThreadLocalRandom.current());
        // the notice has the engine's name already
        String what = problem.what().startsWith(settings.uri() + " ")
                ? "the engine" + problem.what().substring(settings.uri().length())
                : problem.what();
        intake.notice(Notice.Kind.RECONNECTING, what + "; trying again");
        Thread.sleep(delay);
    }

    /// With the interrupt set aside: it has told us to stop, not to keep silent.
    private void tellOutage(Instant heard) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            intake.gap(Gap.possible(settings.uri(), heard, Instant.now().plus(clockAhead),
                    "the engine was away until the end of the stream"));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
