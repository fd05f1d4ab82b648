package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Event;
import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.Source;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContainerDemoTest {

    private static Set<String> engines(CollectingSink sink) {
        return sink.events().stream().map(Event::source).collect(Collectors.toSet());
    }

    @Test
    void aSourceForEachEngineSeesTheInsightsOfItsWorld() throws Exception {
        List<Source> sources = ContainerDemo.sources(ContainerDemo.LOOPBACK, 1, 20,
                engine -> engine.with(EventSelection.ALL, false, true));
        assertEquals(List.of("demo:containers/docker", "demo:containers/podman", "demo:containers/isulad"),
                sources.stream().map(Source::name).toList());
        CollectingSink sink = new CollectingSink();
        List<Thread> threads = sources.stream().map(source -> Thread.ofVirtual().start(() -> {
            try {
                source.run(Subscription.LIVE, sink);
            } catch (InterruptedException | StreamException ended) {
                Thread.currentThread().interrupt();
            }
        })).toList();
        sink.await("all engines", s -> engines(s).size() == 3);
        sink.await("a restart loop and a kill for memory",
                s -> s.notices(Notice.Kind.INSIGHT).stream().anyMatch(n -> n.text().contains("restart loop"))
                        && s.notices(Notice.Kind.INSIGHT).stream().anyMatch(n -> n.text().contains("for memory")));
        for (Thread thread : threads) {
            thread.interrupt();
            assertTrue(thread.join(Duration.ofSeconds(10)));
        }
        assertEquals(List.of(), sink.notices(Notice.Kind.MALFORMED));
        assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("evtool-grpc")).toList());
    }

    @Test
    void allInOneTellsThePastInTheOrderOfTimeAndEndsAtItsEnd() throws Exception {
        Source all = ContainerDemo.source();
        Subscription past = new Subscription(Instant.now().minus(Duration.ofMinutes(12)), Instant.now());
        assertTrue(all.hasPast(past));
        CountDownLatch caughtUp = new CountDownLatch(1);
        CollectingSink sink = new CollectingSink() {
            @Override
            public void caughtUp() {
                caughtUp.countDown();
            }
        };
        all.run(past, sink);
        assertEquals(0, caughtUp.getCount());
        assertEquals(3, engines(sink).size());
        assertTrue(sink.events().size() > 100, sink.events().size() + " events");
        assertEquals(sink.events().stream().sorted(Comparator.comparing(Event::when)).toList(), sink.events());
        assertEquals(List.of(), sink.gaps());
    }

    @Test
    void aPortThatIsTakenIsTheUsersMistake() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Source source = ContainerDemo
                    .sources(new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort()), 1, 1,
                            e -> e)
                    .getFirst();
            StreamException.Usage usage = assertThrows(StreamException.Usage.class,
                    () -> source.run(Subscription.LIVE, new CollectingSink()));
            assertTrue(usage.problem().what().contains("cannot listen"), usage.problem().what());
        }
    }
}
