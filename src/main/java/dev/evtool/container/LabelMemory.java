package dev.evtool.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Remembers which containers have labels that Docker puts in place of what it would say itself: an event that the engine
/// gives no `exitCode` of its own, and that has one, tells that the `exitCode` of that container's end will be a label,
/// too (`container-events.md`, 6). Bounded; the container that was heard of least recently is forgotten first.
///
/// Keys are told as sets of bits, in the order of [#KEYS]: almost no event has any of them where it matters.
final class LabelMemory {

    static final List<String> KEYS = List.of("execDuration", "execID", "exitCode", "oldName", "signal");

    private final Map<String, Integer> labelled;

    LabelMemory(int mostContainers) {
        this.labelled = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                return size() > mostContainers;
            }
        };
    }

    /// The bit of a key; 0 for one that no label replaces.
    static int bit(String key) {
        int index = key.startsWith("e") || key.equals("oldName") || key.equals("signal") ? KEYS.indexOf(key) : -1;
        return index < 0 ? 0 : 1 << index;
    }

    /// Takes the keys that an event of a container has, and gives those that are doubtful, with commas.
    ///
    /// @param keys at least one bit
    synchronized String doubtful(String container, String action, int keys) {
        int engines = 0;
        for (int i = 0; i < KEYS.size(); i++) {
            if ((keys & 1 << i) != 0 && DockerKeys.isEngines(false, "container", action, KEYS.get(i))) {
                engines |= 1 << i;
            }
        }
        int known = labelled.getOrDefault(container, 0);
        if ((keys & ~engines & ~known) != 0) {
            known |= keys & ~engines;
            labelled.put(container, known);
        }
        return names(engines & known);
    }

    private static String names(int keys) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < KEYS.size(); i++) {
            if ((keys & 1 << i) != 0) {
                names.append(names.isEmpty() ? "" : ",").append(KEYS.get(i));
            }
        }
        return names.toString();
    }

    /// How many containers are remembered.
    synchronized int size() {
        return labelled.size();
    }
}
