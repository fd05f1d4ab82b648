package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.event.Facts;
import java.util.LinkedHashMap;
import java.util.Map;

/// Notes of our own on an event that only what came before it can tell: as attributes, since the payload is the engine's.
final class WireNotes {

    private static final ContainerVocabulary VOCABULARY = new ContainerVocabulary();

    private WireNotes() {}

    static Event with(Event event, Map<String, String> notes) {
        Map<String, Object> extensions = new LinkedHashMap<>(event.extensions());
        extensions.putAll(notes);
        return new Event(event.id(), event.source(), event.type(), event.subject(), event.time(), event.received(),
                event.severity(), extensions, event.payload(),
                Facts.lazy(() -> VOCABULARY.facts(event.source(), event.type(), extensions, event.payload())));
    }
}
