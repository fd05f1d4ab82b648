package dev.evtool.ptp;

import java.util.Arrays;
import java.util.Optional;

/// What a cloud-event-proxy speaks on a port (`ptp.md`, version map and section 1).
public enum PtpApi {
    /// REST API v2: OpenShift 4.16 and later.
    V2("v2", "/api/ocloudNotifications/v2/", 9043),
    /// REST API v1 of a sidecar proxy in the consumer's pod: up to OpenShift 4.18.
    V1("v1", "/api/ocloudNotifications/v1/", 8089),
    /// What v1 proxies speak to each other over HTTP: here evtool takes the place of a sidecar (section 8).
    V1_TRANSPORT("v1-transport", "/", 9043);

    private final String word;
    private final String basePath;
    private final int port;

    PtpApi(String word, String basePath, int port) {
        this.word = word;
        this.basePath = basePath;
        this.port = port;
    }

    /// The spelling on the command line.
    public String word() {
        return word;
    }

    /// What the path of every call begins with; has a slash at both ends.
    public String basePath() {
        return basePath;
    }

    /// The port it is usually found on.
    public int port() {
        return port;
    }

    /// Reads [#word].
    public static Optional<PtpApi> of(String word) {
        return Arrays.stream(values()).filter(api -> api.word.equals(word)).findFirst();
    }
}
