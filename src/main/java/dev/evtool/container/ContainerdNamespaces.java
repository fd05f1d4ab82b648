package dev.evtool.container;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of containerd's namespaces are wanted: `namespace=a,b` only those, `namespace!=a,b` all but those.
///
/// @param only empty for all
record ContainerdNamespaces(List<String> only, List<String> not) {

    private static final String PLAIN = "[A-Za-z][A-Za-z0-9_]*";

    /// Asks containerd.
    interface Lister {
        List<String> list() throws EngineException, InterruptedException;
    }

    static ContainerdNamespaces of(EngineSettings settings) {
        return new ContainerdNamespaces(words(settings.parameter("namespace")),
                words(settings.parameter("namespace!")));
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    /// What containerd is to filter events by: any of these must hold, each of which is conditions that must all hold.
    List<String> filters() {
        if (only.isEmpty()) {
            String none = String.join(",", not.stream().map(name -> "namespace!=" + quoted(name)).toList());
            return none.isEmpty() ? List.of() : List.of(none);
        }
        return only.stream().filter(name -> !not.contains(name)).map(name -> "namespace==" + quoted(name)).toList();
    }

    /// As its language of filters wants what is no plain word.
    private static String quoted(String name) {
        return name.matches(PLAIN) ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /// Those wanted of all there are; it need not be asked where they are named.
    List<String> of(Lister lister) throws EngineException, InterruptedException {
        List<String> all = only.isEmpty() ? lister.list() : only;
        return all.stream().filter(name -> !not.contains(name)).toList();
    }
}
