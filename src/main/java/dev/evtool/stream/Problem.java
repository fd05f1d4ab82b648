package dev.evtool.stream;

import org.jspecify.annotations.Nullable;

/// What a person needs to act on a failure: printed on one to three lines.
///
/// @param what what failed, and where, such as `http://node1:9043 refused the connection`
/// @param cause the likely cause, if there is a good guess
/// @param next the next step, if there is one to take
public record Problem(String what, @Nullable String cause, @Nullable String next) {

    public static Problem of(String what) {
        return new Problem(what, null, null);
    }
}
