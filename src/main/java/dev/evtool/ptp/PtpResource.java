package dev.evtool.ptp;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The resources a cloud-event-proxy publishes, with the event type that tells of each (`ptp.md`, section 6).
public enum PtpResource {
    /// The worst of lock state and OS clock.
    SYNC_STATE("sync-state", "/sync/sync-status/sync-state", "event.sync.sync-status.synchronization-state-change"),
    /// State and offset of a PTP port.
    LOCK_STATE("lock-state", "/sync/ptp-status/lock-state", "event.sync.ptp-status.ptp-state-change"),
    /// State and offset of CLOCK_REALTIME.
    OS_CLOCK("os-clock", "/sync/sync-status/os-clock-sync-state",
            "event.sync.sync-status.os-clock-sync-state-change"),
    /// Clock class of a port; has a metric but no state.
    CLOCK_CLASS("clock-class", "/sync/ptp-status/clock-class", "/sync/ptp-status/ptp-clock-class-change",
            "event.sync.ptp-status.ptp-clock-class-change"),
    /// GNSS receiver: its own states, an offset, and the kind of fix.
    GNSS("gnss", "/sync/gnss-status/gnss-sync-status", "event.sync.gnss-status.gnss-state-change"),
    /// SyncE lock state.
    SYNCE("synce", "/sync/synce-status/lock-state", "event.sync.synce-status.synce-state-change"),
    /// SyncE quality levels.
    SYNCE_QUALITY("synce-quality", "/sync/synce-status/clock-quality",
            "event.sync.synce-status.synce-clock-quality-change");

    private static final Map<String, PtpResource> BY_TYPE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(PtpResource::type, resource -> resource));

    private final String word;
    private final String path;
    private final String pathV1;
    private final String type;

    PtpResource(String word, String path, String type) {
        this(word, path, path, type);
    }

    PtpResource(String word, String path, String pathV1, String type) {
        this.word = word;
        this.path = path;
        this.pathV1 = pathV1;
        this.type = type;
    }

    /// The short name users type and read.
    public String word() {
        return word;
    }

    /// The resource address without cluster and node, as v2 events carry it in `source`.
    public String path() {
        return path;
    }

    /// The resource address without cluster and node, as this API names it: v1 has another one of the clock class.
    public String path(PtpApi api) {
        return api == PtpApi.V2 ? path : pathV1;
    }

    /// The type of its events.
    public String type() {
        return type;
    }

    /// The address to subscribe to in v2; the node name is the full one, dots kept.
    public String address(String node) {
        return address(node, PtpApi.V2);
    }

    /// The address to subscribe to in this API.
    public String address(String node, PtpApi api) {
        return "/cluster/node/" + node + path(api);
    }

    /// The resource an event or an address is about, by its type first, else by the end of its address or source.
    static Optional<PtpResource> of(String type, String address) {
        return Optional.ofNullable(BY_TYPE.get(type)).or(() -> ofAddress(address));
    }

    /// Whether it is a type of such events.
    static boolean isType(String type) {
        return BY_TYPE.containsKey(type);
    }

    /// The resource at the end of an address such as `/cluster/node/worker-7/sync/ptp-status/lock-state`, of any API.
    static Optional<PtpResource> ofAddress(String address) {
        return Arrays.stream(values()).filter(r -> address.endsWith(r.path) || address.endsWith(r.pathV1)).findFirst();
    }

    /// What a word on the command line stands for: a short name, or a path from `/` on; `synce` means both SyncE
    /// resources. Empty where the word means nothing.
    public static List<String> paths(String word) {
        if (word.startsWith("/") && word.length() > 1) {
            return List.of(word);
        }
        if (word.equals(SYNCE.word)) {
            return List.of(SYNCE.path, SYNCE_QUALITY.path);
        }
        return Arrays.stream(values()).filter(r -> r.word.equals(word)).map(PtpResource::path).toList();
    }

    /// All short names, for messages and completion.
    public static List<String> words() {
        return Arrays.stream(values()).map(PtpResource::word).toList();
    }
}
