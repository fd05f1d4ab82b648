package dev.evtool.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.StreamException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"docker|docker://", "Podman|podman://", "docker://|docker://",
            "docker://node1:2376?ca=x|docker://node1:2376?ca=x",
            "unix:///var/run/docker.sock|docker:///var/run/docker.sock",
            "/run/podman/podman.sock|podman:///run/podman/podman.sock",
            "/run/containerd/containerd.sock|containerd:///run/containerd/containerd.sock",
            "/var/run/isulad.sock|isulad:///var/run/isulad.sock", "/run/user/7/podman/s|podman:///run/user/7/podman/s",
            "/tmp/a b/docker.sock|docker:///tmp/a%20b/docker.sock", "/a/../b/docker.sock|docker:///b/docker.sock"})
    void wordsThatSayWhichEngine(String word, String uri) throws StreamException.Usage {
        assertEquals(uri, EngineName.uri(word));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "tcp://node1:2375|write docker://node1:2375, podman://node1:2375 or isulad://node1:2375",
            "/tmp/x.sock|write docker:///tmp/x.sock, podman:///tmp/x.sock or isulad:///tmp/x.sock",
            "unix:///tmp/x.sock|write docker:///tmp/x.sock", "ssh://me@host|forward its socket",
            "node1:2375|write docker://",
            "http://me:hunter2@host|write docker://", "''|write docker://"})
    void otherWordsAreToldWhatToWrite(String word, String next) {
        StreamException.Usage e = assertThrows(StreamException.Usage.class, () -> EngineName.uri(word));
        assertTrue(String.valueOf(e.problem().next()).startsWith(next), e.problem().toString());
        assertFalse(e.problem().toString().contains("hunter2"), e.problem().toString());
    }
}
