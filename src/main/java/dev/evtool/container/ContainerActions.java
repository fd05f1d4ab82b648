package dev.evtool.container;

import java.util.Map;
import java.util.Set;

/// One word for one thing that happens, whatever the engine calls it (`container-events.md`, sections 1.4, 2.5, 3, 4 and
/// 6). Docker's words, with a dash where it has an underscore; a word that is not listed stays as it is.
final class ContainerActions {

    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("reanme", "rename"),
            Map.entry("died", "die"), Map.entry("destroy", "remove"), Map.entry("health_status", "health"),
            Map.entry("exec", "exec-start"), Map.entry("exec_create", "exec-create"),
            Map.entry("exec_start", "exec-start"), Map.entry("exec_die", "exec-die"),
            Map.entry("exec_died", "exec-die"), Map.entry("exec_detach", "exec-detach"),
            Map.entry("loadfromarchive", "load"));

    /// Of containerd's topics, without the object that they name.
    private static final Map<String, String> TOPICS = Map.ofEntries(Map.entry("/containers/delete", "remove"),
            Map.entry("/tasks/create", "task-create"), Map.entry("/tasks/delete", "task-delete"),
            Map.entry("/tasks/exit", "die"), Map.entry("/tasks/paused", "pause"),
            Map.entry("/tasks/resumed", "unpause"), Map.entry("/tasks/exec-added", "exec-create"),
            Map.entry("/tasks/exec-started", "exec-start"), Map.entry("/tasks/checkpointed", "checkpoint"),
            Map.entry("/sandbox/exit", "die"));

    private ContainerActions() {}

    /// The canonical word.
    ///
    /// @param word the engine's, without what may follow after a colon
    static String of(String object, String word) {
        if (object.equals("image")) {
            return word.equals("remove") ? "delete" : WORDS.getOrDefault(word, word);
        }
        return WORDS.getOrDefault(word, word);
    }

    /// Words of engines that have another canonical one.
    static Set<String> engineWords() {
        return WORDS.keySet();
    }

    /// The canonical word for a topic of containerd; the exit of an exec'd process is `exec-die`, which only the message
    /// itself can tell.
    static String ofTopic(String topic) {
        return TOPICS.getOrDefault(topic, topic.substring(topic.lastIndexOf('/') + 1));
    }
}
