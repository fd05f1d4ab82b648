package dev.evtool.report;

import java.time.Duration;

/// Lengths of time for people.
final class Elapsed {

    private Elapsed() {}

    /// Such as `0.3 s`, `12.3 s`, `2 min 3 s`, `1 h 5 min`, `3 d 4 h`; cut, not rounded.
    static String text(Duration duration) {
        if (duration.isNegative()) {
            return "-" + text(duration.negated());
        }
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + "." + duration.toMillisPart() / 100 + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 86_400
                ? seconds / 3600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
    }

    /// The same, but in milliseconds below a second: such as `250 ms`.
    static String fine(Duration duration) {
        return !duration.isNegative() && duration.toSeconds() == 0 ? duration.toMillis() + " ms" : text(duration);
    }
}
