package dev.evtool.ptp;

import java.time.Instant;
import java.util.Map;

/// A request that a [PostServer] took.
///
/// @param path of the request's target
/// @param attributes the header fields `ce-*` by their names in lower case, without the prefix: a CloudEvent in binary
///        mode has its attributes there (`ptp.md`, section 8)
/// @param received when its head was there
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are the point
record PtpPost(String path, Map<String, String> attributes, byte[] body, Instant received) {}
