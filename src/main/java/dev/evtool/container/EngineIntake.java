package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stream.DurationText;
import dev.evtool.stream.Position;
import dev.evtool.stream.Sink;
import dev.evtool.stream.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What happens to an event that an engine tells: known ones are dropped, then those out of bounds and those that are
/// not wanted; the rest goes into the stream.
final class EngineIntake implements EngineClient.Taker {

    private static final int EXCERPT = 120;
    private static final int MOST_NEWS = 100;
    /// Engines tell a little out of order; more than this is a clock that was set.
    private static final Duration CLOCK_STEP = Duration.ofSeconds(10);
    /// How long an engine is sure to keep what its reader does not take: Docker waits 100 ms for room, and what lies in
    /// the socket on top of that depends on its size (`container-events.md`, 2.3).
    private static final Duration STANDSTILL = Duration.ofSeconds(1);

    private final EngineSettings settings;
    private final Subscription bounds;
    private final Sink sink;
    private final Position position = new Position();
    private final EventChoice choice;
    private final @Nullable Insights insights;
    private final Queue<String> news = new ConcurrentLinkedQueue<>();
    private boolean live;
    private boolean wasSubscribed;

    EngineIntake(EngineSettings settings, Subscription bounds, Sink sink) {
        this.settings = settings;
        this.bounds = bounds;
        this.sink = sink;
        this.choice = new EventChoice(settings.selection());
        this.insights = settings.insights() ? new Insights() : null;
    }

    Position position() {
        return position;
    }

    /// Whether the engine has ever accepted to tell what happens.
    boolean wasSubscribed() {
        return wasSubscribed;
    }

    /// Whether what comes from now on has just happened, so that a step back in time is the clock's.
    void live(boolean now) {
        live = now;
    }

    @Override
    public void subscribed() throws InterruptedException {
        wasSubscribed = true;
        notice(Notice.Kind.SUBSCRIBED, "live");
    }

    @Override
    public void event(Event event) throws InterruptedException {
        wasSubscribed = true;
        Instant before = position.newest().orElse(Instant.MIN);
        if (!position.take(event.id(), event.when())) {
            return;
        }
        if (live && before.isAfter(Instant.MIN) && event.when().isBefore(before.minus(CLOCK_STEP))) {
            notice(Notice.Kind.WARNING, "the engine's clock went back by "
                    + DurationText.of(Duration.between(event.when(), before).truncatedTo(ChronoUnit.SECONDS))
                    + ": times before and after do not compare");
            position.clockWentBack();
        }
        if (!bounds.contains(event.when())) {
            return;
        }
        if (choice.wants(event)) {
            put(event);
        }
        if (insights != null) {
            tellInsights(event, insights);
        }
    }

    /// They are made of all that happens to a container, whichever of it is wanted.
    private void tellInsights(Event event, Insights seen) throws InterruptedException {
        for (Notice insight : seen.see(event)) {
            if (choice.isAbout(event)) {
                sink.put(insight);
            }
        }
    }

    private void put(Event event) throws InterruptedException {
        long started = System.nanoTime();
        sink.put(event);
        Duration stood = Duration.ofNanos(System.nanoTime() - started);
        if (live && stood.compareTo(STANDSTILL) > 0 && !settings.kind().memory().isEndless()) {
            Instant now = Instant.now();
            gap(Gap.possible(settings.uri(), now.minus(stood), now, "the output stood still for " + stood.toSeconds()
                    + " s, and " + settings.kind().product() + " drops what its reader does not take"));
        }
    }

    /// What a person should know of certificates; from any thread, told when there is time for it.
    void news(String text) {
        if (news.size() < MOST_NEWS) {
            news.add(text);
        }
    }

    void tellNews() throws InterruptedException {
        for (String text = news.poll(); text != null; text = news.poll()) {
            notice(Notice.Kind.WARNING, text);
        }
    }

    @Override
    public void malformed(String what, byte[] wire) throws InterruptedException {
        int length = Math.min(wire.length, EXCERPT);
        String start = new String(wire, 0, length, StandardCharsets.UTF_8);
        notice(Notice.Kind.MALFORMED, what + ": " + start + (wire.length > length ? "…" : ""));
    }

    void notice(Notice.Kind kind, String text) throws InterruptedException {
        sink.put(new Notice(settings.uri(), Instant.now(), kind, text));
    }

    void gap(Gap gap) throws InterruptedException {
        sink.put(gap);
    }

    void caughtUp() {
        sink.caughtUp();
    }
}
