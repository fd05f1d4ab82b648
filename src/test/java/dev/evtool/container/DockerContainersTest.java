package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The containers there are.
@Timeout(60)
class DockerContainersTest {

    private static final String LIST = """
            [{"Id":"aa","Names":["/other/alias","/web"],"Image":"bb:3","State":"running","Labels":{"app":"shop"}},
             {"Id":"bb","Names":["/fails"],"Image":"bb:3","State":"exited","Labels":null},
             {"Id":"cc","Names":[],"Image":"bb:3","State":"created"},
             {"Id":"gone","Names":["/gone"],"Image":"bb:3","State":"exited"},
             {"Id":"sick","Names":["/sick"],"Image":"bb:3","State":"paused"},
             {"Names":["/no id"]}, 7]
            """;
    private static final Map<String, String> DETAILS = Map.of(
            "aa", """
                    {"Created":"2026-11-21T22:00:00Z","RestartCount":2,"State":{"Status":"running","ExitCode":0,
                     "StartedAt":"2026-11-21T22:39:07.471821233Z","FinishedAt":"0001-01-01T00:00:00Z",
                     "Health":{"Status":"unhealthy"}}}""",
            "bb", """
                    {"Created":"2026-11-21T22:00:00Z","RestartCount":0,"State":{"Status":"exited","ExitCode":3,
                     "StartedAt":"2026-11-21T22:39:07Z","FinishedAt":"2026-11-21T22:39:11.5Z",
                     "Health":{"Status":"none"}}}""",
            "cc", """
                    {"Created":"2026-11-21T22:00:00.1Z","RestartCount":0,"State":{"Status":"created","ExitCode":0,
                     "StartedAt":"0001-01-01T00:00:00Z","FinishedAt":"0001-01-01T00:00:00Z"}}""");

    @TempDir
    Path folder;

    private static void answer(DockerFake.Request request, java.io.OutputStream out) throws Exception {
        String path = request.path();
        String id = path.replaceAll("/v1\\.41/containers/|/?json", "");
        if (id.isEmpty()) {
            DockerFake.text(out, "200 OK", "", LIST);
        } else if (DETAILS.containsKey(id)) {
            DockerFake.text(out, "200 OK", "", DETAILS.get(id));
        } else {
            DockerFake.text(out, id.equals("gone") ? "404 Not Found" : "500 Oops", "", "{\"message\":\"no\"}");
        }
    }

    @Test
    void sayHowTheyAreAndSinceWhen() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"),
                DockerFake.docker(DockerContainersTest::answer));
                DockerClient client = new DockerClient(DockerSamples.settings(EngineKind.DOCKER, fake.address()))) {
            assertEquals(List.of(
                    new ContainerNow("aa", "web", "bb:3", "running", Instant.parse("2026-11-21T22:39:07.471821233Z"),
                            null, "unhealthy", 2L, "", Map.of("app", "shop")),
                    new ContainerNow("bb", "fails", "bb:3", "exited", Instant.parse("2026-11-21T22:39:11.5Z"), 3L, "",
                            0L, "", Map.of()),
                    new ContainerNow("cc", "cc", "bb:3", "created", Instant.parse("2026-11-21T22:00:00.1Z"), null, "",
                            0L, "", Map.of()),
                    new ContainerNow("sick", "sick", "bb:3", "paused", null, null, "", null, "", Map.of())),
                    client.containers(each -> true));
            assertEquals("/v1.41/containers/json?all=1", fake.requests().get(2).target());
        }
    }

    @Test
    void areAskedForOneByOneOnlyUpToANumber() throws Exception {
        String list = IntStream.range(0, 250).mapToObj(i -> "{\"Id\":\"c" + i + "\",\"State\":\"running\"}")
                .collect(Collectors.joining(",", "[", "]"));
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), DockerFake.docker(
                (request, out) -> DockerFake.text(out, "200 OK", "", request.path().endsWith("containers/json") ? list : """
                        {"State":{"StartedAt":"2026-11-21T22:39:07Z"}}""")));
                DockerClient client = new DockerClient(DockerSamples.settings(EngineKind.DOCKER, fake.address()))) {
            List<ContainerNow> all = client.containers(each -> true);
            assertEquals(250, all.size());
            assertEquals(200, all.stream().filter(c -> c.since() != null).count());
        }
    }

    @Test
    void anEngineThatDoesNotTellThemSaysWhy() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"),
                DockerFake.docker((request, out) -> DockerFake.text(out, "403 Forbidden", "", "not for you")));
                DockerClient client = new DockerClient(DockerSamples.settings(EngineKind.DOCKER, fake.address()))) {
            assertEquals("docker://" + fake.address() + " refused to tell its containers (HTTP 403): not for you",
                    assertThrows(EngineException.class, () -> client.containers(each -> true)).problem().what());
        }
    }
}
