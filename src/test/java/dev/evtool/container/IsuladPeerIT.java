package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.container.GrpcFixture.Working;
import dev.evtool.stream.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The client against a server by gRPC's C core, which is what iSulad's own is made of.
@Tag("real")
@Timeout(120)
class IsuladPeerIT {

    @TempDir
    private Path folder;
    private final CollectingTaker taker = new CollectingTaker();
    private final Instant now = Instant.now();

    private PythonIsulad onSocket() throws Exception {
        return new PythonIsulad(folder, "unix:" + folder.resolve("isulad.sock"));
    }

    private IsuladClient client() throws Exception {
        return new IsuladClient(GrpcFixture.socket(EngineKind.ISULAD, folder.resolve("isulad.sock")));
    }

    private Map<String, Object> event(int number) {
        Instant time = now.minusSeconds(100).plusNanos(number);
        return Map.of("opt", "container start", "id", "c" + number, "time",
                time.getEpochSecond() * 1_000_000_000 + time.getNano(), "annotations", Map.of("name", "n" + number));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "c" + n).toList();
    }

    private static void awaitListeners(PythonIsulad isulad, long count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Long.valueOf(count).equals(isulad.look().get("listeners"))) {
            assertTrue(System.nanoTime() < deadline, "waited in vain for " + count + " listeners");
            Thread.sleep(20);
        }
    }

    @Test
    void helloAndContainers() throws Exception {
        try (PythonIsulad isulad = onSocket(); IsuladClient client = client()) {
            assertEquals("iSulad 2.1.6", client.hello().product());
            List<ContainerNow> all = client.containers(each -> true);
            assertEquals(List.of("web running null healthy", "job exited 137 "), all.stream()
                    .map(c -> c.name() + " " + c.state() + " " + c.exitCode() + " " + c.health()).toList());
            assertEquals(Instant.parse("2026-11-21T14:50:34.106654935Z"), all.getFirst().since());
            assertEquals(Instant.parse("2026-11-21T22:51:04.869977928Z"), all.get(1).since());
            assertEquals(3L, all.get(1).restarts());
            assertTrue(isulad.look().get("metadata").toString().contains("evtool"), () -> "no user agent");
        }
    }

    @Test
    void memoryThenLiveThenHungUp() throws Exception {
        try (PythonIsulad isulad = onSocket(); IsuladClient client = client()) {
            for (int n = 0; n < 70; n++) {
                isulad.happens(event(n));
            }
            Working following = Working.start(() -> client.follow(null, null, taker));
            taker.await(t -> t.events().size() == 64);
            isulad.happens(event(70));
            taker.await(t -> t.events().size() == 65);
            assertEquals(ids(6, 71), taker.ids());
            client.hangUp();
            following.end().get(1, TimeUnit.SECONDS);
            awaitListeners(isulad, 0);
        }
    }

    @Test
    void recallAndUntilEndWell() throws Exception {
        try (PythonIsulad isulad = onSocket(); IsuladClient client = client()) {
            for (int n = 0; n < 5; n++) {
                isulad.happens(event(n));
            }
            client.recall(now.minusSeconds(100).plusNanos(2), taker);
            assertEquals(ids(2, 5), taker.ids());
            CollectingTaker later = new CollectingTaker();
            client.follow(now.minusSeconds(100).plusNanos(3), Instant.now().plusMillis(500), later);
            assertEquals(ids(3, 5), later.ids());
            EngineException e = assertThrows(EngineException.class,
                    () -> client.follow(now.plusSeconds(60), now.plusSeconds(30), taker));
            assertEquals("since lies after until", e.problem().cause());
        }
    }

    @Test
    void aDaemonThatIsKilledIsAFailure() throws Exception {
        try (PythonIsulad isulad = onSocket(); IsuladClient client = client()) {
            Working following = Working.start(() -> client.follow(null, null, taker));
            awaitListeners(isulad, 1);
            isulad.kill();
            ExecutionException e = assertThrows(ExecutionException.class,
                    () -> following.end().get(5, TimeUnit.SECONDS));
            EngineException broken = assertInstanceOf(EngineException.class, e.getCause());
            assertTrue(broken.problem().what().contains("broke"), broken.problem()::toString);
            EngineException gone = assertThrows(EngineException.class, client::hello);
            assertTrue(gone.problem().what().startsWith("nobody listens at"), gone.problem()::toString);
        }
    }

    @Test
    void mutualTls() throws Exception {
        TestCertificates authority = new TestCertificates(folder, "engines");
        HeldCertificate server = authority.issue("server", "localhost");
        HeldCertificate mine = authority.issue("alice", "localhost");
        try (PythonIsulad isulad = new PythonIsulad(folder, "localhost:0", authority.ca().toString(),
                authority.cert("server", server).toString(), authority.key("server", server).toString())) {
            EngineAddress address = new EngineAddress.Tcp("localhost", isulad.port(), true);
            try (IsuladClient client = new IsuladClient(GrpcFixture.settings(EngineKind.ISULAD, address,
                    "isulad://localhost:" + isulad.port(),
                    new TlsFiles(authority.ca(), authority.cert("alice", mine), authority.key("alice", mine), false),
                    Map.of()))) {
                assertEquals("iSulad 2.1.6", client.hello().product());
                Map<?, ?> metadata = (Map<?, ?>) isulad.look().get("metadata");
                assertEquals("alice", metadata.get("username"));
                assertEquals("1", metadata.get("tls_mode"));
                isulad.happens(event(1));
                Working following = Working.start(() -> client.follow(null, null, taker));
                taker.await(t -> t.ids().equals(List.of("c1")));
                isulad.happens(event(2));
                taker.await(t -> t.ids().equals(ids(1, 3)));
                client.hangUp();
                following.end().get(1, TimeUnit.SECONDS);
                CollectingTaker recalled = new CollectingTaker();
                client.recall(Instant.EPOCH, recalled);
                assertEquals(ids(1, 3), recalled.ids());
            }
            try (IsuladClient stranger = new IsuladClient(GrpcFixture.settings(EngineKind.ISULAD, address, "isulad://x",
                    new TlsFiles(authority.ca(), null, null, false), Map.of()))) {
                EngineException e = assertThrows(EngineException.class, stranger::hello);
                assertTrue(e.problem().toString().contains("certificate"), e.problem()::toString);
            }
        }
    }
}
