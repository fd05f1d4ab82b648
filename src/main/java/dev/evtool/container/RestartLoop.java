package dev.evtool.container;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a container's restarts are a loop, and when that is worth a word.
final class RestartLoop {

    /// So many restarts ...
    private static final int RESTARTS = 3;
    /// ... within this time are a loop.
    private static final Duration WINDOW = Duration.ofMinutes(2);
    /// After this time without one it is over.
    private static final Duration CALM = Duration.ofMinutes(5);
    /// How often a loop is spoken of that goes on.
    private static final int EACH = 10;

    private final Deque<Instant> recent = new ArrayDeque<>(RESTARTS);
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long count;
    private long told;

    /// A container has died of itself and started again.
    Optional<String> restarted(Instant when, @Nullable Long exitCode) {
        if (last == null || first == null || Duration.between(last, when).abs().compareTo(CALM) >= 0) {
            recent.clear();
            first = when;
            count = 0;
            told = 0;
        }
        last = when;
        count++;
        recent.addLast(when);
        if (recent.size() > RESTARTS) {
            recent.removeFirst();
        }
        boolean loops = recent.size() == RESTARTS
                && Duration.between(recent.getFirst(), when).abs().compareTo(WINDOW) <= 0;
        if (told == 0 ? !loops : count - told < EACH) {
            return Optional.empty();
        }
        boolean again = told > 0;
        told = count;
        return Optional.of("is " + (again ? "still " : "") + "in a restart loop: died and started again " + count
                + " times within " + ContainerLife.spoken(first, when)
                + (exitCode == null ? "" : ", last " + ExitCodes.spoken(exitCode)));
    }

    boolean isGoingOn() {
        return told > 0;
    }
}
