package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.StreamException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which engines are found, by which variables and sockets; the root of the file system is a folder here.
class EngineDiscoveryTest {

    private static final String DOCKER = "var/run/docker.sock";
    private static final String PODMAN = "run/podman/podman.sock";
    private static final String ISULAD = "var/run/isulad.sock";
    private static final String CONTAINERD = "run/containerd/containerd.sock";

    @TempDir
    Path root;

    private final List<ServerSocketChannel> listening = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (ServerSocketChannel socket : listening) {
            socket.close();
        }
    }

    @Test
    void theUsualSocketsThatAreThere() throws Exception {
        listen(ISULAD, PODMAN);
        assertEquals(List.of("podman://" + root.resolve(PODMAN), "isulad://" + root.resolve(ISULAD)),
                find(Map.of()).uris());
        assertEquals(List.of(), find(Map.of()).remarks());
    }

    @Test
    void theUsersOwnPodmanComesFirst() throws Exception {
        listen(PODMAN, "run/user/7/podman/podman.sock");
        assertEquals(List.of("podman://" + root + "/run/user/7/podman/podman.sock", "podman://" + root.resolve(PODMAN)),
                find(Map.of("XDG_RUNTIME_DIR", root + "/run/user/7")).uris());
    }

    @Test
    void aLinkToPodmanIsPodmanAndOneEngine() throws Exception {
        listen(PODMAN);
        link(DOCKER, root.resolve(PODMAN));
        assertEquals(List.of("podman://" + root.resolve(PODMAN)), find(Map.of()).uris());
    }

    @Test
    void aLinkToAPodmanThatIsElsewhereIsPodman() throws Exception {
        listen("home/me/podman.sock");
        link(DOCKER, root.resolve("home/me/podman.sock"));
        assertEquals(List.of("podman://" + root.resolve(DOCKER)), find(Map.of()).uris());
    }

    @Test
    void dockersContainersAreNotToldTwice() throws Exception {
        listen(DOCKER, CONTAINERD);
        EngineDiscovery.Found found = find(Map.of());
        assertEquals(List.of("docker://" + root.resolve(DOCKER),
                "containerd://" + root.resolve(CONTAINERD) + "?namespace=!moby"), found.uris());
        assertTrue(found.remarks().getFirst().contains("leaving out the namespace moby"), found.remarks().toString());
        Files.delete(root.resolve(DOCKER));
        assertEquals(List.of("containerd://" + root.resolve(CONTAINERD)), find(Map.of()).uris());
    }

    @Test
    void aVariableCountsMoreThanTheUsualSocketAndNeedNotExist() throws Exception {
        listen(DOCKER, PODMAN);
        assertEquals(List.of("docker://node1:2375", "podman://" + root.resolve(PODMAN)),
                find(Map.of("DOCKER_HOST", "tcp://node1:2375")).uris());
        assertEquals(List.of("podman:///nowhere.sock", "docker://" + root.resolve(DOCKER)),
                find(Map.of("CONTAINER_HOST", "unix:///nowhere.sock")).uris());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"DOCKER_HOST=unix:///a/docker.sock|docker:///a/docker.sock",
            "DOCKER_HOST=tcp://h:2375|docker://h:2375",
            "DOCKER_HOST=tcp://h:2376 DOCKER_CERT_PATH=/c%d|docker://h:2376?ca=%2Fc%25d%2Fca.pem&cert=%2Fc%25d%2Fcert.pem&key=%2Fc%25d%2Fkey.pem",
            "DOCKER_HOST=tcp://h:1 DOCKER_TLS_VERIFY=1 HOME=/me|docker://h:1?ca=%2Fme%2F.docker%2Fca.pem&cert=%2Fme%2F.docker%2Fcert.pem&key=%2Fme%2F.docker%2Fkey.pem",
            "DOCKER_HOST=unix:///d.sock DOCKER_TLS_VERIFY=1|docker:///d.sock",
            "CONTAINER_HOST=unix:///p.sock|podman:///p.sock",
            "ISULAD_HOST=unix:///i.sock|isulad:///i.sock", "ISULAD_HOST=tcp://h:2376|isulad://h:2376",
            "CONTAINERD_ADDRESS=/c.sock|containerd:///c.sock",
            "CONTAINERD_ADDRESS=/a%20b?c.sock|containerd:///a%2520b%3Fc.sock"})
    void variablesOfTheEnginesOwnTools(String variables, String uri) throws Exception {
        Map<String, String> environment = new java.util.HashMap<>();
        for (String pair : variables.split(" ", -1)) {
            environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertEquals(List.of(uri), find(environment).uris());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://me@host", "npipe:////./pipe/docker_engine", "tcp://", "fd://", "nonsense"})
    void whatCannotBeReachedIsToldByItsVariable(String value) {
        StreamException.Usage e = assertThrows(StreamException.Usage.class, () -> find(Map.of("DOCKER_HOST", value)));
        assertTrue(e.problem().what().contains("DOCKER_HOST"), e.problem().what());
    }

    @Test
    void whereNoneIsFoundAllThatWasTriedIsTold() throws IOException {
        Files.createDirectories(root.resolve("var/run"));
        Files.writeString(root.resolve(DOCKER), "no socket");
        StreamException.Unreachable e = assertThrows(StreamException.Unreachable.class,
                () -> find(Map.of("XDG_RUNTIME_DIR", root + "/run/user/7")));
        assertEquals("no container engine found; tried " + root.resolve(DOCKER) + " (no socket), " + root
                + "/run/user/7/podman/podman.sock, " + root.resolve(PODMAN) + ", " + root.resolve(ISULAD) + ", "
                + root.resolve(CONTAINERD), e.problem().what());
    }

    private EngineDiscovery.Found find(Map<String, String> environment) throws StreamException {
        return new EngineDiscovery(environment, root).find();
    }

    private void listen(String... sockets) throws IOException {
        for (String socket : sockets) {
            Path path = root.resolve(socket);
            Files.createDirectories(path.getParent());
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.add(channel);
            channel.bind(UnixDomainSocketAddress.of(path));
        }
    }

    private void link(String from, Path to) throws IOException {
        Files.createDirectories(root.resolve(from).getParent());
        Files.createSymbolicLink(root.resolve(from), to);
    }
}
