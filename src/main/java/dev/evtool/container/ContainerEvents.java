package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import dev.evtool.event.Payload;
import dev.evtool.event.Severity;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Events of one engine in CloudEvents terms. No engine gives its events an id: it is made of the time and of all that
/// the event says, so that the same event has the same id whenever and by whomever it is received.
final class ContainerEvents {

    private static final ContainerVocabulary VOCABULARY = new ContainerVocabulary();

    private final String source;
    private final EngineKind engine;
    private final CRC32C sum = new CRC32C();

    /// @param source what events call the engine: its URI
    ContainerEvents(String source, EngineKind engine) {
        this.source = source;
        this.engine = engine;
    }

    /// What the wire says of an event.
    ///
    /// @param object `container`, `image`, ...
    /// @param action canonical
    /// @param engineAction the engine's own word
    /// @param id what it is about, or empty
    record Head(String object, String action, String engineAction, String id, Instant time, Severity severity) {}

    /// @param json the payload, always spelt the same for the same event
    /// @param wire what was on the wire, if that is not the payload
    Event event(Head head, byte[] json, byte @Nullable [] wire, Instant received) {
        return event(head, "", json, wire, received);
    }

    /// @param doubtful names of attributes that a label may have replaced, with commas
    /// @param json as above
    Event event(Head head, String doubtful, byte[] json, byte @Nullable [] wire, Instant received) {
        sum.reset();
        sum.update(json);
        Instant time = head.time();
        String id = Long.toString(time.getEpochSecond(), Character.MAX_RADIX) + "."
                + Integer.toString(time.getNano(), Character.MAX_RADIX) + "-" + Long.toHexString(sum.getValue());
        String type = head.object() + "." + head.action();
        Map<String, Object> extensions = new LinkedHashMap<>(4);
        extensions.put("engine", engine.word());
        extensions.put("engineaction", head.engineAction());
        if (!doubtful.isEmpty()) {
            extensions.put("doubtful", doubtful);
        }
        if (wire != null) {
            extensions.put("wire", Base64.getEncoder().encodeToString(wire));
        }
        Payload payload = new Payload(json, Payload.JSON);
        return new Event(id, source, type, head.id().isEmpty() ? null : head.id(), time, received,
                head.severity(), extensions, payload,
                Facts.lazy(() -> VOCABULARY.facts(source, type, extensions, payload)));
    }
}
