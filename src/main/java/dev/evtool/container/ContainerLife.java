package dev.evtool.container;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What has been seen of one container, as far as [Insights] need it.
final class ContainerLife {

    /// The actions that say something of it.
    static final Set<String> TELLING = Set.of("create", "start", "restart", "stop", "kill", "oom", "die");

    /// A death so soon after a lack of memory is its doing.
    private static final Duration OOM_KILLS_WITHIN = Duration.ofSeconds(10);
    /// Some engines hear of the lack of memory later than of the end.
    private static final Duration OOM_TOLD_WITHIN = Duration.ofSeconds(2);
    private static final long SIGKILLED = 137;
    private static final Duration SOON = Duration.ofNanos(999_999_999);

    private enum State {
        UNKNOWN, CREATED, RUNNING, DEAD
    }

    private final RestartLoop loop = new RestartLoop();
    private State state = State.UNKNOWN;
    private @Nullable Instant started;
    private @Nullable Instant died;
    private @Nullable Instant oom;
    private @Nullable Long exitCode;
    /// Somebody wanted the end that is coming, or has come.
    private boolean wanted;
    private boolean diedSoon;
    private boolean memoryTold;

    /// @param action one of [#TELLING]
    Optional<String> see(String action, Instant when, Map<String, Object> row) {
        return switch (action) {
            case "create" -> {
                state = State.CREATED;
                yield Optional.empty();
            }
            case "stop", "kill" -> {
                wanted = true;
                yield Optional.empty();
            }
            case "start", "restart" -> state == State.RUNNING ? Optional.empty() : start(when);
            case "oom" -> oom(when);
            default -> die(when, row);
        };
    }

    private Optional<String> start(Instant when) {
        Optional<String> seen = state == State.DEAD && !wanted ? loop.restarted(when, exitCode) : Optional.empty();
        state = State.RUNNING;
        started = when;
        wanted = false;
        oom = null;
        memoryTold = false;
        return seen;
    }

    private Optional<String> oom(Instant when) {
        Instant end = died;
        if (state == State.DEAD && end != null && exitCode != null && exitCode == SIGKILLED && !memoryTold
                && isWithin(end, when, OOM_TOLD_WITHIN)) {
            memoryTold = true;
            return Optional.of("was killed for memory: " + ExitCodes.spoken(SIGKILLED)
                    + "; the engine told of oom " + spoken(end, when) + " later");
        }
        oom = when;
        return Optional.empty();
    }

    private Optional<String> die(Instant when, Map<String, Object> row) {
        State before = state;
        Instant lack = oom;
        Instant start = started;
        exitCode = row.get("exit_code") instanceof Long code ? code : null;
        state = State.DEAD;
        died = when;
        started = null;
        oom = null;
        String exit = exitCode == null ? "" : ExitCodes.spoken(exitCode);
        if (lack != null && isWithin(lack, when, OOM_KILLS_WITHIN)) {
            memoryTold = true;
            // what was killed may have been another of its processes
            return Optional.of((exitCode == null || exitCode == SIGKILLED ? "was killed for memory: "
                    : "died after it ran out of memory: ") + (exit.isEmpty() ? "died" : exit) + ", "
                    + spoken(lack, when) + " after oom");
        }
        if (before == State.CREATED) {
            return Optional.of("died without having been started" + (exit.isEmpty() ? "" : ": " + exit));
        }
        if (before == State.DEAD) {
            return diedAgain(when, row, exit);
        }
        boolean soon = !wanted && start != null && exitCode != null && exitCode != 0 && isWithin(start, when, SOON);
        boolean news = soon && !diedSoon && !loop.isGoingOn();
        diedSoon = soon;
        return news ? Optional.of("died " + spoken(start == null ? when : start, when) + " after its start: " + exit)
                : Optional.empty();
    }

    /// iSulad says nothing when its restart policy starts a container; the others always do.
    private Optional<String> diedAgain(Instant when, Map<String, Object> row, String exit) {
        if (ContainerVocabulary.text(row, "engine").equals(EngineKind.ISULAD.word())) {
            return wanted ? Optional.empty() : loop.restarted(when, exitCode);
        }
        return Optional.of("died again without having been started" + (exit.isEmpty() ? "" : ": " + exit));
    }

    /// Clocks go back now and then: what came later is later.
    private static boolean isWithin(Instant from, Instant to, Duration most) {
        return Duration.between(from, to).abs().compareTo(most) <= 0;
    }

    static String spoken(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? "0 s"
                : between.compareTo(Duration.ofSeconds(100)) >= 0 ? between.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", between.toMillis() / 1000.0);
    }
}
