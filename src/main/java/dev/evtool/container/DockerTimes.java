package dev.evtool.container;

import dev.evtool.event.Rfc3339;
import java.time.Instant;
import okhttp3.HttpUrl;

/// Bounds of time in the query: inclusive for Docker, in seconds with nine decimals; exclusive for Podman, which would
/// read such seconds as a binary fraction, in RFC 3339 (`container-events.md`, 2.2 and 3).
final class DockerTimes {

    private DockerTimes() {}

    static void since(HttpUrl.Builder url, Instant since, boolean podman) {
        url.addQueryParameter("since", podman ? Rfc3339.format(since.minusNanos(1)) : seconds(since));
    }

    static void until(HttpUrl.Builder url, Instant until, boolean podman) {
        url.addQueryParameter("until", podman ? Rfc3339.format(until.plusNanos(1)) : seconds(until));
    }

    private static String seconds(Instant time) {
        String nanos = Integer.toString(1_000_000_000 + time.getNano()).substring(1);
        return time.getEpochSecond() + "." + nanos;
    }
}
