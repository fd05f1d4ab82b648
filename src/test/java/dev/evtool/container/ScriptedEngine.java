package dev.evtool.container;

import dev.evtool.event.Event;
import dev.evtool.event.Severity;
import dev.evtool.stream.Connecting;
import dev.evtool.stream.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An engine without a wire, for tests of what evtool makes of engines: it has a memory, happenings, and breaks.
final class ScriptedEngine implements EngineClient {

    static final Instant BASE = Instant.parse("2026-11-24T12:00:00.123456789Z");

    /// What a follow meets.
    private sealed interface Step {
        record Tell(Event event) implements Step {}

        record Break() implements Step {}

        record End() implements Step {}

        record Malformed(String what) implements Step {}
    }

    private final EngineMemory memory;
    private final boolean replaysAlways;
    private final ArrayDeque<Event> remembered = new ArrayDeque<>();
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    final List<@Nullable Instant> asked = new ArrayList<>();
    private volatile boolean down;
    private volatile @Nullable Thread following;
    private volatile boolean hungUp;
    boolean refuses;
    /// After so many events of its memory the connection breaks, once.
    int cutsMemoryAfter = Integer.MAX_VALUE;

    ScriptedEngine(EngineMemory memory, boolean replaysAlways) {
        this.memory = memory;
        this.replaysAlways = replaysAlways;
    }

    static EngineSettings settings(EngineKind kind) {
        return new EngineSettings(kind.word() + ":///test.sock", kind,
                new EngineAddress.Socket(Path.of("/test.sock")), Map.of(), Connecting.DEFAULT, false, false,
                EventSelection.ALL);
    }

    static Event event(int number) {
        return event(number, BASE.plusSeconds(number));
    }

    static Event event(int number, Instant time) {
        String json = "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"c" + number
                + "\",\"Attributes\":{\"name\":\"n" + number + "\"}},\"timeNano\":1}";
        return new ContainerEvents("docker:///test.sock", EngineKind.DOCKER).event(
                new ContainerEvents.Head("container", "start", "start", "c" + number, time, Severity.INFO),
                json.getBytes(StandardCharsets.UTF_8), null, Instant.now());
    }

    /// Something happens: remembered, and told to who follows.
    synchronized void happen(Event event) {
        remember(event);
        steps.add(new Step.Tell(event));
    }

    /// Something happened while nobody could be told.
    synchronized void remember(Event event) {
        if (!memory.isNone()) {
            remembered.add(event);
            if (remembered.size() > memory.most()) {
                remembered.removeFirst();
            }
        }
    }

    synchronized void forget() {
        remembered.clear();
    }

    void malformed(String what) {
        steps.add(new Step.Malformed(what));
    }

    void breakOff() {
        down = true;
        steps.add(new Step.Break());
    }

    void end() {
        steps.add(new Step.End());
    }

    void comeBack() {
        down = false;
    }

    @Override
    public EngineInfo hello() throws EngineException {
        if (down) {
            throw new EngineException(Problem.of("connection refused"), null);
        }
        return new EngineInfo("Scripted 1.0", "", Instant.now(), memory);
    }

    @Override
    public void recall(Instant since, Taker taker) throws EngineException, InterruptedException {
        int left = cutsMemoryAfter;
        for (Event event : memory()) {
            if (!event.when().isBefore(since)) {
                if (left-- == 0) {
                    cutsMemoryAfter = Integer.MAX_VALUE;
                    throw new EngineException(Problem.of("connection reset"), null);
                }
                taker.event(event);
            }
        }
    }

    private synchronized List<Event> memory() {
        return List.copyOf(remembered);
    }

    @Override
    public void follow(@Nullable Instant since, @Nullable Instant until, Taker taker)
            throws EngineException, InterruptedException {
        if (refuses) {
            throw new EngineException(new Problem("500: not today", null, null), null);
        }
        asked.add(since);
        following = Thread.currentThread();
        taker.subscribed();
        if (since != null || replaysAlways) {
            recall(since == null ? Instant.EPOCH : since, taker);
        }
        while (true) {
            Step step;
            try {
                step = steps.take();
            } catch (InterruptedException e) {
                if (hungUp) {
                    return;
                }
                throw e;
            }
            switch (step) {
                case Step.Tell tell -> taker.event(tell.event());
                case Step.Malformed bad -> taker.malformed(bad.what(), "{\"x".getBytes(StandardCharsets.UTF_8));
                case Step.Break() -> throw new EngineException(Problem.of("connection reset"), null);
                case Step.End() -> {
                    return;
                }
            }
        }
    }

    @Override
    public void hangUp() {
        hungUp = true;
        Thread thread = following;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public List<ContainerNow> containers(Predicate<ContainerNow> wanted) {
        return List.of();
    }

    @Override
    public void close() {
        hungUp = true;
    }
}
