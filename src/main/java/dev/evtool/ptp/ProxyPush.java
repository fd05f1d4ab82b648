package dev.evtool.ptp;

import java.time.Duration;
import java.util.Map;
import java.util.function.IntPredicate;

/// What a proxy posts to somebody, and what it wants to hear.
///
/// @param headers those besides the ones that every post has, in their order
/// @param limit for the whole exchange
/// @param wanted the statuses that are as good as expected
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProxyPush(String url, Map<String, String> headers, byte[] body, Duration limit, IntPredicate wanted) {

    /// The limit of all posts but one (`ptp.md`, sections 3.3 and 8).
    static final Duration USUAL_LIMIT = Duration.ofSeconds(2);

    /// JSON without further headers.
    static ProxyPush json(String url, byte[] body, IntPredicate wanted) {
        return new ProxyPush(url, Map.of(), body, USUAL_LIMIT, wanted);
    }
}
