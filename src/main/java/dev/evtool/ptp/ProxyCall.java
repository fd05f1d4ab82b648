package dev.evtool.ptp;

import java.util.Map;

/// A request to the embedded proxy.
///
/// @param path decoded, with no double slash and no dot segment in it
/// @param headers by their names in whatever case; the first value of each
@SuppressWarnings("ArrayRecordComponent") // never compared
record ProxyCall(String method, String path, Map<String, String> headers, byte[] body) {

    /// A header, or empty.
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
