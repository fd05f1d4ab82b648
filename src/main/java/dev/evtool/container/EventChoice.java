package dev.evtool.container;

import dev.evtool.event.Event;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// Tells wanted events from others while a stream goes by. A name means the container for as long as it lives: once
/// known by its name it is followed by its id, whatever it is called later, and so are its networks and mounts. Chosen
/// is on this side and not by the engines, because each of them takes a filter to mean something else
/// (`container-events.md`, 1.3, 2.6 and 3): so containers that are gone, or are still to come, are found alike on all.
final class EventChoice {

    private static final int MOST_FOLLOWED = 10_000;
    /// What can be the beginning of an id, and is too long to be one by chance.
    private static final String ID_PREFIX = "[0-9a-f]{4,64}";

    private final EventSelection selection;
    private final boolean all;
    private final Set<String> followed = new LinkedHashSet<>();

    EventChoice(EventSelection selection) {
        this.selection = selection;
        this.all = selection.equals(EventSelection.ALL);
    }

    boolean wants(Event event) {
        if (all) {
            return true;
        }
        Map<String, Object> row = event.facts().rows().getFirst();
        return isAbout(row) && in(selection.types(), row, "object") && in(selection.actions(), row, "action");
    }

    /// Whether it is about one of the wanted containers or images, whatever happened to that.
    boolean isAbout(Event event) {
        return all || isAbout(event.facts().rows().getFirst());
    }

    private boolean isAbout(Map<String, Object> row) {
        return isNamed(row) && isLabelled(row);
    }

    private static boolean in(java.util.List<String> wanted, Map<String, Object> row, String fact) {
        return wanted.isEmpty() || wanted.contains(ContainerVocabulary.text(row, fact));
    }

    private boolean isNamed(Map<String, Object> row) {
        if (selection.names().isEmpty()) {
            return true;
        }
        String container = ContainerVocabulary.text(row, "container");
        if (!container.isEmpty() && followed.contains(container)) {
            return true;
        }
        for (String name : selection.names()) {
            if (isCalled(name, row)) {
                follow(container);
                return true;
            }
        }
        return false;
    }

    private static boolean isCalled(String name, Map<String, Object> row) {
        String id = ContainerVocabulary.text(row, "target");
        // Docker itself writes a slash before the name now and then
        String bare = name.startsWith("/") ? name.substring(1) : name;
        return bare.equals(row.get("name")) || bare.equals(row.get("old_name")) || name.equals(id)
                || (name.matches(ID_PREFIX)
                        && (id.startsWith(name) || ContainerVocabulary.text(row, "container").startsWith(name)));
    }

    private void follow(String container) {
        if (!container.isEmpty() && followed.size() < MOST_FOLLOWED) {
            followed.add(container);
        }
    }

    private boolean isLabelled(Map<String, Object> row) {
        if (selection.labels().isEmpty()) {
            return true;
        }
        Map<?, ?> labels = row.get("labels") instanceof Map<?, ?> map ? map : Map.of();
        return selection.labels().entrySet().stream().allMatch(wanted -> {
            Object value = labels.get(wanted.getKey());
            return value != null && (wanted.getValue().isEmpty() || wanted.getValue().equals(value));
        });
    }
}
