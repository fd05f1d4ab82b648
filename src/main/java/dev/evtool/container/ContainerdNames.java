package dev.evtool.container;

import dev.evtool.event.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Names and images of containers, by namespace and id. Not for several threads.
final class ContainerdNames {

    private static final int MOST = 10_000;

    private record Known(String name, String image) {}

    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    void learn(List<ContainerNow> containers) {
        containers.forEach(container -> known.put(key(container.namespace(), container.id()),
                new Known(container.name(), container.image())));
    }

    /// The event, with attributes `name` and `image` of what it does not say itself.
    Event named(Event event) {
        Optional<ContainerReading> told = ContainerReadings.of(event.payload())
                .filter(reading -> reading.object().equals("container") && !reading.id().isEmpty());
        if (told.isEmpty()) {
            return event;
        }
        ContainerReading reading = told.get();
        String key = key(reading.rest().getOrDefault("namespace", ""), reading.id());
        String image = reading.attributes().getOrDefault("image", "");
        Known now = known.get(key);
        if (!image.isEmpty()) {
            String name = ContainerdReading.nameOf(reading.labels());
            now = new Known(name.isEmpty() && now != null ? now.name() : name, image);
            known.put(key, now);
        }
        if (now == null) {
            return event;
        }
        if (reading.action().equals("remove")) {
            known.remove(key);
        }
        Map<String, String> notes = new TreeMap<>();
        if (image.isEmpty() && !now.image().isEmpty()) {
            notes.put("image", now.image());
        }
        if (!now.name().isEmpty() && !now.name().equals(reading.id())) {
            notes.put("name", now.name());
        }
        return notes.isEmpty() ? event : WireNotes.with(event, notes);
    }

    private static String key(String namespace, String id) {
        return namespace + "/" + id;
    }
}
