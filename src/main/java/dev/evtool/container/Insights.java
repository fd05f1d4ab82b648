package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Sees what people look for in container events: restart loops, deaths for lack of memory, deaths before a start. It
/// goes by the times of the events, in the order in which they come, and knows no clock of its own.
///
/// Not for several threads.
public final class Insights {

    /// Of how many containers something is remembered; who had no event for longest is forgotten.
    static final int MOST = 4096;

    private final SequencedMap<Key, ContainerLife> lives = new LinkedHashMap<>(64, 0.75f, true);

    private record Key(String source, String namespace, String container) {}

    /// Takes note of an event.
    ///
    /// @return what it shows, if it shows something
    public List<Notice> see(Event event) {
        Map<String, Object> row = event.facts().rows().getFirst();
        String container = ContainerVocabulary.text(row, "container");
        if (!ContainerVocabulary.text(row, "object").equals("container") || container.isEmpty()) {
            return List.of();
        }
        Key key = new Key(event.source(), ContainerVocabulary.text(row, "namespace"), container);
        String action = ContainerVocabulary.text(row, "action");
        if (action.equals("remove")) {
            lives.remove(key);
            return List.of();
        }
        return ContainerLife.TELLING.contains(action)
                ? life(key).see(action, event.when(), row).map(text -> notice(event, row, text)).stream().toList()
                : List.of();
    }

    private ContainerLife life(Key key) {
        ContainerLife life = lives.computeIfAbsent(key, k -> new ContainerLife());
        if (lives.size() > MOST) {
            lives.pollFirstEntry();
        }
        return life;
    }

    private static Notice notice(Event event, Map<String, Object> row, String text) {
        String name = Optional.of(ContainerVocabulary.text(row, "name")).filter(n -> !n.isEmpty())
                .orElseGet(() -> ContainerDetail.shortened(ContainerVocabulary.text(row, "container")));
        return new Notice(event.source(), event.received(), Notice.Kind.INSIGHT, name + " " + text);
    }
}
