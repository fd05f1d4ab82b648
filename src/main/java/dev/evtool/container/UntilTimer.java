package dev.evtool.container;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Ends a stream at its time, whatever the engine makes of `until` (`container-events.md`, 1.3 and 3).
final class UntilTimer implements AutoCloseable {

    private final @Nullable Thread waiting;

    private UntilTimer(@Nullable Thread waiting) {
        this.waiting = waiting;
    }

    /// @param until by this machine's clock; `null` for never
    static UntilTimer start(EngineClient client, @Nullable Instant until) {
        return new UntilTimer(until == null ? null : Thread.ofVirtual().name("until").start(() -> {
            try {
                Thread.sleep(Duration.between(Instant.now(), until));
                client.hangUp();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    public void close() {
        if (waiting != null) {
            waiting.interrupt();
        }
    }
}
