package dev.evtool.ptp;

/// One element of `data.values`: what is known of one thing (`ptp.md`, section 5.1).
///
/// @param address `/cluster/node/NODE/THING`, or what the wire had
/// @param dataType `notification` or `metric`
/// @param valueType `enumeration`, `decimal64.3` or `redfish-event`
/// @param value the text of the value; proxies send numbers as text, older documents show bare numbers
public record PtpValue(String address, String dataType, String valueType, String value) {

    /// The element of a state.
    public static PtpValue state(String address, String state) {
        return new PtpValue(address, "notification", "enumeration", state);
    }

    /// The element of a number.
    public static PtpValue metric(String address, String number) {
        return new PtpValue(address, "metric", "decimal64.3", number);
    }

    /// Whether this only says that the proxy knows nothing yet: no PTP at all (`ptp-not-set`), or not this resource
    /// (`event-not-found`). It comes as FREERUN and 0, for GNSS and SyncE as well, and is no state (section 3.1).
    boolean isPlaceholder() {
        return address.endsWith("/ptp-not-set") || address.endsWith("/event-not-found");
    }
}
