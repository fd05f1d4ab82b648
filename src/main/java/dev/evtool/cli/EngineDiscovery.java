package dev.evtool.cli;

import dev.evtool.stream.Problem;
import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the engines of this machine: what the variables of their own tools name, else the sockets that are there.
final class EngineDiscovery {

    /// What was found.
    ///
    /// @param uris of the engines, each once
    /// @param remarks what a person should know of it
    record Found(List<String> uris, List<String> remarks) {}

    /// A socket that is there, under the name of its engine.
    private record Place(String kind, Path socket) {}

    private static final String DOCKER = "docker";
    private static final String PODMAN = "podman";
    private static final String CONTAINERD = "containerd";

    private final Map<String, String> environment;
    private final Path root;
    private final List<String> named = new ArrayList<>();
    private final Map<Path, Place> sockets = new LinkedHashMap<>();
    private final List<String> tried = new ArrayList<>();

    /// @param root what the usual sockets are looked for in: `/`
    EngineDiscovery(Map<String, String> environment, Path root) {
        this.environment = environment;
        this.root = root;
    }

    /// @throws StreamException if there is none, or a variable makes no sense
    Found find() throws StreamException {
        EngineVariables variables = new EngineVariables(environment);
        variables.docker().ifPresentOrElse(named::add, () -> look(DOCKER, "/var/run/docker.sock"));
        variables.podman().ifPresentOrElse(named::add, this::lookForPodman);
        variables.isulad().ifPresentOrElse(named::add, () -> look("isulad", "/var/run/isulad.sock"));
        variables.containerd().ifPresentOrElse(named::add, () -> look(CONTAINERD, "/run/containerd/containerd.sock"));
        if (named.isEmpty() && sockets.isEmpty()) {
            throw new StreamException.Unreachable(new Problem("no container engine found; tried "
                    + String.join(", ", tried), "none runs here, or it listens elsewhere",
                    "start one, name one (evtool events -e docker://HOST:2375), or try: evtool events --demo"), null);
        }
        return found();
    }

    private void lookForPodman() {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            look(PODMAN, Path.of(runtime, "podman", "podman.sock"));
        }
        look(PODMAN, "/run/podman/podman.sock");
    }

    private void look(String kind, String usual) {
        look(kind, root.resolve(usual.substring(1)));
    }

    private void look(String kind, Path socket) {
        try {
            if (Files.readAttributes(socket, BasicFileAttributes.class).isOther()) {
                Path real = socket.toRealPath();
                sockets.merge(real, new Place(kind, socket), (one, other) -> better(real, one, other));
            } else {
                tried.add(socket + " (no socket)");
            }
        } catch (AccessDeniedException e) {
            tried.add(socket + " (no permission to look)");
        } catch (IOException e) {
            tried.add(socket.toString());
        }
    }

    /// Podman can stand in for Docker by a link: it is one engine then, and the socket's own name tells which.
    private static Place better(Path real, Place one, Place other) {
        return EngineName.ofFile(real.toString()).filter(other.kind()::equals).isPresent() ? other : one;
    }

    private Found found() {
        List<String> uris = new ArrayList<>(named);
        List<String> remarks = new ArrayList<>();
        sockets.forEach((real, place) -> uris.add(EngineName.of(
                place.kind().equals(DOCKER) ? EngineName.ofFile(real.toString()).orElse(DOCKER) : place.kind(),
                place.socket().toString())));
        boolean docker = uris.stream().anyMatch(uri -> uri.startsWith(DOCKER + ":"));
        for (int i = 0; docker && i < uris.size(); i++) {
            String uri = uris.get(i);
            if (uri.startsWith(CONTAINERD + ":") && !named.contains(uri)) {
                uris.set(i, uri + "?namespace=!moby");
                remarks.add(
                        uri + ": leaving out the namespace moby, whose containers are Docker's (all of it: -e " + uri
                                + ")");
            }
        }
        return new Found(List.copyOf(uris), List.copyOf(remarks));
    }
}
