package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.TestCertificates;
import dev.evtool.event.Rfc3339;
import dev.evtool.stream.Tls;
import dev.evtool.stream.TlsFiles;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The client against an engine whose every byte is the test's.
@Timeout(60)
class DockerClientTest {

    private static final Instant SINCE = Instant.parse("2026-11-21T22:39:07.000000001Z");
    private static final String EVENT = DockerSamples.event("start", "c1", "\"name\":\"web\"");

    @TempDir
    Path folder;

    private interface Use {
        void with(EngineClient client) throws Exception;
    }

    /// On a virtual thread, as sources do.
    private static void use(EngineSettings settings, Use use) throws Exception {
        try (DockerClient client = new DockerClient(settings)) {
            finish(start(() -> use.with(client)));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static final class Running {
        private final FutureTask<Boolean> task;
        private final Thread thread;

        Running(Work work) {
            task = new FutureTask<>(() -> {
                work.run();
                return true;
            });
            thread = Thread.ofVirtual().start(task);
        }
    }

    private static Running start(Work work) {
        return new Running(work);
    }

    private static void finish(Running running) throws Exception {
        try {
            running.task.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private static DockerFake.Script recording() {
        return (request, out) -> {
            out.write(DockerSamples.bytes("docker/events-api1.41.http-wire.bin"));
            DockerFake.lastChunk(out);
            throw new java.io.IOException("closed");
        };
    }

    private void tellsTheRecording(DockerFake fake, EngineSettings settings) throws Exception {
        DockerTaken taken = new DockerTaken();
        use(settings, client -> {
            EngineInfo info = client.hello();
            assertEquals("Docker 20.10.24+dfsg1", info.product());
            assertEquals("API 1.41", info.api());
            assertEquals(256, info.memory().most());
            client.follow(SINCE, null, taken);
        });
        assertEquals(DockerSamples.lines(DockerSamples.DOCKER), taken.payloads());
        assertEquals(1, taken.subscriptions());
        assertEquals("/v1.41/events?since=1795300747.000000001", fake.asked("/events").target());
        assertTrue(fake.asked("/events").headers().contains("accept-encoding: identity"));
    }

    @Test
    void tellsWhatAnEngineTellsOnAUnixSocket() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), DockerFake.docker(recording()))) {
            tellsTheRecording(fake, DockerSamples.settings(EngineKind.DOCKER, fake.address()));
        }
    }

    @Test
    void tellsWhatAnEngineTellsOnAPort() throws Exception {
        try (DockerFake fake = DockerFake.tcp(DockerFake.docker(recording()))) {
            tellsTheRecording(fake, DockerSamples.settings(EngineKind.DOCKER, fake.address()));
        }
    }

    @Test
    void tellsWhatAnEngineTellsByMutualTls() throws Exception {
        TestCertificates authority = new TestCertificates(folder, "engines");
        TlsFiles client = files(authority, "client", authority.issue("client"));
        try (DockerFake fake = DockerFake.tls(server(authority, "localhost"), "localhost",
                DockerFake.docker(recording()))) {
            tellsTheRecording(fake, DockerSamples.settings(EngineKind.DOCKER, fake.address(), client, Map.of()));
        }
    }

    private static TlsFiles files(TestCertificates authority, String name, HeldCertificate held) throws Exception {
        return new TlsFiles(authority.ca(), authority.cert(name, held), authority.key(name, held), false);
    }

    private static Tls server(TestCertificates authority, String host) throws Exception {
        return Tls.server(files(authority, "server", authority.issue("server", host)), news -> {});
    }

    @Test
    void showsNoCertificateAndIsToldToGiveOne() throws Exception {
        TestCertificates authority = new TestCertificates(folder, "engines");
        try (DockerFake fake = DockerFake.tls(server(authority, "localhost"), "localhost",
                DockerFake.docker(recording()))) {
            EngineException e = fails(DockerSamples.settings(EngineKind.DOCKER, fake.address(),
                    new TlsFiles(authority.ca(), null, null, false), Map.of()));
            assertTrue(String.valueOf(e.problem().cause()).contains("it wants a client certificate"),
                    e.problem().toString());
        }
    }

    @Test
    void trustsNobodyItWasNotToldToTrust() throws Exception {
        TestCertificates authority = new TestCertificates(folder, "engines");
        TestCertificates other = new TestCertificates(folder, "others");
        try (DockerFake fake = DockerFake.tls(server(authority, "localhost"), "localhost",
                DockerFake.docker(recording()))) {
            EngineException e = fails(DockerSamples.settings(EngineKind.DOCKER, fake.address(),
                    files(other, "client", other.issue("client")), Map.of()));
            assertTrue(e.problem().what().contains("its certificate is not trusted"), e.problem().toString());
        }
    }

    @Test
    void checksTheNameInTheCertificate() throws Exception {
        TestCertificates authority = new TestCertificates(folder, "engines");
        try (DockerFake fake = DockerFake.tls(server(authority, "elsewhere.test"), "localhost",
                DockerFake.docker(recording()))) {
            EngineException e = fails(DockerSamples.settings(EngineKind.DOCKER, fake.address(),
                    files(authority, "client", authority.issue("client")), Map.of()));
            assertEquals(uri(fake) + ": its certificate is not for localhost but for elsewhere.test",
                    e.problem().what());
        }
    }

    private static EngineException fails(EngineSettings settings) throws Exception {
        AtomicReference<EngineException> failure = new AtomicReference<>();
        use(settings, client -> failure.set(assertThrows(EngineException.class, client::hello)));
        return failure.get();
    }

    private static String uri(DockerFake fake) {
        return "docker://" + fake.address();
    }

    @Test
    void recallAsksForWhatIsPastAndEnds() throws Exception {
        Instant before = Instant.now();
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), DockerFake.docker(recording()))) {
            DockerTaken taken = new DockerTaken();
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address()), client -> {
                client.hello();
                client.recall(SINCE.minusSeconds(100_000_000), taken);
            });
            assertEquals(81, taken.events().size());
            assertEquals(0, taken.subscriptions());
            String target = fake.asked("/events").target();
            assertTrue(target.matches("/v1\\.41/events\\?since=1695300747\\.000000001&until=\\d{10}\\.\\d{9}"), target);
            String until = target.replaceAll(".*until=", "");
            assertFalse(Instant.ofEpochSecond(Long.parseLong(until.substring(0, 10)) + 1).isBefore(before));
        }
    }

    @Test
    void podmanIsAskedForLessThanSinceAndNotForUntil() throws Exception {
        byte[] recording = DockerSamples.bytes(DockerSamples.PODMAN_NATIVE);
        try (DockerFake fake = DockerFake.unix(folder.resolve("p.sock"), DockerFake.podman((request, out) -> {
            DockerFake.streamHead(out, DockerFake.PODMAN_4);
            DockerFake.chunk(out, recording);
            DockerFake.lastChunk(out);
        }))) {
            DockerTaken taken = new DockerTaken();
            use(DockerSamples.settings(EngineKind.PODMAN, fake.address()), client -> {
                assertEquals("Podman 4.3.1", client.hello().product());
                assertTrue(client.hello().memory().isEndless());
                client.recall(SINCE, taken);
            });
            assertEquals(29, taken.events().size());
            assertEquals("/v4.0.0/libpod/events?since=2026-11-21T22%3A39%3A07Z&stream=false",
                    fake.asked("/events").target());
            assertEquals("podman", taken.events().getFirst().extensions().get("engine"));
        }
    }

    @Test
    void podmanGetsAnEndOnlyIfItIsClearlyInTheFuture() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("p.sock"), DockerFake.podman((request, out) -> {
            DockerFake.streamHead(out, DockerFake.PODMAN_4);
            DockerFake.lastChunk(out);
        }))) {
            use(DockerSamples.settings(EngineKind.PODMAN, fake.address()), client -> {
                client.follow(null, Instant.now(), new DockerTaken());
                assertEquals("/v4.0.0/libpod/events", fake.asked("/events").target());
                Instant later = Instant.now().plusSeconds(100);
                client.follow(null, later, new DockerTaken());
                String target = fake.asked("/events").target();
                assertTrue(target.matches("/v4\\.0\\.0/libpod/events\\?since=20[^&]*Z&until=.*"), target);
                assertTrue(target.endsWith("&until=" + Rfc3339.format(later.plusNanos(1)).replace(":", "%3A")), target);
            });
        }
    }

    @Test
    void anEndWithoutABeginBringsNothingOfThePast() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), DockerFake.docker(recording()))) {
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address()), client -> {
                Instant before = Instant.now();
                Instant until = before.plusSeconds(100);
                client.follow(null, until, new DockerTaken());
                String target = fake.asked("/events").target();
                long since = Long.parseLong(target.replaceFirst(".*since=(\\d+)\\..*", "$1"));
                assertTrue(since >= before.getEpochSecond(), target);
                int asked = fake.requests().size();
                client.follow(null, before.minusSeconds(1), new DockerTaken());
                client.follow(before, before.minusSeconds(1), new DockerTaken());
                assertEquals(asked, fake.requests().size());
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"PODMAN, podman, '', /v4.0.0/libpod/events", "PODMAN, podman, compat, /v1.41/events",
            "PODMAN, docker, '', /v1.41/events", "DOCKER, podman, '', /v1.41/events",
            "DOCKER, podman, native, /v4.0.0/libpod/events", "DOCKER, docker, '', /v1.41/events"})
    void goesByWhoReallyAnswers(EngineKind kind, String real, String api, String path) throws Exception {
        DockerFake.Script end = (request, out) -> {
            DockerFake.streamHead(out, "");
            DockerFake.chunk(out, EVENT + "\n");
            DockerFake.lastChunk(out);
        };
        boolean podman = real.equals("podman");
        try (DockerFake fake = DockerFake.unix(folder.resolve("x.sock"),
                podman ? DockerFake.podman(end) : DockerFake.docker(end))) {
            DockerTaken taken = new DockerTaken();
            use(DockerSamples.settings(kind, fake.address(), TlsFiles.NONE,
                    api.isEmpty() ? Map.of() : Map.of("api", api)),
                    client -> {
                        EngineInfo info = client.hello();
                        assertEquals(podman, info.product().startsWith("Podman"));
                        assertEquals(podman, info.memory().isEndless());
                        client.follow(null, null, taken);
                    });
            assertEquals(path, fake.asked("/events").target());
            assertEquals(real, taken.events().getFirst().extensions().get("engine"));
        }
    }

    @Test
    void anIdlePodmanWithoutAHeadIsSubscribedToAndEventsPass() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("p.sock"), DockerFake.podman((request, out) -> {
            go.await();
            DockerFake.streamHead(out, DockerFake.PODMAN_4);
            DockerFake.chunk(out, EVENT + "\n");
            DockerFake.lastChunk(out);
        }))) {
            DockerTaken taken = new DockerTaken();
            use(DockerSamples.settings(EngineKind.PODMAN, fake.address()), client -> {
                Running running = start(() -> client.follow(null, null, taken));
                taken.awaitSubscribed();
                // longer than the client waits for any other answer
                assertFalse(running.thread.join(Duration.ofMillis(2500)));
                go.countDown();
                finish(running);
            });
            assertEquals(List.of(EVENT), taken.payloads());
            assertEquals(1, taken.subscriptions());
        }
    }

    private final java.util.concurrent.CountDownLatch go = new java.util.concurrent.CountDownLatch(1);

    @ParameterizedTest
    @CsvSource({"unix", "tcp", "tls"})
    void hangUpAndInterruptEndABlockedFollowWithinASecond(String way) throws Exception {
        AtomicReference<DockerFake> self = new AtomicReference<>();
        DockerFake.Script quiet = DockerFake.docker((request, out) -> {
            DockerFake.streamHead(out, "");
            DockerFake.chunk(out, EVENT + "\n");
            self.get().hold();
        });
        TestCertificates authority = new TestCertificates(folder, "engines");
        TlsFiles files = way.equals("tls") ? files(authority, "client", authority.issue("client")) : TlsFiles.NONE;
        try (DockerFake fake = way.equals("unix") ? DockerFake.unix(folder.resolve("d.sock"), quiet)
                : way.equals("tcp") ? DockerFake.tcp(quiet)
                : DockerFake.tls(server(authority, "localhost"), "localhost", quiet)) {
            self.set(fake);
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address(), files, Map.of()), client -> {
                DockerTaken first = new DockerTaken();
                Running hungUp = start(() -> client.follow(null, null, first));
                first.awaitEvents(1);
                long begin = System.nanoTime();
                client.hangUp();
                finish(hungUp);
                assertTrue(System.nanoTime() - begin < 1_000_000_000L);
                DockerTaken second = new DockerTaken();
                Running interrupted = start(() -> client.follow(null, null, second));
                second.awaitEvents(1);
                long again = System.nanoTime();
                interrupted.thread.interrupt();
                assertThrows(InterruptedException.class, () -> finish(interrupted));
                assertTrue(System.nanoTime() - again < 1_000_000_000L);
            });
        }
    }

    @Test
    void anInterruptEndsAPodmanThatSaysNothing() throws Exception {
        AtomicReference<DockerFake> self = new AtomicReference<>();
        try (DockerFake fake = DockerFake.unix(folder.resolve("p.sock"),
                DockerFake.podman((request, out) -> self.get().hold()))) {
            self.set(fake);
            use(DockerSamples.settings(EngineKind.PODMAN, fake.address()), client -> {
                DockerTaken taken = new DockerTaken();
                Running running = start(() -> client.follow(null, null, taken));
                taken.awaitSubscribed();
                running.thread.interrupt();
                assertThrows(InterruptedException.class, () -> finish(running));
                DockerTaken second = new DockerTaken();
                Running hungUp = start(() -> client.follow(null, null, second));
                second.awaitSubscribed();
                client.hangUp();
                finish(hungUp);
            });
        }
    }

    @Test
    void aTakerIsInterruptedAsItsThreadIs() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), DockerFake.docker(recording()))) {
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address()), client -> {
                DockerTaken taken = new DockerTaken();
                assertThrows(InterruptedException.class,
                        () -> client.follow(null, null, new EngineClient.Taker() {
                            @Override
                            public void subscribed() {
                                taken.subscribed();
                            }

                            @Override
                            public void event(dev.evtool.event.Event event) throws InterruptedException {
                                throw new InterruptedException();
                            }

                            @Override
                            public void malformed(String what, byte[] wire) {
                                taken.malformed(what, wire);
                            }
                        }));
                assertEquals(1, taken.subscriptions());
            });
        }
    }

    private static void cut(OutputStream out, String begin) throws Exception {
        DockerFake.streamHead(out, "");
        DockerFake.chunk(out, EVENT + "\n");
        DockerFake.write(out, "80\r\n" + begin);
        throw new java.io.IOException("cut");
    }

    @Test
    void aStreamThatIsCutIsAFailureAfterItsEvents() throws Exception {
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"),
                DockerFake.docker((request, out) -> cut(out, EVENT.substring(0, 40))))) {
            DockerTaken taken = new DockerTaken();
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address()), client -> {
                EngineException e = assertThrows(EngineException.class, () -> client.follow(null, null, taken));
                assertEquals(uri(fake) + " broke off: unexpected end of stream", e.problem().what());
                assertEquals("the engine was stopped, or the connection was cut", e.problem().cause());
            });
            assertEquals(List.of(EVENT), taken.payloads());
            assertEquals(List.of(), taken.malformed());
        }
    }

    @Test
    void theWireRecordingPassesByteByByte() throws Exception {
        byte[] wire = DockerSamples.bytes("docker/events-api1.41.http-wire.bin");
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"), DockerFake.docker((request, out) -> {
            for (byte b : wire) {
                out.write(b);
            }
            DockerFake.lastChunk(out);
        }))) {
            DockerTaken taken = new DockerTaken();
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address()), client -> client.follow(null, null, taken));
            assertEquals(DockerSamples.lines(DockerSamples.DOCKER), taken.payloads());
        }
    }

    @Test
    void theClockOfARemoteEngineIsItsOwn() throws Exception {
        String date = "Date: Sat, 21 Nov 2026 22:39:05 GMT\r\n";
        DockerFake.Script end = (request, out) -> {
            DockerFake.streamHead(out, "");
            DockerFake.lastChunk(out);
        };
        try (DockerFake fake = DockerFake.tcp(DockerFake.engine(DockerFake.DOCKER_20 + date, "1", end))) {
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address()), client -> {
                assertEquals(Instant.parse("2026-11-21T22:39:04Z"), client.hello().now());
                client.recall(Instant.parse("2026-11-21T22:00:00Z"), new DockerTaken());
                long until = Long.parseLong(fake.asked("/events").target().replaceFirst(".*until=(\\d+)\\..*", "$1"));
                // as late as it may be there, and as long as this took
                assertTrue(until >= 1795300746L && until < 1795300760L, "until " + until);
            });
        }
        try (DockerFake fake = DockerFake.unix(folder.resolve("d.sock"),
                DockerFake.engine(DockerFake.DOCKER_20 + "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME
                        .format(Instant.now().atOffset(ZoneOffset.UTC)) + "\r\n", "1", end))) {
            // to the nanosecond, where it is the same clock
            Instant before = Instant.now();
            use(DockerSamples.settings(EngineKind.DOCKER, fake.address()),
                    client -> assertFalse(client.hello().now().isBefore(before)));
        }
    }
}
