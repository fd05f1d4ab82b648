package dev.evtool.cli;

import dev.evtool.container.ContainerSourceType;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Engines as people write them, made into URIs: also `docker`, `/run/podman/podman.sock` and `unix:///run/isulad.sock`.
final class EngineName {

    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";

    private EngineName() {}

    /// The URI of a word; one that has an engine's scheme stays as it is.
    ///
    /// @throws StreamException.Usage if it does not say which engine it is
    static String uri(String word) throws StreamException.Usage {
        int colon = word.indexOf("://");
        String scheme = colon < 0 ? "" : word.substring(0, colon).toLowerCase(Locale.ROOT);
        if (kinds().contains(scheme)) {
            return word;
        }
        if (kinds().contains(word.toLowerCase(Locale.ROOT))) {
            return word.toLowerCase(Locale.ROOT) + "://";
        }
        boolean path = colon < 0 && word.contains("/");
        if (path || word.startsWith(UNIX)) {
            String socket = path ? word : word.substring(UNIX.length());
            return of(ofFile(socket).orElseThrow(() -> usage("\"" + word + "\" does not say which engine listens there",
                    "write " + choices(absolute(socket)))), socket);
        }
        if (word.startsWith(TCP)) {
            throw usage("\"" + word + "\" does not say which engine listens there",
                    "write " + choices(word.substring(TCP.length())));
        }
        if (scheme.equals("ssh")) {
            throw ssh("--engine", "docker");
        }
        throw usage("\"" + word.replaceAll("//[^/@]*@", "//***@") + "\" is no engine's address",
                "write docker://, podman://, isulad:// or containerd://, then /PATH/OF/SOCKET or HOST:PORT");
    }

    /// The URI of an engine's socket.
    static String of(String kind, String socket) {
        try {
            return kind + "://" + new URI(null, null, absolute(socket), null).getRawPath();
        } catch (URISyntaxException e) {
            return kind + "://" + absolute(socket);
        }
    }

    /// The engine that a socket's name, or else a folder's that it is in, tells of.
    static Optional<String> ofFile(String socket) {
        String[] names = socket.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            for (String kind : kinds()) {
                if (names[i].startsWith(kind)) {
                    return Optional.of(kind);
                }
            }
        }
        return Optional.empty();
    }

    static StreamException.Usage ssh(String where, String kind) {
        return usage(where + " names an engine by ssh://, which evtool does not speak",
                "forward its socket, and name that: ssh -NL /tmp/" + kind + ".sock:"
                        + (kind.equals("podman") ? "/run/podman/podman.sock" : "/var/run/" + kind + ".sock")
                        + " HOST, then -e " + kind + ":///tmp/" + kind + ".sock");
    }

    private static Set<String> kinds() {
        return new TreeSet<>(new ContainerSourceType().schemes());
    }

    private static String choices(String place) {
        return "docker://" + place + ", podman://" + place + " or isulad://" + place;
    }

    private static String absolute(String socket) {
        return Path.of(socket).toAbsolutePath().normalize().toString();
    }

    private static StreamException.Usage usage(String what, String next) {
        return new StreamException.Usage(new Problem(what, null, next));
    }
}
