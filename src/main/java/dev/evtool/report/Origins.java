package dev.evtool.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What lines call their sources where several meet: as short as tells them apart. `docker` and `podman` where there is
/// one of each, `docker@node1` and `docker@node2` for two hosts, `podman@/run/user/1000/podman/podman.sock` for a second
/// one here.
public final class Origins {

    /// For lines that all come from one.
    public static final Origins NONE = new Origins(Map.of(), false);

    private static final int FORMS = 3;

    private final Map<String, String> names;
    private final boolean shown;

    private Origins(Map<String, String> names, boolean shown) {
        this.names = names;
        this.shown = shown;
    }

    /// For lines of these.
    ///
    /// @param uris of all sources that are known; another one is called by its host
    public static Origins of(List<String> uris) {
        Map<String, String> names = new HashMap<>();
        List<String> open = new ArrayList<>(new HashSet<>(uris));
        for (int form = 0; form < FORMS; form++) {
            Map<String, Integer> counts = new HashMap<>();
            int tried = form;
            open.forEach(uri -> counts.merge(form(uri, tried), 1, Integer::sum));
            Set<String> last = form == FORMS - 1 ? Set.copyOf(open) : Set.of();
            open.removeIf(uri -> {
                boolean alone = last.contains(uri) || counts.getOrDefault(form(uri, tried), 0) == 1;
                if (alone) {
                    names.put(uri, form(uri, tried));
                }
                return alone;
            });
        }
        return new Origins(names, true);
    }

    boolean areShown() {
        return shown;
    }

    /// What to call who speaks.
    ///
    /// @param speaker what the sentence itself calls who speaks
    String name(String source, String speaker) {
        String known = names.get(source);
        if (known != null) {
            return known;
        }
        String called = form(source, 1);
        return called.contains("@") ? called : speaker;
    }

    /// The scheme, or what a demo calls itself at its end; with the host, if there is one; with all that follows.
    private static String form(String uri, int form) {
        int colon = uri.indexOf("://");
        if (colon < 0) { // of a demo
            return form == 0 ? uri.substring(uri.lastIndexOf('/') + 1) : uri;
        }
        String scheme = uri.substring(0, colon);
        String rest = uri.substring(colon + "://".length());
        if (form == 0 || rest.isEmpty()) {
            return scheme;
        }
        if (form > 1) {
            return scheme + "@" + rest;
        }
        String host = rest.replaceFirst("/.*$", "").replaceFirst(":\\d+$", "");
        return host.isEmpty() ? scheme : scheme + "@" + host;
    }
}
