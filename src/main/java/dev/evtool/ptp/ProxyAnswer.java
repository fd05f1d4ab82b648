package dev.evtool.ptp;

import java.util.Map;

/// An HTTP answer of the embedded proxy.
record ProxyAnswer(int status, Map<String, String> headers, String body) {

    /// No body, no Content-Type: how proxies tell of most errors (`ptp.md`, section 2).
    static ProxyAnswer empty(int status) {
        return new ProxyAnswer(status, Map.of(), "");
    }

    static ProxyAnswer json(int status, String body) {
        return new ProxyAnswer(status, Map.of("Content-Type", "application/json"), body);
    }

    static ProxyAnswer text(int status, String text) {
        return new ProxyAnswer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), text);
    }

    /// What Go's server says of a path it does not know.
    static ProxyAnswer noSuchPage() {
        return new ProxyAnswer(404,
                Map.of("Content-Type", "text/plain; charset=utf-8", "X-Content-Type-Options", "nosniff"),
                "404 page not found\n");
    }

    static ProxyAnswer movedTo(String location) {
        return new ProxyAnswer(301, Map.of("Location", location), "");
    }
}
