package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import dev.evtool.stream.Security;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineUriTest {

    private static EngineSettings parse(String uri) throws StreamException.Usage {
        return EngineUri.parse(uri, Connecting.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"docker://,DOCKER,/var/run/docker.sock", "podman://,PODMAN,/run/podman/podman.sock",
            "isulad://,ISULAD,/var/run/isulad.sock", "containerd://,CONTAINERD,/run/containerd/containerd.sock",
            "docker:///tmp/d.sock,DOCKER,/tmp/d.sock", "DOCKER:///tmp/d.sock,DOCKER,/tmp/d.sock"})
    void sockets(String uri, EngineKind kind, String path) throws Exception {
        EngineSettings settings = parse(uri);
        assertEquals(kind, settings.kind());
        assertEquals(new EngineAddress.Socket(Path.of(path)), settings.address());
        assertEquals(kind.word() + "://" + path, settings.uri());
    }

    @ParameterizedTest
    @CsvSource({"docker://host,host,2375,false", "docker://host:2376,host,2376,true",
            "docker://host:9999,host,9999,false", "docker://host?ca=ca.pem,host,2376,true",
            "isulad://10.0.0.1:2375/,10.0.0.1,2375,false", "podman://[::1]:8080,::1,8080,false",
            "docker://h:5000?insecure=true,h,5000,true", "docker://[::1],::1,2375,false"})
    void ports(String uri, String host, int port, boolean tls) throws Exception {
        assertEquals(new EngineAddress.Tcp(host, port, tls), parse(uri).address());
    }

    @Test
    void aFileOfTheCommandLineMeansTlsToo() throws Exception {
        Connecting tls = Connecting.DEFAULT
                .with(new Security(new TlsFiles(Path.of("ca.pem"), null, null, false), null, TlsFiles.NONE));
        assertEquals(new EngineAddress.Tcp("h", 4000, true), EngineUri.parse("docker://h:4000", tls).address());
    }

    @Test
    void aPathMayHoldAnythingIfItIsEncoded() throws Exception {
        EngineSettings settings = parse("docker:///tmp/my%20sock%25/d+e.sock");
        assertEquals(new EngineAddress.Socket(Path.of("/tmp/my sock%/d+e.sock")), settings.address());
        assertEquals("docker:///tmp/my%20sock%25/d+e.sock", settings.uri());
        assertEquals(settings, parse(settings.uri()));
    }

    @Test
    void theNameHasNoSecretsAndNoParameters() throws Exception {
        assertEquals("docker://[::1]:2376", parse("docker://[::1]?ca=/etc/ca.pem").uri());
    }

    @Test
    void parametersOfOneKind() throws Exception {
        assertEquals(Map.of("namespace", "!moby"), parse("containerd://?namespace=!moby").parameters());
        assertEquals(Map.of("api", "compat"), parse("podman:///p.sock?api=compat").parameters());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/run/docker.sock|no engine's address", "http://host|no engine's address",
            "docker://tmp/d.sock|three slashes", "docker://host:0|no port", "docker://host:99999|no port",
            "docker://:2375|no host", "docker:///tmp/a%zz|not properly encoded", "docker://::1|no host",
            "docker://h?namespace=x|knows no parameter",
            "docker://h?token=env:X|knows no parameter", "podman://?api=v3|neither compat nor native",
            "containerd://host:1|listens on no port", "docker://user:secret@host|neither a socket nor a port"})
    void whatIsNoAddressIsRefused(String uri, String expected) {
        Problem problem = assertThrows(StreamException.Usage.class, () -> parse(uri)).problem();
        String said = problem.what() + " " + problem.next();
        assertTrue(said.contains(expected), said);
        assertTrue(!said.contains("secret"), said);
    }
}
