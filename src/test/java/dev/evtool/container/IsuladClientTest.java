package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.container.GrpcFixture.Working;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class IsuladClientTest {

    @TempDir
    private Path folder;
    private final FakeIsulad isulad = new FakeIsulad();
    private final CollectingTaker taker = new CollectingTaker();
    private final Instant now = Instant.now();
    private IsuladClient client;

    @BeforeEach
    void connect() throws Exception {
        Path socket = folder.resolve("isulad.sock");
        isulad.server.listen(socket);
        client = new IsuladClient(GrpcFixture.socket(EngineKind.ISULAD, socket), news -> {});
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        isulad.close();
    }

    private byte[] event(int number) {
        return FakeIsulad.event(now.minusSeconds(1000).plusNanos(number), "container start", "c" + number,
                Map.of("name", "n" + number));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "c" + n).toList();
    }

    private static void assertEndsSoon(Working working) throws Exception {
        working.end().get(1, TimeUnit.SECONDS);
    }

    @Test
    void helloTellsProductAndVersion() throws Exception {
        EngineInfo info = client.hello();
        assertEquals("iSulad 2.1.6", info.product());
        assertEquals(64, info.memory().most());
        assertEquals(List.of("localhost"), isulad.server.authorities);
        assertFalse(isulad.server.headers.getFirst().keys().contains("username"));
    }

    @Test
    void theTimeLimitOfOneCallIsNotThatOfTheNext() throws Exception {
        client.hello();
        Working following = Working.start(() -> client.follow(null, null, taker));
        taker.await(t -> t.subscribedTimes() == 1);
        await(() -> isulad.listeners() > 0);
        assertTrue(isulad.server.headers.getFirst().keys().contains("grpc-timeout"));
        assertFalse(isulad.server.headers.get(1).keys().contains("grpc-timeout"), "the stream would be cut off by it");
        client.hangUp();
        assertEndsSoon(following);
    }

    @Test
    void theMemoryComesFirstAndThenWhatHappens() throws Exception {
        IntStream.range(0, 70).forEach(n -> isulad.happens(event(n)));
        Working following = Working.start(() -> client.follow(null, null, taker));
        taker.await(t -> t.events().size() == 64);
        isulad.happens(event(70));
        taker.await(t -> t.events().size() == 65);
        assertEquals(ids(6, 71), taker.ids());
        assertEquals(1, taker.subscribedTimes());
        client.hangUp();
        assertEndsSoon(following);
        assertArrayEquals(new byte[0], isulad.requests.getFirst());
    }

    @Test
    void sinceIsSentToTheNanosecondAndUntilEndsIt() throws Exception {
        IntStream.range(0, 5).forEach(n -> isulad.happens(event(n)));
        Instant since = now.minusSeconds(1000).plusNanos(3);
        client.follow(since, Instant.now().plusMillis(300), taker);
        assertEquals(ids(3, 5), taker.ids());
    }

    @Test
    void whatLeaksAfterUntilIsLeftOut() throws Exception {
        Instant until = Instant.now().plusSeconds(2);
        Working following = Working.start(() -> client.follow(Instant.now(), until, taker));
        taker.await(t -> t.subscribedTimes() == 1);
        await(() -> isulad.listeners() > 0);
        isulad.happens(FakeIsulad.event(until.plusNanos(1), "container start", "late", Map.of()));
        isulad.happens(FakeIsulad.event(until, "container start", "just", Map.of()));
        following.end().get(10, TimeUnit.SECONDS);
        assertEquals(List.of("just"), taker.ids());
    }

    @Test
    void recallEndsByItselfAndTellsNothingTwice() throws Exception {
        IntStream.range(0, 5).forEach(n -> isulad.happens(event(n)));
        client.recall(now.minusSeconds(1000).plusNanos(2), taker);
        assertEquals(ids(2, 5), taker.ids());
        assertEquals(0, taker.subscribedTimes());
    }

    @Test
    void whatIsLostBetweenMemoryAndLiveIsToldASecondLater() throws Exception {
        isulad.happens(event(0));
        Working following = Working.start(() -> client.follow(null, null, taker));
        taker.await(t -> t.ids().contains("c0"));
        await(() -> isulad.listeners() > 0);
        isulad.missNext();
        isulad.happens(event(1));
        isulad.happens(event(2));
        taker.await(t -> t.ids().contains("c1"));
        assertEquals(List.of("c0", "c2", "c1"), taker.ids());
        client.hangUp();
        assertEndsSoon(following);
    }

    @Test
    void aMessageThatIsNoneHarmsNoNeighbour() throws Exception {
        Working following = Working.start(() -> client.follow(null, null, taker));
        await(() -> isulad.listeners() > 0);
        isulad.happens(event(0));
        isulad.happens(HexFormat.of().parseHex("0aff01"));
        isulad.happens(event(1));
        taker.await(t -> t.events().size() == 2 && !t.malformed().isEmpty());
        assertEquals(ids(0, 2), taker.ids());
        assertTrue(taker.malformed().getFirst().contains("no event of iSulad"), taker.malformed()::toString);
        client.hangUp();
        assertEndsSoon(following);
    }

    @Test
    void aMessageOfFiveMegabytesArrives() throws Exception {
        String value = "x".repeat(5_000_000);
        isulad.happens(FakeIsulad.event(now, "container start", "big", Map.of("label", value)));
        isulad.happens(event(1));
        client.recall(now.minusSeconds(2000), taker);
        assertEquals(List.of("big", "c1"), taker.ids());
        assertTrue(taker.events().getFirst().payload().bytes().length > value.length());
    }

    @Test
    void aSlowTakerSlowsTheReadingAndLosesNothing() throws Exception {
        String padding = "x".repeat(100_000);
        CollectingTaker slow = new CollectingTaker();
        Working following = Working.start(() -> client.follow(null, null, new EngineClient.Taker() {
            @Override
            public void subscribed() {
                slow.subscribed();
            }

            @Override
            public void event(dev.evtool.event.Event event) throws InterruptedException {
                Thread.sleep(2);
                slow.event(event);
            }

            @Override
            public void malformed(String what, byte[] wire) {
                slow.malformed(what, wire);
            }
        }));
        await(() -> isulad.listeners() > 0);
        for (int n = 0; n < 300; n++) {
            isulad.happens(FakeIsulad.event(now.plusNanos(n), "container start", "c" + n, Map.of("p", padding)));
        }
        slow.await(t -> t.events().size() == 300);
        assertEquals(ids(0, 300), slow.ids());
        client.hangUp();
        assertEndsSoon(following);
    }

    @Test
    void aGoodEndIsTheEnd() throws Exception {
        Working following = Working.start(() -> client.follow(null, null, taker));
        await(() -> isulad.listeners() > 0);
        isulad.endAll();
        following.end().get(5, TimeUnit.SECONDS);
        assertEquals(List.of(), taker.events());
    }

    @Test
    void aDaemonThatDiesIsAFailureAndTheNextCallGoesToItsSuccessor() throws Exception {
        Working following = Working.start(() -> client.follow(null, null, taker));
        await(() -> isulad.listeners() > 0);
        isulad.server.close();
        EngineException e = failure(following);
        assertTrue(e.problem().what().contains("broke"), e.problem()::toString);
        Path socket = folder.resolve("isulad.sock");
        EngineException gone = assertThrows(EngineException.class, client::hello);
        assertTrue(gone.problem().what().contains(socket.toString()), gone.problem()::toString);
        java.nio.file.Files.deleteIfExists(socket);
        try (FakeIsulad successor = new FakeIsulad()) {
            successor.server.listen(socket);
            assertEquals("iSulad 2.1.6", client.hello().product());
        }
    }

    @Test
    void sinceAfterUntilIsRefusedWithTheReason() {
        EngineException e = assertThrows(EngineException.class,
                () -> client.follow(now.plusSeconds(60), now.plusSeconds(30), taker));
        assertTrue(e.problem().what().contains("Failed to execute events callback"), e.problem()::toString);
        assertEquals("since lies after until", e.problem().cause());
    }

    @Test
    void anInterruptEndsAFollowAndHangUpASecondOne() throws Exception {
        Working first = Working.start(() -> client.follow(null, null, taker));
        await(() -> isulad.listeners() > 0);
        first.thread().interrupt();
        ExecutionException e = assertThrows(ExecutionException.class, () -> first.end().get(1, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, e.getCause());
        await(() -> isulad.listeners() == 0);
        Working second = Working.start(() -> client.follow(null, null, taker));
        await(() -> isulad.listeners() > 0);
        client.hangUp();
        assertEndsSoon(second);
    }

    @Test
    void noThreadIsLeft() throws Exception {
        client.hello();
        assertTrue(threads().stream().anyMatch(name -> name.startsWith("evtool-grpc")));
        client.close();
        client.close();
        await(() -> threads().stream().noneMatch(
                name -> name.startsWith("evtool-grpc") || name.startsWith("grpc-") || name.startsWith("globalEvent")));
        EngineException e = assertThrows(EngineException.class, client::hello);
        assertTrue(e.problem().what().contains("closed"), e.problem()::toString);
    }

    @Test
    void theRequestIsWhatIsuladReads() {
        assertEquals("0a0b08fad784d80610a78eed33120808" + "c2e684d806" + "1001",
                HexFormat.of().formatHex(IsuladCodec.request(Instant.ofEpochSecond(1795238906L, 108742439),
                        Instant.ofEpochSecond(1795240770L, 1))));
        assertEquals(0, IsuladCodec.request(null, null).length);
        assertEquals("", new String(IsuladCodec.request(null, null), StandardCharsets.UTF_8));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static EngineException failure(Working working) {
        ExecutionException e = assertThrows(ExecutionException.class, () -> working.end().get(5, TimeUnit.SECONDS));
        return assertInstanceOf(EngineException.class, e.getCause());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, "waited in vain");
            Thread.sleep(5);
        }
    }
}
