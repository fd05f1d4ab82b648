package dev.evtool.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One event in CloudEvents 1.0 terms, whatever protocol brought it.
///
/// @param id the wire's own id where that is unique, else one of ours
/// @param source URI of the source with the resource
/// @param type the name the family's users know, such as `event.sync.ptp-status.ptp-state-change`
/// @param subject what it is about: node/interface, container id, instance uuid
/// @param time when it happened by the sender's clock; `null` where the wire has none
/// @param received when evtool got it
/// @param extensions further CloudEvents attributes (lower-case letters and digits) to String, Boolean or Number
/// @param payload what the family's users call the payload, as it was on the wire
/// @param facts the family's typed fields, read out of the payload when first asked for
public record Event(String id, String source, String type, @Nullable String subject, @Nullable Instant time,
        Instant received, Severity severity, Map<String, Object> extensions, Payload payload, Facts facts)
        implements
            StreamItem {

    public Event {
        if (id.isEmpty() || source.isEmpty() || type.isEmpty()) {
            throw new IllegalArgumentException(
                    "CloudEvents wants id, source and type: " + id + ", " + source + ", " + type);
        }
    }

    /// The time to sort and show by: the sender's, or that of receipt where the sender gave none.
    public Instant when() {
        return time == null ? received : time;
    }

    /// The same event with other extensions.
    public Event with(Map<String, Object> others) {
        return new Event(id, source, type, subject, time, received, severity, others, payload, facts);
    }

    /// The same event, showing only these of its rows (those a filter let through).
    public Event narrowedTo(Facts rows) {
        return new Event(id, source, type, subject, time, received, severity, extensions, payload, rows);
    }
}
