package dev.evtool.notify;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A queue as it was seen.
///
/// @param messages that are ready for a reader; those that a reader has not acknowledged yet are not among them
/// @param readers how many consumers it has
/// @param growth messages a second, less than 0 where it becomes shorter; `null` if it was looked at only once
/// @param why the broker's words where it does not show the queue, else empty
public record QueueRow(String queue, QueueState state, long messages, long readers, @Nullable Double growth,
        String why) {

    private static final int SHORT = 10;

    static QueueRow hidden(String queue, QueueState state, String why) {
        return new QueueRow(queue, state, 0, 0, null, why);
    }

    /// @param before what was seen at first
    /// @param now what was seen a while later; the same if it was looked at only once
    static QueueRow of(String queue, QueueLook.Seen.Depth before, QueueLook.Seen.Depth now) {
        double seconds = (now.nanos() - before.nanos()) / 1e9;
        Double growth = seconds > 0 ? (now.messages() - before.messages()) / seconds : null;
        // what just passes through is no backlog
        boolean fills = before.messages() > 0 && now.messages() > before.messages();
        QueueState state = now.readers() > 0 ? fills ? QueueState.FILLING : QueueState.READ
                : now.messages() > 0 ? QueueState.UNREAD : QueueState.IDLE;
        return new QueueRow(queue, state, now.messages(), now.readers(), growth, "");
    }

    /// For people: `+12/s`, `-0.5/s`, `0`.
    static String growthText(double rate) {
        String number = String.format(Locale.ROOT, Math.abs(rate) < SHORT ? "%+.1f" : "%+.0f", rate);
        return number.matches("[+-]0\\.0") ? "0" : number + "/s";
    }

    /// For people; also says if it grows while nobody reads it.
    String meaning() {
        return state == QueueState.UNREAD && growth != null && growth > 0 ? state.meaning() + ", and it fills"
                : state.meaning();
    }

    /// For programs.
    Map<String, Object> json(String broker) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("broker", broker);
        row.put("queue", queue);
        row.put("state", state.word());
        if (state.isCounted()) {
            row.put("messages", messages);
            row.put("consumers", readers);
        }
        if (growth != null) {
            row.put("growth_per_second", Math.round(growth * 1000) / 1000.0);
        }
        row.put("meaning", meaning());
        if (!why.isEmpty()) {
            row.put("reason", why);
        }
        return row;
    }
}
