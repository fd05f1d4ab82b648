package dev.evtool.stream;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a stream ended and what it delivered.
///
/// @param events how many came
/// @param shown how many of them passed the filter and were delivered
/// @param placeholders notices of kind `placeholder`
/// @param malformed notices of kind `malformed`
/// @param dropped events that overflow has cost
/// @param failures sources that failed, each once
/// @param outputFailure why an output can take no more; `null` if none failed
/// @param crash an error of our own; `null` if there was none
public record StreamResult(End end, long events, long shown, long gaps, long placeholders, long malformed, long dropped,
        List<StreamException> failures, @Nullable IOException outputFailure, @Nullable Throwable crash) {

    /// What ended it.
    public enum End {
        /// All sources came to their end, or failed.
        SOURCES_DONE,
        /// `--limit` reached.
        LIMIT,
        /// `--timeout` ran out.
        TIMEOUT,
        /// `--idle-timeout` ran out.
        IDLE,
        /// `--until-match` met.
        MATCH,
        /// `--fail-on` hit.
        FAIL_ON,
        /// Overflow under the policy `fail`.
        OVERFLOW,
        /// An output can take no more.
        OUTPUT,
        /// Told to stop.
        STOPPED
    }
}
