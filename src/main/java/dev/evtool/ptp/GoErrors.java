package dev.evtool.ptp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Failures of a post in the words of Go's client, which v1 proxies hand on to their consumers (`ptp.md`, section 7).
final class GoErrors {

    /// The end of what OkHttp says of a connection that was not made, such as `localhost/127.0.0.1:9199`.
    private static final Pattern DIALED = Pattern.compile("/(\\[?[0-9a-fA-F.:]+]?:\\d+)$");

    private GoErrors() {}

    static String noScheme(String url) {
        int colon = url.indexOf(':');
        return post(url, "unsupported protocol scheme \"" + (colon < 0 ? "" : url.substring(0, colon)) + "\"");
    }

    static String of(HttpUrl url, String given, IOException e) {
        return post(given, switch (e) {
            case ConnectException refused -> dial(url, e) + "connection refused";
            case NoRouteToHostException noRoute -> dial(url, e) + "no route to host";
            case UnknownHostException unknown -> "dial tcp: lookup " + url.host() + ": no such host";
            case InterruptedIOException late ->
                "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
            default -> "EOF";
        });
    }

    private static String dial(HttpUrl url, IOException e) {
        Matcher dialed = DIALED.matcher(String.valueOf(e.getMessage()));
        return "dial tcp " + (dialed.find() ? dialed.group(1) : url.host() + ":" + url.port()) + ": connect: ";
    }

    private static String post(String url, String why) {
        return "Post \"" + url + "\": " + why;
    }
}
