package dev.evtool.container;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.evtool.container.wire.Annotation;
import dev.evtool.container.wire.EventsRequest;
import dev.evtool.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// iSulad's messages: bytes of the wire to events, and what it is asked for. Not for several threads.
///
/// Bytes that are no UTF-8 show as U+FFFD: iSulad cuts ids after 64 bytes wherever that is, and a label holds what its
/// owner wrote. The attribute `wire` has them as they were.
final class IsuladCodec {

    private final ContainerEvents events;
    private final IsuladDoubts doubts = new IsuladDoubts();

    IsuladCodec(ContainerEvents events) {
        this.events = events;
    }

    /// The event of a message.
    ///
    /// @throws EngineFormatException if it is none
    Event decode(byte[] wire, Instant received) throws EngineFormatException {
        dev.evtool.container.wire.Event message;
        try {
            message = dev.evtool.container.wire.Event.parseFrom(wire);
        } catch (InvalidProtocolBufferException e) {
            throw new EngineFormatException("a message that is no event of iSulad (" + e.getMessage() + ")");
        }
        Instant time = message.hasTimestamp() ? WireTime.of(message.getTimestamp()) : null;
        Map<String, Object> payload = payload(message, time);
        ContainerReading reading = IsuladReading.of(payload)
                .orElseThrow(() -> new EngineFormatException("an event that does not say what happened: opt is \""
                        + payload.get("opt") + '"'));
        Event event = events.event(new ContainerEvents.Head(reading.object(), reading.action(),
                reading.engineAction(), reading.id(), time == null ? received : time, reading.severity()),
                WireJson.of(payload), wire, received);
        return doubts.noted(event, reading);
    }

    private static Map<String, Object> payload(dev.evtool.container.wire.Event message, @Nullable Instant time) {
        Map<String, Object> payload = new LinkedHashMap<>(8);
        if (time != null) {
            payload.put("timestamp", WireTime.text(time));
        }
        payload.put("opt", message.getOpt().toStringUtf8());
        payload.put("id", message.getId().toStringUtf8());
        SortedMap<String, String> annotations = new TreeMap<>();
        for (Annotation one : message.getAnnotationsList()) {
            annotations.put(one.getKey().toStringUtf8(), one.getValue().toStringUtf8());
        }
        if (!annotations.isEmpty()) {
            payload.put("annotations", annotations);
        }
        return payload;
    }

    /// The request for events. No name is ever asked for: iSulad knows none of containers that are gone, or to come.
    static byte[] request(@Nullable Instant since, @Nullable Instant until) {
        EventsRequest.Builder request = EventsRequest.newBuilder();
        if (since != null) {
            request.setSince(timestamp(since));
        }
        if (until != null) {
            request.setUntil(timestamp(until));
        }
        return request.build().toByteArray();
    }

    private static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()).build();
    }
}
