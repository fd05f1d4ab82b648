package dev.evtool.container;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stream.Subscription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an engine knows of the time before now: at the beginning of a stream, and after a break. Says what is missing
/// and what may be (`container-events.md`, 6).
final class EnginePast {

    /// From the beginning; 0 would mean "not given" to some.
    private static final Instant ALWAYS = Instant.ofEpochSecond(1);

    private final EngineSettings settings;
    private final EngineClient client;
    private final EngineIntake intake;

    EnginePast(EngineSettings settings, EngineClient client, EngineIntake intake) {
        this.settings = settings;
        this.client = client;
        this.intake = intake;
    }

    /// The beginning of a stream.
    ///
    /// @param wanted whether the past is to be told
    void begin(EngineInfo info, Subscription bounds, boolean wanted) throws EngineException, InterruptedException {
        Instant since = bounds.since();
        EngineMemory memory = info.memory();
        if (memory.isNone()) {
            if (since != null && since.isBefore(info.now())) {
                intake.gap(Gap.possible(settings.uri(), since, info.now(),
                        settings.kind().product() + " keeps no history: nothing before now can be had"));
            } else if (wanted) {
                intake.notice(Notice.Kind.WARNING, settings.kind().product() + " keeps no history: there is no past");
            }
        } else if (memory.isEndless()) {
            if (wanted) {
                client.recall(since == null ? ALWAYS : since, intake);
            }
        } else {
            if (wanted) {
                recall(recalled -> judge(since, recalled, info), intake::event);
            } else {
                // so that after a break it can be told whether the engine still has the same memory
                recall(recalled -> {}, event -> intake.position().take(event.id(), event.when()));
            }
        }
    }

    private void judge(@Nullable Instant since, Recalled recalled, EngineInfo info) throws InterruptedException {
        if (since == null) {
            return;
        }
        @Nullable
        Instant oldest = recalled.oldest().orElse(null);
        if (oldest != null && !oldest.isAfter(since)) {
            return;
        }
        if (since.isBefore(info.now())) {
            String product = settings.kind().product();
            Instant to = oldest == null ? info.now() : oldest;
            intake.gap(Gap.possible(settings.uri(), since, to, recalled.isFull(info.memory())
                    ? product + " remembers no more than " + info.memory().most() + " events: older ones are gone"
                    : product + "'s memory " + (oldest == null ? "is empty" : "begins here")
                            + ": if it was started after that time, what it knew before is gone"));
        }
    }

    /// After a break: what the engine remembers of it, and a gap if that does not reach back to what came before.
    ///
    /// @param heard until when everything is sure to have come
    void resume(EngineInfo info, Instant heard) throws EngineException, InterruptedException {
        EngineMemory memory = info.memory();
        if (memory.isNone()) {
            intake.gap(Gap.possible(settings.uri(), heard, latest(heard, info.now()),
                    settings.kind().product() + " keeps no history: what happened while it was away is not known"));
        } else if (memory.isEndless()) {
            client.recall(intake.position().resumeFrom().orElse(heard), intake);
        } else {
            recall(recalled -> judgeResumed(recalled, info, heard), intake::event);
        }
    }

    private void judgeResumed(Recalled recalled, EngineInfo info, Instant heard) throws InterruptedException {
        if (recalled.reachesKnown()) {
            return;
        }
        EngineMemory memory = info.memory();
        Instant to = latest(heard, recalled.firstNew().orElse(info.now()));
        intake.gap(recalled.isFull(memory)
                ? new Gap(settings.uri(), Instant.now(), heard, to, "more happened than the " + memory.most()
                        + " events that " + settings.kind().product() + " remembers", true, null)
                : Gap.possible(settings.uri(), heard, to,
                        "the engine's memory is another one: it was started anew"));
    }

    private void recall(Recalled.Judge judge, Recalled.Teller teller) throws EngineException, InterruptedException {
        Recalled recalled = new Recalled(intake, judge, teller);
        try {
            client.recall(ALWAYS, recalled);
        } finally {
            // also of a memory that was cut off: what came of it is good
            recalled.end();
        }
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
