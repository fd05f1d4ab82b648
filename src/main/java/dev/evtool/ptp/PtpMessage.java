package dev.evtool.ptp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A notification as a proxy puts it on the wire (`ptp.md`, section 5).
///
/// @param specversion the CloudEvents version of the envelope: `1.0` in v2, `0.3` in v1 pulls and between v1 proxies; empty
///        in v1 pushes, which are no CloudEvents, and whose id is that of the subscription
/// @param id `null` where the sender left it out
/// @param source the short resource in v2, the full address in a v1 push; empty where it is left out
/// @param time the sender's text, RFC 3339; `null` where it is left out
/// @param data the text of the `data` member, verbatim
/// @param values the readable elements of `data.values`
/// @param faults what was wrong with the elements that were not readable, for people
@SuppressWarnings("ArrayRecordComponent") // never compared; the bytes are the point
record PtpMessage(String specversion, @Nullable String id, String source, String type, @Nullable String time,
        byte[] data,
        List<PtpValue> values, List<String> faults) {

    /// A message in the envelope of v2.
    PtpMessage(@Nullable String id, String source, String type, @Nullable String time, byte[] data,
            List<PtpValue> values, List<String> faults) {
        this("1.0", id, source, type, time, data, values, faults);
    }

    /// Whether the id tells this event from others.
    boolean hasOwnId() {
        return id != null && !id.isEmpty() && !specversion.isEmpty();
    }
}
