package dev.evtool.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.evtool.event.Gap;
import dev.evtool.event.Notice;
import dev.evtool.stream.CollectingSink;
import dev.evtool.stream.StreamException;
import dev.evtool.stream.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What evtool makes of an engine's memory, its breaks, and its habits.
@Timeout(60)
class EngineSessionTest {

    private static final EngineMemory SMALL = new EngineMemory(4);
    private static final EngineMemory ENDLESS = new EngineMemory(EngineMemory.ENDLESS);
    private static final EngineMemory NONE = new EngineMemory(0);

    private final CollectingSink sink = new CollectingSink();
    private @Nullable Throwable failure;

    private Thread start(ScriptedEngine engine, EngineKind kind, Subscription bounds, boolean past) {
        return Thread.ofVirtual().start(() -> {
            try {
                EngineSettings settings = ScriptedEngine.settings(kind);
                new EngineSession(settings, engine, bounds, new EngineIntake(settings, bounds, sink)).run(past);
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                failure = e;
            }
        });
    }

    private static void end(Thread session) throws InterruptedException {
        session.interrupt();
        assertTrue(session.join(Duration.ofSeconds(10)));
    }

    private List<String> told() {
        return sink.events().stream().map(e -> String.valueOf(e.subject())).toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "c" + i).toList();
    }

    private void awaitLive(int times) throws InterruptedException {
        sink.await("a subscription", s -> s.notices(Notice.Kind.SUBSCRIBED).size() == times);
    }

    private static Subscription since(int second) {
        return new Subscription(ScriptedEngine.BASE.plusSeconds(second), null);
    }

    @Test
    void withoutBoundsOnlyWhatHappensFromNowOnIsTold() throws Exception {
        // iSulad replays its memory to everybody
        ScriptedEngine engine = new ScriptedEngine(SMALL, true);
        engine.remember(ScriptedEngine.event(1));
        engine.remember(ScriptedEngine.event(2));
        Thread session = start(engine, EngineKind.ISULAD, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(3));
        sink.await("the live one", s -> !s.events().isEmpty());
        end(session);
        assertEquals(List.of("c3"), told());
        assertEquals(List.of(), sink.gaps());
    }

    @Test
    void sinceIsExactAndInclusive() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(10), false);
        for (int i = 1; i <= 5; i++) {
            engine.remember(ScriptedEngine.event(i));
        }
        Thread session = start(engine, EngineKind.DOCKER, since(3), true);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(6));
        sink.await("all", s -> s.events().size() == 4);
        end(session);
        assertEquals(numbers(3, 6), told());
        assertEquals(List.of(), sink.gaps());
    }

    @Test
    void anEndThatIsOverEndsTheStream() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(10), false);
        for (int i = 1; i <= 5; i++) {
            engine.remember(ScriptedEngine.event(i));
        }
        Subscription bounds = new Subscription(ScriptedEngine.BASE.plusSeconds(2), ScriptedEngine.BASE.plusSeconds(4));
        Thread session = start(engine, EngineKind.DOCKER, bounds, true);
        assertTrue(session.join(Duration.ofSeconds(10)));
        assertEquals(numbers(2, 4), told());
        assertEquals(List.of(), engine.asked, "nothing was left to follow");
    }

    @Test
    void anEndThatComesEndsTheStreamEvenIfTheEngineDoesNot() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(10), false);
        Thread session = start(engine, EngineKind.DOCKER,
                new Subscription(null, Instant.now().plusMillis(300)), false);
        awaitLive(1);
        assertTrue(session.join(Duration.ofSeconds(10)));
        assertNull(failure);
    }

    @Test
    void aFullMemoryThatBeginsTooLateIsAGap() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        for (int i = 1; i <= 9; i++) {
            engine.remember(ScriptedEngine.event(i));
        }
        Thread session = start(engine, EngineKind.DOCKER, since(2), true);
        awaitLive(1);
        end(session);
        Gap gap = sink.gaps().getFirst();
        assertEquals(1, sink.gaps().size());
        assertFalse(gap.certain());
        assertEquals(ScriptedEngine.BASE.plusSeconds(2), gap.from());
        assertEquals(ScriptedEngine.BASE.plusSeconds(6), gap.to());
        assertEquals(0, sink.items().stream().filter(i -> !(i instanceof Notice)).toList().indexOf(gap),
                "before the events");
        assertEquals(numbers(6, 9), told());
    }

    @Test
    void aMemoryThatIsNotFullButBeginsTooLateIsAGapToo() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        engine.remember(ScriptedEngine.event(5));
        Thread session = start(engine, EngineKind.DOCKER, since(2), true);
        awaitLive(1);
        end(session);
        Gap gap = sink.gaps().getFirst();
        assertFalse(gap.certain());
        assertEquals(ScriptedEngine.BASE.plusSeconds(5), gap.to());
        assertTrue(gap.reason().contains("memory begins here"), gap.reason());
    }

    @Test
    void anEmptyMemoryIsAGapUpToNow() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        Thread session = start(engine, EngineKind.DOCKER, since(2), true);
        awaitLive(1);
        end(session);
        assertTrue(sink.gaps().getFirst().reason().contains("memory is empty"));
    }

    @Test
    void anEngineWithoutMemoryGivesAGapForThePast() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(NONE, false);
        Thread session = start(engine, EngineKind.CONTAINERD, since(0), true);
        awaitLive(1);
        end(session);
        assertEquals(ScriptedEngine.BASE, sink.gaps().getFirst().from());
        assertEquals(1, engine.asked.size());
        assertNull(engine.asked.getFirst());
    }

    @Test
    void aMemoryThatIsCutOffIsToldAsFarAsItCameAndThenTheRest() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(10), false);
        for (int i = 1; i <= 5; i++) {
            engine.remember(ScriptedEngine.event(i));
        }
        engine.cutsMemoryAfter = 2;
        Thread session = start(engine, EngineKind.DOCKER, since(1), true);
        awaitLive(1);
        end(session);
        assertEquals(numbers(1, 5), told());
        assertEquals(List.of(), sink.gaps());
        assertEquals(1, sink.notices(Notice.Kind.RECONNECTING).size());
        assertNull(failure);
    }

    @Test
    void aBreakIsBridgedFromTheEnginesMemory() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(10), false);
        engine.remember(ScriptedEngine.event(1));
        Thread session = start(engine, EngineKind.DOCKER, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(2));
        sink.await("the first", s -> s.events().size() == 1);
        engine.breakOff();
        sink.await("word of it", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
        engine.remember(ScriptedEngine.event(3));
        engine.remember(ScriptedEngine.event(4));
        engine.comeBack();
        awaitLive(2);
        engine.happen(ScriptedEngine.event(5));
        sink.await("the rest", s -> s.events().size() == 4);
        end(session);
        assertEquals(numbers(2, 5), told());
        assertEquals(List.of(), sink.gaps(), "the memory reaches back to what came before");
    }

    @Test
    void aMemoryThatWasOutrunIsACertainGap() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        Thread session = start(engine, EngineKind.DOCKER, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(1));
        sink.await("the first", s -> s.events().size() == 1);
        engine.breakOff();
        for (int i = 2; i <= 20; i++) {
            engine.remember(ScriptedEngine.event(i));
        }
        engine.comeBack();
        awaitLive(2);
        end(session);
        assertEquals(List.of("c1", "c17", "c18", "c19", "c20"), told());
        Gap gap = sink.gaps().getFirst();
        assertTrue(gap.certain());
        assertTrue(sink.items().indexOf(gap) < sink.items().indexOf(sink.events().get(1)), "before what follows");
    }

    @Test
    void aMemoryThatIsAnotherOneIsAPossibleGap() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        Thread session = start(engine, EngineKind.DOCKER, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(1));
        sink.await("the first", s -> s.events().size() == 1);
        engine.forget();
        engine.breakOff();
        engine.comeBack();
        awaitLive(2);
        end(session);
        assertEquals(1, sink.gaps().size());
        assertFalse(sink.gaps().getFirst().certain());
        assertTrue(sink.gaps().getFirst().reason().contains("started anew"));
    }

    @Test
    void anEndlessMemoryLeavesNoGap() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(ENDLESS, false);
        for (int i = 1; i <= 300; i++) {
            engine.remember(ScriptedEngine.event(i));
        }
        Thread session = start(engine, EngineKind.PODMAN, since(299), true);
        awaitLive(1);
        engine.breakOff();
        engine.remember(ScriptedEngine.event(301));
        engine.comeBack();
        awaitLive(2);
        end(session);
        assertEquals(numbers(299, 301), told());
        assertEquals(List.of(), sink.gaps());
    }

    @Test
    void aBreakBringsUpNothingFromBeforeTheBegin() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(ENDLESS, false);
        engine.remember(ScriptedEngine.event(1, Instant.now().minusMillis(900)));
        Thread session = start(engine, EngineKind.PODMAN, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(2, Instant.now()));
        sink.await("the live one", s -> !s.events().isEmpty());
        engine.breakOff();
        engine.remember(ScriptedEngine.event(3, Instant.now()));
        engine.comeBack();
        awaitLive(2);
        end(session);
        assertEquals(numbers(2, 3), told());
    }

    @Test
    void aCleanEndIsABreakToo() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(64), true);
        Thread session = start(engine, EngineKind.ISULAD, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(1));
        engine.end();
        awaitLive(2);
        engine.happen(ScriptedEngine.event(2));
        sink.await("both", s -> s.events().size() == 2);
        end(session);
        assertEquals(numbers(1, 2), told());
        assertEquals(List.of(), sink.gaps());
        assertTrue(sink.notices(Notice.Kind.RECONNECTING).getFirst().text().contains("ended the stream"));
    }

    @Test
    void anEventThatTheEngineCannotSendIsLeftOutAndIsAGap() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(64), true);
        engine.remember(ScriptedEngine.event(1));
        for (int i = 0; i < 2; i++) {
            engine.end();
        }
        Thread session = start(engine, EngineKind.ISULAD, Subscription.LIVE, false);
        awaitLive(3);
        end(session);
        assertEquals(1, sink.gaps().size());
        assertTrue(sink.gaps().getFirst().certain());
        Instant last = engine.asked.getLast();
        assertTrue(last != null && last.isAfter(Instant.now().minusSeconds(30)), "from now on: " + engine.asked);
    }

    @Test
    void anOutageThatOutlastsTheStreamIsAGap() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        Thread session = start(engine, EngineKind.DOCKER, Subscription.LIVE, false);
        awaitLive(1);
        engine.breakOff();
        sink.await("word of it", s -> !s.notices(Notice.Kind.RECONNECTING).isEmpty());
        end(session);
        assertEquals(1, sink.gaps().size());
    }

    @Test
    void anEngineThatRefusesAtOnceEndsTheStream() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        engine.refuses = true;
        Thread session = start(engine, EngineKind.DOCKER, Subscription.LIVE, false);
        assertTrue(session.join(Duration.ofSeconds(10)));
        assertEquals("500: not today",
                assertInstanceOf(StreamException.Unreachable.class, failure).problem().what());
    }

    @Test
    void aClockThatGoesBackIsSaidAndHarmsNothing() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(new EngineMemory(10), false);
        Thread session = start(engine, EngineKind.DOCKER, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(1, ScriptedEngine.BASE.plusSeconds(7200)));
        engine.happen(ScriptedEngine.event(2, ScriptedEngine.BASE));
        engine.happen(ScriptedEngine.event(3, ScriptedEngine.BASE.plusSeconds(1)));
        sink.await("all", s -> s.events().size() == 3);
        engine.breakOff();
        engine.remember(ScriptedEngine.event(4, ScriptedEngine.BASE.plusSeconds(2)));
        engine.comeBack();
        sink.await("what happened meanwhile", s -> s.events().size() == 4);
        end(session);
        assertEquals(numbers(1, 4), told());
        List<Notice> warnings = sink.notices(Notice.Kind.WARNING);
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().text().contains("went back by 2h"), warnings.toString());
    }

    @Test
    void malformedIsANoticeBetweenItsNeighbours() throws Exception {
        ScriptedEngine engine = new ScriptedEngine(SMALL, false);
        Thread session = start(engine, EngineKind.DOCKER, Subscription.LIVE, false);
        awaitLive(1);
        engine.happen(ScriptedEngine.event(1));
        engine.malformed("cut JSON");
        engine.happen(ScriptedEngine.event(2));
        sink.await("both", s -> s.events().size() == 2);
        end(session);
        assertEquals("cut JSON: {\"x", sink.notices(Notice.Kind.MALFORMED).getFirst().text());
    }
}
