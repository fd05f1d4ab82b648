package dev.evtool.ptp;

/// What a cloud-event-proxy speaks (`ptp.md`, sections 1, 7 and 8).
public enum PtpApi {
    /// The REST API of 4.16 and later, one hop from proxy to consumer.
    V2("v2"),
    /// The REST API of 4.9 to 4.18, spoken by the sidecar in the consumer's own pod.
    V1("v1"),
    /// What a v1 publisher speaks to sidecars: CloudEvents 0.3 in binary mode.
    V1_TRANSPORT("v1-transport");

    private final String word;

    PtpApi(String word) {
        this.word = word;
    }

    /// How options and URIs name it.
    public String word() {
        return word;
    }
}
