package dev.evtool.container;

import dev.evtool.event.NearestName;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The words by which people choose events: canonical ones, or those of the engine that they know.
public final class EventWords {

    /// All that engines are known to tell (`container-events.md`, 1.4, 2.5, 3 and 4), canonical.
    static final Set<String> ACTIONS = new TreeSet<>(Arrays.asList(("archive-path attach auto-update build checkpoint "
            + "cleanup commit connect copy create delete detach die disable disconnect enable exec-create exec-detach "
            + "exec-die exec-start export extract-to-dir health history import init install kill load log-rotation "
            + "login logout mount oom pause prepare prune pull pull-error push refresh reload remove rename renumber "
            + "resize restart restore save start stop sync tag task-create task-delete top unmount unpause untag "
            + "update").split(" ", -1)));

    private static final String IMAGE = "image";

    private EventWords() {}

    /// A selection by such words.
    ///
    /// @param labels `NAME` or `NAME=VALUE`
    /// @throws StreamException.Usage if a word is none
    public static EventSelection selection(List<String> names, List<String> types, List<String> actions,
            List<String> labels) throws StreamException.Usage {
        for (String name : names) {
            if (name.isEmpty()) {
                throw usage("--name without a name", "give a name, an id, or the beginning of an id");
            }
        }
        for (String type : types) {
            if (!ContainerVocabulary.OBJECTS.contains(type)) {
                throw unknown("type", type, ContainerVocabulary.OBJECTS, "object");
            }
        }
        return new EventSelection(List.copyOf(names), List.copyOf(types), actions(types, actions), labels(labels));
    }

    private static List<String> actions(List<String> types, List<String> words) throws StreamException.Usage {
        boolean ofImages = !types.isEmpty() && types.stream().allMatch(IMAGE::equals);
        List<String> actions = new ArrayList<>();
        for (String word : words) {
            String action = word.startsWith("/") ? ContainerActions.ofTopic(word)
                    : ContainerActions.of(ofImages ? IMAGE : "container", word);
            if (!ACTIONS.contains(action)) {
                throw unknown("action", word, known(), "engine_action");
            }
            actions.add(action);
        }
        return List.copyOf(actions);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(ACTIONS);
        known.addAll(ContainerActions.engineWords());
        return known;
    }

    private static Map<String, String> labels(List<String> words) throws StreamException.Usage {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (name.isEmpty()) {
                throw usage("--label \"" + word + "\" has no name", "write --label NAME or --label NAME=VALUE");
            }
            String value = equals < 0 ? "" : word.substring(equals + 1);
            String other = labels.put(name, value);
            if (other != null && !other.equals(value)) {
                throw usage("--label " + name + " is given twice: all must hold, and a label has one value",
                        "for one or the other: -f 'labels[\"" + name + "\"] in [\"…\", \"…\"]'");
            }
        }
        return labels;
    }

    private static StreamException.Usage unknown(String what, String word, Collection<String> known, String variable) {
        String own = " For one of your engine's own: -f '" + variable + " == \"" + word.replaceAll("[\\\\\"']", "")
                + "\"'";
        return usage("no engine is known to tell of the " + what + " \"" + word + "\"", NearestName.of(word, known)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> "there are " + String.join(", ", new TreeSet<>(known)) + ".") + own);
    }

    private static StreamException.Usage usage(String what, String next) {
        return new StreamException.Usage(new Problem(what, null, next));
    }
}
