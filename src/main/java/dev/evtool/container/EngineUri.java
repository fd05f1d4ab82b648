package dev.evtool.container;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import dev.evtool.stream.UriParameters;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Addresses of engines: `docker:///run/docker.sock`, `docker://HOST[:PORT]`, `docker://` for the usual socket, likewise
/// `podman`, `isulad` and `containerd`. A port is spoken to by TLS if it is 2376, or if a file for TLS is given.
public final class EngineUri {

    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    /// `namespace=k8s.io` or `namespace=!moby`.
    private static final Map<EngineKind, List<String>> OWN_PARAMETERS = Map.of(EngineKind.DOCKER, List.of(),
            EngineKind.PODMAN, List.of("api"), EngineKind.ISULAD, List.of(), EngineKind.CONTAINERD,
            List.of("namespace"));

    private EngineUri() {}

    /// The engine at an address.
    ///
    /// @param given how to connect where the address says nothing of it
    /// @throws StreamException.Usage if it is none
    public static EngineSettings parse(String uri, Connecting given) throws StreamException.Usage {
        int colon = uri.indexOf("://");
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        EngineKind kind = Arrays.stream(EngineKind.values()).filter(k -> k.word().equals(scheme)).findFirst()
                .orElseThrow(() -> usage("\"" + shown(uri) + "\" is no engine's address",
                        "write docker://, podman://, isulad:// or containerd://, then /PATH/OF/SOCKET or HOST:PORT"));
        String rest = uri.substring(colon + "://".length());
        int query = rest.indexOf('?');
        String place = query < 0 ? rest : rest.substring(0, query);
        UriParameters parameters = UriParameters.of(uri);
        requireKnown(kind, parameters);
        Connecting connecting = parameters.secured(given);
        EngineAddress address = place.isEmpty() || place.startsWith("/") ? socket(kind, place)
                : port(kind, place, connecting.security().tls(), parameters.isTrue("insecure"));
        String name = kind.word() + "://" + switch (address) {
            case EngineAddress.Socket socket -> socket.path().toUri().getRawPath();
            case EngineAddress.Tcp tcp -> tcp.toString();
        };
        Map<String, String> own = parameters.values().entrySet().stream()
                .filter(entry -> OWN_PARAMETERS.getOrDefault(kind, List.of()).contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (own.containsKey("api") && !List.of("compat", "native").contains(own.get("api"))) {
            throw usage("api= is neither compat nor native", "podman://…?api=native");
        }
        return new EngineSettings(name, kind, address, own, connecting, false, false, EventSelection.ALL);
    }

    private static void requireKnown(EngineKind kind, UriParameters parameters) throws StreamException.Usage {
        List<String> known = Stream.concat(OWN_PARAMETERS.getOrDefault(kind, List.of()).stream(),
                UriParameters.SECURITY.stream().filter(name -> !name.equals("token")).sorted()).toList();
        for (String name : parameters.values().keySet()) {
            if (!known.contains(name)) {
                throw usage("a " + kind.word() + ":// address knows no parameter \"" + name + "\"",
                        "use " + String.join(", ", known));
            }
        }
    }

    private static EngineAddress socket(EngineKind kind, String place) throws StreamException.Usage {
        try {
            return new EngineAddress.Socket(
                    place.isEmpty() ? kind.usualSocket() : Path.of(UriParameters.decoded(place)));
        } catch (InvalidPathException e) {
            throw usage("\"" + shown(place) + "\" cannot be a socket: " + e.getReason(), "give its whole path");
        }
    }

    private static EngineAddress port(EngineKind kind, String place, TlsFiles tls, boolean insecure)
            throws StreamException.Usage {
        if (kind == EngineKind.CONTAINERD) {
            throw usage("containerd listens on no port, only on a socket",
                    "containerd:///run/containerd/containerd.sock");
        }
        String hostAndPort = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
        if (hostAndPort.contains("@") || hostAndPort.contains("/")) {
            throw usage("\"" + kind.word() + "://" + shown(place) + "\" is neither a socket nor a port",
                    kind.word() + ":///PATH/OF/SOCKET (three slashes) or " + kind.word() + "://HOST:PORT");
        }
        boolean files = tls.ca() != null || tls.cert() != null || insecure;
        int end = hostAndPort.lastIndexOf(':');
        boolean bare = end < 0 || hostAndPort.endsWith("]");
        String host = bare ? hostAndPort : hostAndPort.substring(0, end);
        int port = bare ? (files ? TLS_PORT : PLAIN_PORT) : number(hostAndPort.substring(end + 1));
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.isEmpty() || host.contains(":")) {
            throw usage("\"" + shown(place) + "\" has no host", "HOST:PORT, or [::1]:PORT");
        }
        return new EngineAddress.Tcp(host, port, files || port == TLS_PORT);
    }

    private static int number(String port) throws StreamException.Usage {
        if (port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535) {
            return Integer.parseInt(port);
        }
        throw usage("\"" + shown(port) + "\" is no port", "give 1 to 65535");
    }

    /// Without what may be a secret.
    private static String shown(String text) {
        return text.replaceAll("[^/@]*@", "***@").replaceAll("\\?.*", "");
    }

    private static StreamException.Usage usage(String what, String next) {
        return new StreamException.Usage(new Problem(what, null, next));
    }
}
