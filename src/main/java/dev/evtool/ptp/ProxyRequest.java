package dev.evtool.ptp;

/// An HTTP request to the embedded proxy, read whole.
///
/// @param path decoded, with no double slash and no dot segment in it
record ProxyRequest(String method, String path, byte[] body) {
}
