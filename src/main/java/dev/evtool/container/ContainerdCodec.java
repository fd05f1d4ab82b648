package dev.evtool.container;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.evtool.container.wire.ContainerdProto;
import dev.evtool.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// containerd's messages: bytes of the wire to events (`container-events.md`, section 4). Not for several threads.
final class ContainerdCodec {

    private final ContainerEvents events;

    ContainerdCodec(ContainerEvents events) {
        this.events = events;
    }

    /// The event of an envelope. What is in it may be of a kind that nobody knows: then its topic still says what it is.
    ///
    /// @throws EngineFormatException if it is none
    Event decode(byte[] wire, Instant received) throws EngineFormatException {
        ContainerdProto.Envelope envelope;
        try {
            envelope = ContainerdProto.Envelope.parseFrom(wire);
        } catch (InvalidProtocolBufferException e) {
            throw new EngineFormatException("a message that is no event of containerd (" + e.getMessage() + ")");
        }
        Instant time = envelope.hasTimestamp() ? WireTime.of(envelope.getTimestamp()) : null;
        Map<String, Object> payload = payload(envelope, time);
        ContainerReading reading = ContainerdReading.of(payload).orElseThrow(() -> new EngineFormatException(
                "an event that does not say what happened: its topic is \"" + envelope.getTopic() + '"'));
        return events.event(new ContainerEvents.Head(reading.object(), reading.action(), reading.engineAction(),
                reading.id(), time == null ? received : time, reading.severity()), WireJson.of(payload), wire,
                received);
    }

    private static Map<String, Object> payload(ContainerdProto.Envelope envelope, @Nullable Instant time)
            throws EngineFormatException {
        Map<String, Object> payload = new LinkedHashMap<>(8);
        if (time != null) {
            payload.put("timestamp", WireTime.text(time));
        }
        payload.put("namespace", envelope.getNamespace());
        payload.put("topic", envelope.getTopic());
        if (envelope.hasEvent()) {
            payload.put("event", content(envelope.getEvent()));
        }
        return payload;
    }

    private static Map<String, Object> content(Any any) throws EngineFormatException {
        String name = ContainerdTypes.name(any.getTypeUrl());
        Map<String, Object> event = new LinkedHashMap<>(8);
        event.put("@type", name);
        Optional<Message> message = ContainerdTypes.read(name, any.getValue());
        if (message.isPresent()) {
            event.putAll(WireTree.of(message.get()));
        } else if (!any.getValue().isEmpty()) {
            event.put("value", WireTree.base64(any.getValue()));
        }
        return event;
    }
}
