package dev.evtool.container;

import dev.evtool.container.wire.Container;
import dev.evtool.event.Rfc3339;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What iSulad lists, in everybody's words.
final class IsuladContainers {

    /// Its times of creation are nanoseconds; what is less than this can only be seconds.
    private static final long NANOS = 100_000_000_000_000L;

    private IsuladContainers() {}

    static ContainerNow now(Container listed) {
        String name = listed.getName().toStringUtf8();
        String state = switch (listed.getStatus()) {
            case CREATED -> "created";
            case STARTING -> "starting";
            case RUNNING -> "running";
            case STOPPED -> "exited";
            case PAUSED -> "paused";
            case RESTARTING -> "restarting";
            case UNKNOWN, UNRECOGNIZED -> "unknown";
        };
        Instant since = switch (state) {
            case "created" -> created(listed.getCreated());
            case "exited" -> time(listed.getFinishat());
            case "running", "paused" -> time(listed.getStartat());
            default -> null;
        };
        return new ContainerNow(listed.getId(), name.isEmpty() ? listed.getId() : name.replaceFirst("^/", ""),
                listed.getImage().toStringUtf8(), state, since,
                state.equals("exited") ? Long.valueOf(Integer.toUnsignedLong(listed.getExitCode())) : null,
                health(listed.getHealthState()), listed.getRestartcount(), "", Map.of());
    }

    private static @Nullable Instant created(long time) {
        return time <= 0 ? null
                : time < NANOS ? Instant.ofEpochSecond(time)
                : Instant.ofEpochSecond(time / 1_000_000_000, time % 1_000_000_000);
    }

    /// `-` and the year 1 are times that are not known.
    private static @Nullable Instant time(String text) {
        return Rfc3339.parse(text).filter(time -> time.getEpochSecond() > 0).orElse(null);
    }

    /// It puts words around the one that counts.
    private static String health(String state) {
        for (String word : new String[] {"unhealthy", "healthy", "starting"}) {
            if (state.contains(word)) {
                return word;
            }
        }
        return "";
    }
}
