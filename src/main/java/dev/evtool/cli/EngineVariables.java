package dev.evtool.cli;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The engines that the variables of their own tools name, as URIs.
record EngineVariables(Map<String, String> environment) {

    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";

    /// `DOCKER_HOST`, with `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`.
    Optional<String> docker() throws StreamException.Usage {
        Optional<String> uri = of("DOCKER_HOST", "docker");
        boolean secured = !variable("DOCKER_TLS_VERIFY").isEmpty() || !variable("DOCKER_CERT_PATH").isEmpty();
        if (uri.isEmpty() || !secured || !variable("DOCKER_HOST").startsWith(TCP)) {
            return uri;
        }
        String folder = variable("DOCKER_CERT_PATH").isEmpty() ? variable("HOME") + "/.docker"
                : variable("DOCKER_CERT_PATH");
        return Optional.of(uri.get() + "?ca=" + encoded(folder + "/ca.pem") + "&cert=" + encoded(folder + "/cert.pem")
                + "&key=" + encoded(folder + "/key.pem"));
    }

    /// `CONTAINER_HOST`.
    Optional<String> podman() throws StreamException.Usage {
        return of("CONTAINER_HOST", "podman");
    }

    /// `ISULAD_HOST`.
    Optional<String> isulad() throws StreamException.Usage {
        return of("ISULAD_HOST", "isulad");
    }

    /// `CONTAINERD_ADDRESS`, a path.
    Optional<String> containerd() throws StreamException.Usage {
        return of("CONTAINERD_ADDRESS", "containerd");
    }

    private Optional<String> of(String variable, String kind) throws StreamException.Usage {
        String value = variable(variable);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.startsWith("ssh://")) {
            throw EngineName.ssh("the variable " + variable, kind);
        }
        if (value.startsWith(TCP) && value.length() > TCP.length()) {
            return Optional.of(kind + "://" + value.substring(TCP.length()));
        }
        String socket = value.startsWith(UNIX) ? value.substring(UNIX.length()) : value;
        if (socket.startsWith("/")) {
            return Optional.of(EngineName.of(kind, socket));
        }
        throw new StreamException.Usage(new Problem("the variable " + variable
                + " names no engine that evtool can reach", null,
                "set it to unix:///PATH/OF/SOCKET or tcp://HOST:PORT, unset it, or say -e " + kind + "://…"));
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
