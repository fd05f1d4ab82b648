package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How evtool and an engine agree on what they speak.
@Timeout(60)
class DockerHelloTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1.41, 1.41", "1.51, 1.51", "1.52, 1.51", "1.56, 1.51", "2.0, 1.51", "1.9, 1.9", "1.24, 1.24", "'',",
            "abc,", "1.41.2,", "1,", "-1.41,", "99999999999.1,"})
    void theOlderVersionOfTheTwoIsSpoken(String theirs, @Nullable String spoken) {
        assertEquals(spoken, DockerHello.negotiated(theirs));
    }

    private static DockerHello hello(EngineKind kind, String version, String... headers) {
        return DockerHello.of(DockerSamples.settings(kind, new EngineAddress.Socket(Path.of("/run/x.sock"))),
                new DockerAnswer(200, Headers.of(headers), new byte[0]), version, Instant.EPOCH, Duration.ZERO);
    }

    @Test
    void anEngineThatDoesNotSayItsVersionIsSpokenToAsOfOld() {
        DockerHello hello = hello(EngineKind.DOCKER, "1.11.2");
        assertEquals("/v1.24/events", hello.events());
        assertEquals("API 1.24 (it does not say which it has)", hello.info().api());
        assertEquals("Docker 1.11.2", hello.info().product());
    }

    @Test
    void theProductIsKnownWithoutItsVersionToo() {
        assertEquals("Docker 27.1", hello(EngineKind.DOCKER, "", "Server", "Docker/27.1 (linux)").info().product());
        assertEquals("Podman 5.0", hello(EngineKind.DOCKER, "", "Server", "Libpod/5.0 (linux)").info().product());
        assertEquals("Docker", hello(EngineKind.DOCKER, "").info().product());
    }

    @Test
    void aSocketMayBeForwardedFromAMachineWithAnotherClock() throws Exception {
        String date = "Date: Sat, 21 Nov 2020 22:39:05 GMT\r\n";
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"),
                (request, out) -> DockerFake.text(out, "200 OK",
                        DockerFake.DOCKER_20 + date, request.method().equals("HEAD") ? null : "OK"));
                DockerClient client = new DockerClient(DockerSamples.settings(EngineKind.DOCKER, fake.address()))) {
            assertEquals(Instant.parse("2020-11-21T22:39:04Z"), client.hello().now());
        }
    }

    @Test
    void aHeadThatIsNotAllowedIsFollowedByAGet() throws Exception {
        DockerFake.Script engine = DockerFake.docker((request, out) -> {
            throw new AssertionError(request.target());
        });
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), (request, out) -> {
            if (request.method().equals("HEAD")) {
                DockerFake.text(out, "405 Method Not Allowed", "", null);
            } else {
                engine.answer(request, out);
            }
        }); DockerClient client = new DockerClient(DockerSamples.settings(EngineKind.DOCKER, fake.address()))) {
            assertEquals("API 1.41", client.hello().api());
            assertEquals(3, fake.requests().size());
        }
    }

    @Test
    void aGatewayThatHidesTheVersionIsNoObstacle() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), (request, out) -> {
            if (request.path().equals("/_ping")) {
                DockerFake.text(out, "200 OK", DockerFake.DOCKER_20, request.method().equals("HEAD") ? null : "OK");
            } else {
                DockerFake.text(out, "403 Forbidden", "", "no");
            }
        }); DockerClient client = new DockerClient(DockerSamples.settings(EngineKind.DOCKER, fake.address()))) {
            assertEquals("Docker 20.10.24", client.hello().product());
        }
    }
}
