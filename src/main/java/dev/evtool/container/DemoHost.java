package dev.evtool.container;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/// A host of the [DemoContainers]: its containers, and what its engine says when something happens to them. Each engine
/// has its own words.
abstract class DemoHost {

    private static final int ID_BYTES = 32;

    private final Random random;
    /// How far apart things are told has no say in what happens.
    private final Random delays = new Random(1);
    private final Map<String, DemoContainer> containers = new LinkedHashMap<>();
    private final List<EmbeddedEvent> told = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private int lastPid = 4100;

    DemoHost(Random random) {
        this.random = random;
    }

    // ---- what can happen, and what is said of it

    abstract void created(DemoContainer container);

    abstract void started(DemoContainer container);

    abstract void died(DemoContainer container);

    abstract void stopped(DemoContainer container);

    abstract void removed(DemoContainer container);

    abstract void killed(DemoContainer container, int signal);

    abstract void ranOutOfMemory(DemoContainer container);

    abstract void paused(DemoContainer container, boolean on);

    abstract void renamed(DemoContainer container, String before);

    abstract void healthIs(DemoContainer container);

    abstract void execBegan(DemoContainer container, String command, String exec);

    abstract void execEnded(DemoContainer container, String exec, int exitCode);

    /// @param action `pull`, `tag`, `remove`
    abstract void image(String action, String image, String id);

    // ---- the deeds

    final DemoContainer create(String name, String image, String command, Map<String, String> labels) {
        DemoContainer container = new DemoContainer(id(), name, image, command, new TreeMap<>(labels), now);
        locked(() -> containers.put(name, container));
        created(container);
        return container;
    }

    final void start(DemoContainer container) {
        locked(() -> container.start(now, ++lastPid));
        started(container);
    }

    /// The engine starts it again, by its policy.
    final void restart(DemoContainer container) {
        locked(container::countRestart);
        start(container);
    }

    /// The engine starts it again and says nothing of it.
    final void restartUnseen(DemoContainer container) {
        locked(() -> {
            container.countRestart();
            container.start(now, ++lastPid);
        });
    }

    /// Its process ends by itself.
    final void die(DemoContainer container, int exitCode) {
        locked(() -> container.die(now, exitCode));
        died(container);
    }

    final void oom(DemoContainer container) {
        locked(container::oom);
        ranOutOfMemory(container);
    }

    /// Somebody stops it.
    final void stop(DemoContainer container, int exitCode) {
        killed(container, 15);
        if (exitCode == 137) {
            killed(container, 9);
        }
        die(container, exitCode);
        stopped(container);
    }

    final void remove(DemoContainer container) {
        locked(() -> containers.remove(container.name()));
        removed(container);
    }

    final void kill(DemoContainer container, int signal) {
        killed(container, signal);
    }

    final void pause(DemoContainer container, boolean on) {
        locked(() -> container.pause(on));
        paused(container, on);
    }

    final void rename(DemoContainer container, String name) {
        String before = container.name();
        locked(() -> {
            containers.remove(before);
            container.rename(name);
            containers.put(name, container);
        });
        renamed(container, before);
    }

    final void health(DemoContainer container, String health) {
        locked(() -> container.health(health));
        healthIs(container);
    }

    final String exec(DemoContainer container, String command) {
        String exec = id();
        execBegan(container, command, exec);
        return exec;
    }

    /// A container by its name; there must be one.
    final DemoContainer the(String name) {
        return Objects.requireNonNull(containers.get(name), name);
    }

    final boolean has(String name) {
        return containers.containsKey(name);
    }

    // ---- telling

    final void tell(String type, String action, String id, SortedMap<String, String> attributes) {
        // things of one instant are told some microseconds apart
        now = now.plusNanos(60_000L + delays.nextInt(900_000));
        told.add(new EmbeddedEvent(now, type, action, id, attributes));
    }

    /// What was said since the last call.
    final List<EmbeddedEvent> told() {
        List<EmbeddedEvent> all = List.copyOf(told);
        told.clear();
        return all;
    }

    /// From now on it is this time, unless it is already later.
    final void now(Instant time) {
        if (time.isAfter(now)) {
            now = time.plus(Duration.ofNanos(delays.nextInt(1_000_000)));
        }
    }

    final String id() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// What the engine lists, from any thread.
    final synchronized List<EmbeddedContainer> listed() {
        return containers.values().stream().map(DemoContainer::listed).toList().reversed();
    }

    private synchronized void locked(Runnable change) {
        change.run();
    }
}
