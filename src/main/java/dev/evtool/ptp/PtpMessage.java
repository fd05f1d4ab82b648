package dev.evtool.ptp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A notification as a proxy puts it on the wire (`ptp.md`, section 5).
///
/// @param id `null` where the sender left it out
/// @param source the short resource in v2, the full address in a v1 push; empty where it is left out
/// @param time the sender's text, RFC 3339; `null` where it is left out
/// @param data the text of the `data` member, verbatim
/// @param values the readable elements of `data.values`
/// @param faults what was wrong with the elements that were not readable, for people
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are the point
record PtpMessage(@Nullable String id, String source, String type, @Nullable String time, byte[] data,
        List<PtpValue> values, List<String> faults) {}
