package dev.evtool.stats;

import dev.evtool.event.Severity;
import dev.evtool.event.StateKey;
import java.time.Instant;
import java.util.List;

/// A timeline told in words, `TIME:STATE` or `gap FROM..TO` (`?` after it: only possible), times in seconds from the
/// beginning. `TIME/RECEIVED:STATE` is an event whose sender's clock differs from ours.
final class TimelineScript {

    static final Instant START = Instant.parse("2026-11-22T03:00:00Z");

    static final StateKey CLOCK = new StateKey("clock", List.of("node", "resource"), "state", "",
            state -> switch (String.valueOf(state)) {
                case "LOCKED", "SYNC" -> Severity.INFO;
                case "HOLDOVER" -> Severity.WARN;
                default -> Severity.ERROR;
            });

    private TimelineScript() {}

    static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    static StateSummary run(String script, double end) {
        return tell(script).summary(at(end));
    }

    static StateTimeline tell(String script) {
        StateTimeline timeline = new StateTimeline(CLOCK, START);
        for (String word : script.split(", *", -1)) {
            if (word.startsWith("gap ")) {
                String[] times = word.substring(4).replace("?", "").split("\\.\\.", -1);
                timeline.gap(at(Double.parseDouble(times[0])), at(Double.parseDouble(times[1])), !word.endsWith("?"));
            } else {
                String[] parts = word.split(":", -1);
                String[] times = parts[0].split("/", -1);
                timeline.observe(parts[1], at(Double.parseDouble(times[0])),
                        at(Double.parseDouble(times[times.length - 1])));
            }
        }
        return timeline;
    }

    /// Such as `FREERUN 2+HOLDOVER 5+LOCKED 90 unseen 1 unknown 2 now LOCKED 30`; zero is left out.
    static String text(StateSummary s) {
        StringBuilder text = new StringBuilder(
                String.join("+",
                        s.states().stream().map(i -> i.state() + " " + seconds(i.total().toMillis())).toList()));
        if (!s.unseen().isZero()) {
            text.append(" unseen ").append(seconds(s.unseen().toMillis()));
        }
        if (!s.unknown().isZero()) {
            text.append(" unknown ").append(seconds(s.unknown().toMillis()));
        }
        SpentIn now = s.current();
        return text.append(" now ").append(now == null ? "?" : now.state()).append(' ')
                .append(seconds(s.lasting().toMillis())).toString();
    }

    /// Such as `changes 4 losses 2 flaps 1`.
    static String counts(StateSummary s) {
        return "changes %d losses %d flaps %d".formatted(s.changes(), s.losses(), s.flaps());
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0);
    }
}
